import type { Peer } from './judge.ts'
import { isLet } from './rights.ts'

/** What this room lets its visitors do, and whether this wall's buttons are locked: anybody can touch a wall. */
export type Policy = {
  visitorsMay: { addNotes: boolean; show: boolean; files: boolean }
  /** What an admin has granted this one visitor beyond that, for this visit (T21, T27). */
  granted?: ReadonlySet<string>
  /** An admin lets members offer what pages of other origins can do. */
  pagesOpen?: boolean
  wallLocked?: boolean
}

export type Denial =
  | 'not-admitted'
  | 'visitors-may-not'
  | 'admins-only'
  | 'screens-only'
  | 'pages-closed'
  | 'wall-locked'
  | 'unknown-ask'
export type Ask = keyof typeof WHO_MAY

type Standing =
  | 'present'
  | 'host-allows-notes'
  | 'host-allows-showing'
  | 'host-allows-files'
  | 'residents'
  | 'members'
  | 'members-if-open'
  | 'readers'
  | 'keepers'
  | 'admins'
  | 'screens'

/** Every ask there is, and whose it is. What is not here is denied. */
const WHO_MAY = {
  'read-commons': 'present',
  'blob.read': 'present',
  'note.remove-own': 'present',
  'set-name': 'present',
  leave: 'present',
  introduce: 'present',
  'forget-me': 'present',
  consent: 'present',
  'note.add': 'host-allows-notes',
  'blob.offer': 'host-allows-files',
  'file.remove-own': 'present',
  'file.send': 'host-allows-files',
  'file.answer': 'present',
  'file.show-when': 'residents',
  'display.show': 'host-allows-showing',
  'display.clear': 'host-allows-showing',
  'service.call': 'host-allows-showing',
  // What a service needs is decided where it runs, by its own ask.
  'service.ask': 'present',
  'service.offer': 'members-if-open',
  'service.withdraw': 'members',
  'record.stop': 'present',
  'minutes.own': 'present',
  'minutes.any': 'screens',
  'minutes.delete-any': 'keepers',
  record: 'residents',
  vouch: 'residents',
  'camera.look': 'residents',
  'face.identify': 'residents',
  book: 'residents',
  'read-residents': 'readers',
  'note.remove-any': 'keepers',
  'book.remove-any': 'keepers',
  'file.remove-any': 'keepers',
  'show-out': 'keepers',
  'let-back': 'keepers',
  'scan-again': 'keepers',
  settings: 'keepers',
  rules: 'keepers',
  grant: 'admins',
  invite: 'admins',
  revoke: 'admins',
  treaty: 'admins',
  unlock: 'admins',
  'read-vault': 'screens',
  'write-documents': 'screens',
  'file.hand-on': 'screens',
  'service.hand-on': 'screens',
  'ears.claim': 'screens',
  admit: 'screens',
  'code.check': 'screens',
  'statements.offer': 'present',
} as const satisfies Record<string, Standing>

/** Everything is denied unless the peer's standing allows it. The answer names its reason; no second place decides again. */
export function authorize(who: Peer, ask: Ask, policy: Policy): 'allowed' | Denial {
  if (!Object.hasOwn(WHO_MAY, ask)) return 'unknown-ask'
  if (!isPresent(who)) return 'not-admitted'
  if (who.role === 'visitor' && isLet(policy.granted, ask)) return 'allowed'
  const standing = WHO_MAY[ask]
  switch (standing) {
    case 'present':
      return 'allowed'
    case 'host-allows-notes':
      return hostAllows(policy.visitorsMay.addNotes)
    case 'host-allows-showing':
      return hostAllows(policy.visitorsMay.show)
    case 'host-allows-files':
      return hostAllows(policy.visitorsMay.files)
    case 'residents':
      return who.role !== 'visitor' ? 'allowed' : 'visitors-may-not'
    case 'members':
      return members()
    case 'members-if-open':
      return members() === 'allowed' && !policy.pagesOpen ? 'pages-closed' : members()
    case 'readers':
      return who.role === 'screen' || isAdmin(who) ? 'allowed' : 'admins-only'
    case 'keepers':
      return who.role === 'screen' || isAdmin(who) ? unlessLocked(who, policy) : 'admins-only'
    case 'admins':
      return isAdmin(who) ? unlessLocked(who, policy) : 'admins-only'
    case 'screens':
      return who.role === 'screen' ? 'allowed' : 'screens-only'
  }

  /** A screen has no pages but its own. */
  function members() {
    return who.role === 'member' ? 'allowed' : who.role === 'visitor' ? 'visitors-may-not' : 'unknown-ask'
  }

  function hostAllows(allowed: boolean) {
    return who.role !== 'visitor' || allowed ? 'allowed' : 'visitors-may-not'
  }
}

/** For what came over a link: any text may be asked. */
export const isAsk = (text: string): text is Ask => Object.hasOwn(WHO_MAY, text)

/** A visitor's rights are those of its live admission; a newcomer has none until it is in the roster. */
const isPresent = (who: Peer) =>
  who.role === 'screen' || who.role === 'member' || (who.role === 'visitor' && who.admission !== undefined)

/** Admin-ness is a resident's; on anything else the flag means nothing. */
const isAdmin = (who: Peer) => who.admin && (who.role === 'screen' || who.role === 'member')

/** A screen acts for whoever touches it. An admin's phone is in an admin's hand. */
const unlessLocked = (who: Peer, policy: Policy) =>
  who.role === 'screen' && policy.wallLocked ? 'wall-locked' : 'allowed'
