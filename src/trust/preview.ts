import { authorize, type Ask, type Policy } from './authorize.ts'
import type { DeviceId, StatementId } from '../protocol/ids.ts'

/** What an admin wants to know of a visitor before anybody comes, in the order of telling. */
const DEEDS = [
  'read-commons',
  'note.add',
  'display.show',
  'blob.offer',
  'book',
  'note.remove-own',
  'note.remove-any',
  'show-out',
  'invite',
  'settings',
] as const satisfies readonly Ask[]
export type VisitorDeed = (typeof DEEDS)[number]

/**
 * What a visitor could do under these settings, or one with these grants, by asking what a visitor's call would ask: it
 * cannot say anything else.
 */
export function visitorPreview(
  visitorsMay: Policy['visitorsMay'],
  granted?: ReadonlySet<string>,
): { can: VisitorDeed[]; cannot: VisitorDeed[] } {
  const visitor = {
    device: '' as DeviceId,
    seal: '',
    role: 'visitor',
    admin: false,
    admission: '' as StatementId,
  } as const
  const isAllowed = (deed: VisitorDeed) =>
    authorize(visitor, deed, { visitorsMay, ...(granted && { granted }) }) === 'allowed'
  return { can: DEEDS.filter(isAllowed), cannot: DEEDS.filter((deed) => !isAllowed(deed)) }
}
