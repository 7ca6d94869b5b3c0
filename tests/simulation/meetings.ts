import { expect } from 'vitest'
import { takeMinutes } from '../../src/app/phone/recording-take.ts'
import { fromUtf8, toBase64url } from '../../src/lib/bytes.ts'
import type { MinutesEntry } from '../../src/services/recording-desk.ts'
import { openPeriodKey, recordingConsent } from '../../src/trust/minutes.ts'
import { openMinutes } from '../../src/trust/minutes-open.ts'
import type { Phone, Screen } from './people.ts'
import type { World } from './world.ts'

/* Recording, as people in a meeting do it. */

export const recordingOn = (screen: Screen): string => screen.node().recording.now()?.id ?? ''
export function recordingState(screen: Screen): string {
  const now = screen.node().recording.now()
  return now ? `${now.state} ${now.cause}` : 'off'
}

export async function agreeToRecord(world: World, at: Screen, ...phones: readonly Phone[]): Promise<void> {
  for (const phone of phones) {
    const { consents, under, roomNow } = phone.node()
    const to = recordingConsent(recordingOn(at), under.keys.seal)
    expect((await world.finish(consents.agree(to, roomNow() + 3_600_000))).ok).toBe(true)
  }
}

export const everyoneAgreed = (screen: Screen) => screen.node().recording.everyoneAgreed(screen.name)

export async function minutesOf(world: World, phone: Phone): Promise<MinutesEntry[]> {
  const answer = await world.finish(phone.node().call('minutes.list', {}))
  return answer.ok ? (answer.value as MinutesEntry[]) : []
}

/** What this phone makes of the minutes. */
export async function opened(world: World, phone: Phone, id: string) {
  const taken = await world.finish(takeMinutes(phone.node(), id, 'opened'))
  if (!taken.ok) throw new Error(taken.error)
  const all = await world.finish(openMinutes(taken.value, phone.node().under.keys))
  return { ...all, words: all.sounds.map(({ bytes }) => fromUtf8(bytes) ?? '') }
}

/** What somebody hears who goes about it in a way of their own: `tryAllKeys` tries each key they have on everything. */
export async function heardBy(world: World, phone: Phone, id: string, { tryAllKeys }: { tryAllKeys: boolean }) {
  const { keys } = phone.node().under
  const taken = await world.finish(takeMinutes(phone.node(), id, 'opened'))
  if (!taken.ok) return []
  const { head } = taken.value
  const mine = await world.finish(Promise.all(head.periods.map((period) => openPeriodKey(keys, period.keys))))
  const secret = mine.find((key) => key !== undefined)
  const open = tryAllKeys && secret ? { open: toBase64url(secret) } : {}
  const tried = { ...taken.value, head: { ...head, periods: head.periods.map((period) => ({ ...period, ...open })) } }
  return (await world.finish(openMinutes(tried, keys))).sounds
}
