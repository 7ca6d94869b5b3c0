import { dayReasonsFr } from './day-reasons.fr.ts'
import { serviceReasonsFr } from './service-reasons.fr.ts'
import { faceReasonsFr } from './face-reasons.fr.ts'
import type { LaterReasons } from './reasons.ts'
import { trustReasonsFr } from './trust-reasons.fr.ts'

const rienPartage = 'Rien n’a été partagé.'
const rienChange = 'Rien n’a changé.'

export const reasonsFr: LaterReasons = {
  ...trustReasonsFr,
  ...dayReasonsFr,
  ...serviceReasonsFr,

  'visitors-may-not': {
    what: 'Ici, les visiteurs ne peuvent pas faire cela.',
    safe: rienChange,
    todo: 'Demandez à un membre.',
  },
  'admins-only': { what: 'Seul un admin peut faire cela.', safe: rienChange, todo: 'Demandez à un admin.' },
  'screens-only': { what: 'Seul un écran peut faire cela.', safe: rienChange, todo: 'Faites-le au mur.' },
  'pages-closed': {
    what: 'Cette pièce ne prend aucun service d’autres pages.',
    safe: rienPartage,
    todo: 'Demandez à un admin de le permettre dans les réglages d’un mur.',
  },
  'wall-locked': {
    what: 'Le mur est verrouillé.',
    safe: rienChange,
    todo: 'Tapez le code PIN, ou déverrouillez-le depuis le téléphone d’un admin.',
  },
  'unknown-ask': { what: 'Cette pièce ne sait pas faire cela.', safe: rienChange, todo: 'Rechargez cette page.' },

  knock: {
    what: 'Quelqu’un veut entrer.',
    safe: 'Après une mise dehors, chaque nouvel arrivant attend un geste.',
    todo: 'Laissez entrer, ou laissez attendre.',
  },
  'box-refused': {
    what: 'L’assistant a refusé la sauvegarde.',
    safe: 'Tout est gardé sur cet écran.',
    todo: 'Enregistrez plutôt un fichier.',
  },
  'address-unusable': {
    what: 'Les téléphones ne peuvent pas ouvrir cette adresse.',
    safe: 'Rien n’a changé.',
    todo: 'Tapez une adresse https, comme https://salle.example.org.',
  },
  cancelled: {
    what: 'L’autre a arrêté.',
    safe: 'Rien n’a été partagé.',
    todo: 'Demandez un nouveau code.',
  },
  'box-gone-in-setup': {
    what: 'L’assistant ne répond pas.',
    safe: 'Vos réponses sont gardées.',
    todo: 'Vérifiez l’alimentation et le câble du petit boîtier, puis réessayez.',
  },
  'storage-full': {
    what: 'Cet écran est plein.',
    safe: 'Ce qui s’y trouve déjà est gardé.',
    todo: 'Faites de la place sur cet appareil.',
  },
  'storage-broken': {
    what: 'Ce navigateur refuse de garder quoi que ce soit.',
    safe: 'Les autres écrans gardent la pièce.',
    todo: 'Quittez la navigation privée, puis rechargez cette page.',
  },
  'store-corrupt': {
    what: 'Une partie de ce qui est gardé ici ne se lit plus.',
    safe: 'Les autres écrans et la sauvegarde l’ont encore.',
    todo: 'Rétablissez la pièce avec les mots de secours.',
  },
  'clock-wrong': {
    what: 'L’horloge de cet écran et celle de la pièce diffèrent.',
    safe: 'Tout est gardé ; l’heure affichée est entre celles des écrans.',
    todo: 'Réglez la date et l’heure de l’écran qui se trompe.',
  },
  'pin-wrong': { what: 'Ce n’est pas le code PIN.', safe: 'Le mur reste verrouillé.', todo: 'Réessayez.' },
  'pin-wait': { what: 'Trop de codes PIN faux.', safe: 'Le mur reste verrouillé.', todo: 'Attendez, puis réessayez.' },
  'pin-weak': {
    what: 'Ce n’est pas un code PIN.',
    safe: rienChange,
    todo: 'Prenez de quatre à douze chiffres.',
  },
  'words-count': { what: 'Il faut douze mots.', safe: rienChange, todo: 'Écrivez les douze, dans l’ordre.' },
  'words-unknown': {
    what: 'L’un des mots n’est pas dans la liste.',
    safe: rienChange,
    todo: 'Cherchez une faute de copie.',
  },
  'words-checksum': { what: 'Les mots ne vont pas ensemble.', safe: rienChange, todo: 'Vérifiez leur ordre.' },
  'backup-none': {
    what: 'Il n’y a ici aucune sauvegarde pour ces mots.',
    safe: rienChange,
    todo: 'Choisissez le fichier de sauvegarde.',
  },
  'backup-wrong-words': {
    what: 'Ces mots n’ouvrent pas cette sauvegarde.',
    safe: 'La sauvegarde est intacte.',
    todo: 'Prenez les mots notés pour cette pièce.',
  },
  'picture-too-large': {
    what: 'Cette image est trop grande.',
    safe: 'Elle n’a pas quitté votre téléphone.',
    todo: 'Choisissez-en une plus petite.',
  },
  'picture-unreadable': {
    what: 'Cette image est illisible.',
    safe: rienChange,
    todo: 'Choisissez un JPEG ou un PNG.',
  },
  'picture-heic': {
    what: 'Ce navigateur ne sait pas ouvrir les photos HEIC.',
    safe: 'La photo est intacte.',
    todo: 'Enregistrez-la en JPEG (sur iPhone\u202f: Réglages, Appareil photo, Formats, Le plus compatible), ou affichez une capture d’écran.',
  },
  'file-too-large': {
    what: 'Cette pièce ne prend pas de fichier aussi grand.',
    safe: 'Rien n’a été envoyé.',
    todo: 'Un admin peut en permettre plus dans les réglages, au mur.',
  },
  'files-full': {
    what: 'Il n’y a plus de place ici pour des fichiers.',
    safe: 'Rien n’a été envoyé.',
    todo: 'Retirez un fichier dont personne n’a plus besoin.',
  },
  'file-gone': {
    what: 'Ce fichier n’est plus ici.',
    safe: rienChange,
    todo: 'Demandez qu’on l’envoie de nouveau.',
  },
  'file-damaged': {
    what: 'Le fichier est arrivé abîmé.',
    safe: 'Rien n’en a été gardé.',
    todo: 'Réessayez.',
  },
  'person-full': {
    what: 'Son appareil n’a plus de place pour ce fichier.',
    safe: 'Il est toujours sur le vôtre.',
    todo: 'Demandez-lui de faire de la place, puis renvoyez-le.',
  },
  'person-away': {
    what: 'Son téléphone ne répond pas.',
    safe: 'Rien n’a été envoyé.',
    todo: 'Demandez-lui d’y ouvrir la pièce.',
  },
  'share-failed': {
    what: 'Le navigateur n’a pas pu montrer cet écran.',
    safe: rienPartage,
    todo: 'Permettez-le dans les réglages du système, ou choisissez une autre fenêtre.',
  },
  'text-empty': { what: 'Rien n’est encore écrit.', safe: rienChange, todo: 'Écrivez d’abord quelque chose.' },
  'text-too-long': { what: 'C’est trop long.', safe: 'Votre texte est toujours là.', todo: 'Raccourcissez-le.' },
  'name-empty': { what: 'Il manque un nom.', safe: rienChange, todo: 'Écrivez un nom.' },
  'name-taken': { what: 'Quelqu’un ici porte déjà ce nom.', safe: rienChange, todo: 'Choisissez-en un autre.' },
  ...faceReasonsFr,
}
