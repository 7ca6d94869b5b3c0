/*
 * The one place where the room is taught a request: its name, and how it is said in each language. `<slots>` are filled
 * with what is in the room just now (room-words.ts). What is done about it: app/speech/answers.ts.
 */

export type SpeechLang = 'en' | 'fr'
export type IntentName =
  | 'note.add'
  | 'people.list'
  | 'display.note'
  | 'display.next'
  | 'display.previous'
  | 'display.clear'
  | 'display.blank'
  | 'display.light'
  | 'timer.start'
  | 'timer.stop'
  | 'switch.on'
  | 'switch.off'
  | 'record.start'
  | 'record.stop'
  | 'book.start'
  | 'book.extend'
  | 'book.end'
  | 'screen.call'
  | 'time.tell'
  | 'help'
  | 'undo'

type Taught = { name: IntentName } & Readonly<Record<SpeechLang, readonly string[]>>

export const INTENTS: readonly Taught[] = [
  {
    name: 'note.add',
    en: ['(add|take|make|write) [a] note <note>'],
    fr: ['(ajoute|ajouter|prends|écris) une note <note>'],
  },
  {
    name: 'people.list',
    en: ['who is (here|in the room|in this room|in <place>)', 'tell me who is here'],
    fr: ['qui est (là|ici|présent|dans la salle|dans <place>)', 'dis moi qui est là'],
  },
  {
    name: 'display.note',
    en: [
      'show [me] the (last|latest) note [on [the] <screen>]',
      'put the (last|latest) note on [the] (display|screen|wall)',
    ],
    fr: ['(montre|affiche) [moi] la dernière note [sur <screen>]'],
  },
  {
    name: 'display.next',
    en: ['show [me] the next (picture|page|one) [on [the] <screen>]', 'next (picture|page|slide) please'],
    fr: ['(montre|affiche) [moi] (la page suivante|la suivante) [sur <screen>]', '(page|image) suivante'],
  },
  {
    name: 'display.previous',
    en: ['show [me] the previous (picture|page|one) [on [the] <screen>]', 'previous (picture|page|slide) please'],
    fr: ['(montre|affiche) [moi] (la page précédente|la précédente) [sur <screen>]', '(page|image) précédente'],
  },
  {
    name: 'display.clear',
    en: ['clear the (screen|display|wall)'],
    fr: ['(efface|vide) (la page|le mur)', 'efface tout'],
  },
  {
    name: 'display.blank',
    en: ['blank (the|all) (screen|screens|display|wall|walls)', 'blank the screen [in the] <screen>'],
    fr: ["éteins (les écrans|l'écran|le mur|les murs)", "éteins l'écran <screen>"],
  },
  {
    name: 'display.light',
    en: ['wake (the|all) (screen|screens|display|wall|walls)', 'wake the screen [in the] <screen>'],
    fr: ["rallume (les écrans|l'écran|le mur|les murs)", "rallume l'écran <screen>"],
  },
  {
    name: 'timer.start',
    en: ['(set|start) a timer for <duration>'],
    fr: ['(mets|lance|démarre) un minuteur (de|pour) <duration>'],
  },
  {
    name: 'timer.stop',
    en: ['(stop|cancel) the timer'],
    fr: ['(arrête|annule) le minuteur'],
  },
  {
    name: 'switch.on',
    en: ['(turn|switch) on the <service>', '(turn|switch) the <service> on'],
    fr: ['allume (la|le|les) <service>'],
  },
  {
    name: 'switch.off',
    en: ['(turn|switch) off the <service>', '(turn|switch) the <service> off'],
    fr: ['éteins (la|le|les) <service>'],
  },
  {
    name: 'record.start',
    en: ['(start|begin) the recording', 'record (this|the) meeting'],
    fr: ["(démarre|commence|lance) l'enregistrement", 'enregistre la réunion'],
  },
  {
    name: 'record.stop',
    en: ['(stop|end) the recording'],
    fr: ["(arrête|termine) l'enregistrement"],
  },
  {
    name: 'book.start',
    en: ['book (this|the) room for <duration>'],
    fr: ['réserve la salle (pour|pendant) <duration>'],
  },
  {
    name: 'book.extend',
    en: ['extend the (meeting|booking) by <duration>', 'we need the room for <duration> more'],
    fr: ['prolonge la (réunion|réservation) de <duration>'],
  },
  {
    name: 'book.end',
    en: ['end the (meeting|booking)', 'the meeting is over'],
    fr: ['termine la (réunion|réservation)', 'la réunion est finie'],
  },
  {
    name: 'screen.call',
    en: ['(call|ring) the screen [in the] <screen>'],
    fr: ["appelle l'écran <screen>"],
  },
  {
    name: 'time.tell',
    en: ['what time is it', 'tell me the time', 'what is the time'],
    fr: ['quelle heure est il', 'dis moi quelle heure il est'],
  },
  {
    name: 'help',
    en: ['what can i say', 'help me please', 'what can you do'],
    fr: ['que puis je dire', 'aide moi', 'que sais tu faire'],
  },
  {
    name: 'undo',
    en: ['undo that', 'undo the last (one|thing)', 'take that back'],
    fr: ['annule tout', 'annule ça', 'annuler la dernière demande'],
  },
]

/** What a note may say: the recogniser knows grammars, it does not take dictation. */
export const NOTES: Readonly<Record<SpeechLang, readonly string[]>> = {
  en: [
    '(call|ask|tell|thank|meet) <person>',
    '<person> is (late|away|on the way|not here|working from home)',
    'we need [more] (coffee|water|paper|pens|chairs|time|help|another room)',
    'back (in|after) <duration>',
    '(we start|the meeting starts|we meet|lunch is) (at <time>|in <duration>)',
    '(check|move|bring back|switch off|clean) the (projector|lights|door|windows|camera|table|board)',
    '<device> does not work',
  ],
  fr: [
    '(appelle|appeler|remercier|attendre) <person>',
    '<person> est (en retard|absent|absente|en route)',
    'il faut (du café|du papier|des chaises|plus de temps)',
    'de retour dans <duration>',
    '(la réunion commence|on commence|on se retrouve) (à <time>|dans <duration>)',
    '(fermer|vérifier) (la porte|les fenêtres|la lumière)',
    '<device> ne marche pas',
  ],
}
