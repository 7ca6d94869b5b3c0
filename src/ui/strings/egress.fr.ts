import type { egressEn } from './egress.en.ts'

export const egressFr: typeof egressEn = {
  title: 'Ce qui quitte cette pièce',
  soFar: (bytes) => `Sorti jusqu’ici\u202f: ${bytes}`,
  takenShort: (files) =>
    files === 1 ? '1 fichier sur le téléphone d’un visiteur' : `${files} fichiers sur des téléphones de visiteurs`,
  explain:
    'Compté par les écrans eux-mêmes, là où les octets les quittent. Ce sont les sommes depuis la création de la pièce.',
  board: 'Vers les applications du tableau ouvert',
  boardExplain: 'Ce qui a été remis à leurs connexions. Seulement tant qu’un admin a ouvert le tableau.',
  pages: 'Vers des pages sur les appareils de membres',
  pagesExplain:
    'Ce qui a été envoyé à des services que d’autres pages proposent. Elles peuvent le transmettre\u202f: tout compte. Seulement tant qu’un admin le permet.',
  elsewhere: 'Vers tout autre endroit',
  elsewhereExplain:
    'Les demandes qu’un écran ferait à l’internet ou à un autre bâtiment. Il n’en a pas le moyen, donc cela reste à zéro.',
  taken: 'Fichiers emportés par des visiteurs',
  takenExplain: 'Enregistrés sur un téléphone invité ici. La pièce ne peut pas les rappeler.',
  notCounted: 'Non compté',
  notCountedExplain:
    'Ce que les appareils de la pièce se disent\u202f; ce que le boîtier sur place relaie ou garde pour elle, scellé, sans pouvoir le lire\u202f; et ce que les gens retiennent, ou photographient.',
}
