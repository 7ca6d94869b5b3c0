import type { DeviceId } from '../protocol/ids.ts'
import type { Peer } from '../trust/judge.ts'

/* How much others can make this device hold and do (M15). */

/** One packet: screens exchange whole documents, phones only calls and introductions. */
export const mostPacketBytes = ({ role }: Peer): number => (role === 'screen' ? 64 << 20 : 64 << 10)

/** Messages in one second before a phone is cut off; typing fast is about ten. */
export const mostMessagesPerS = ({ role }: Peer): number => (role === 'screen' ? Infinity : 120)

/**
 * Whether a peer has taken enough of what we already sent to be sent whole documents again. Asking costs a phone thirty
 * bytes, and what it does not read waits in our memory; the next heartbeat heals whoever was not answered.
 */
export const mayBeSentMore = ({ role }: Peer, queuedBytes: number): boolean =>
  role === 'screen' || queuedBytes < 8 << 20

/** Pictures of one phone that a screen fetches at once: each may be 20 MB of its memory from the first byte on. */
export const mayFetchMore = (underWay: number): boolean => underWay < 3

/**
 * Which attempt gives its place to a new one: the oldest of whoever brought most, so that one flood keeps nobody out.
 * None where everybody has one.
 */
export function whoMakesRoom<A extends { via: string | undefined }>(attempts: Iterable<A>): A | undefined {
  const byVia = new Map<string | undefined, A[]>()
  for (const attempt of attempts) byVia.set(attempt.via, [...(byVia.get(attempt.via) ?? []), attempt])
  let most: A[] = []
  for (const brought of byVia.values()) if (brought.length > most.length) most = brought
  return most.length > 1 ? most[0] : undefined
}

/** One start of a device's page. */
type Start = { device?: DeviceId; boot?: string }
/** Whether who introduces itself is somebody we are linked to, or about to be: what is repeated opens nothing more. */
export const isKnownStart = (known: Iterable<Start>, { device, boot }: Start): boolean => {
  for (const one of known) if (one.device === device && one.boot === boot) return true
  return false
}
