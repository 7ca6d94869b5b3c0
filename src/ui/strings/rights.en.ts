import { trustEn } from './trust.en.ts'
import type { Right } from '../../trust/rights.ts'

const rights: Record<Right, string> = {
  'note.add': 'Add notes',
  'display.show': 'Show on the wall',
  'blob.offer': 'Send files',
  book: 'Book the room',
  'note.remove-any': 'Remove others’ notes and files',
}

export const rightsEn = {
  ...trustEn,
  title: 'More for one visitor',
  explain: 'What you allow here ends with the visit: when they leave or are shown out, or when the visit runs out.',
  nobody: 'Nobody is visiting.',
  rights,
  allowMore: 'Allow more',
  allowMoreNamed: (name: string) => `Allow more: ${name}`,
  mayAlso: (deeds: string) => `May also ${deeds}`,
  can: (name: string, deeds: string) => `${name} can ${deeds}.`,
  cannot: (name: string, deeds: string) => `${name} cannot ${deeds}.`,
  /** On an admin's phone. */
  lookAfter: 'Looking after the room',
  /** On the visitor's own phone. */
  youMay: (deeds: string) => `An admin lets you do more while you are here: ${deeds}.`,
}
