import type { Clock } from '../../lib/clock.ts'
import { err, type Result } from '../../lib/result.ts'
import type { Calls } from '../../mesh/calls.ts'
import type { Link } from '../../mesh/link.ts'
import type { DeviceId } from '../../protocol/ids.ts'
import type { CallName } from '../../services/room-calls.ts'
import type { Homes } from './homes.ts'

const CALL_TRIES = 3
const HOME_WAIT_MS = 8_000

/** Asks the home screen, or another one than `but`; sent again, as the same call, where a link broke meanwhile. */
export type AskRoom = (name: CallName, args: object, but?: DeviceId) => Promise<Result<unknown>>

export function makeAsking(deps: { calls: Calls; homes: Homes; clock: Clock; isOver: () => boolean }): AskRoom {
  const { calls, homes } = deps
  return async (name, args, but) => {
    const key = calls.newKey()
    for (let attempt = 0; attempt < CALL_TRIES; attempt++) {
      const home = homes.home(but) ?? (await nextHome(but))
      if (!home) return err('offline')
      const answer = await calls.call(home, name, args, key)
      if (answer.ok || (answer.error !== 'timeout' && answer.error !== 'link-closed')) return answer
    }
    return err('timeout')
  }

  function nextHome(but?: DeviceId): Promise<Link | undefined> {
    return new Promise((resolve) => {
      const stopTimer = deps.clock.after(HOME_WAIT_MS, () => done(undefined))
      const stopChange = homes.onChange(() => homes.home(but) && done(homes.home(but)))
      const done = (link: Link | undefined) => {
        stopTimer()
        stopChange()
        resolve(link)
      }
      if (deps.isOver()) done(undefined)
    })
  }
}
