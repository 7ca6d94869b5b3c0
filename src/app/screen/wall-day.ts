import { toBase64url } from '../../lib/bytes.ts'
import type { Random } from '../../lib/clock.ts'
import { err, ok } from '../../lib/result.ts'
import { book, bookAll, checkIn, endBooking, extendBooking, isOwnOrNow } from '../../room/bookings.ts'
import { devicesOf } from '../../room/commons.ts'
import type { Ask } from '../../trust/authorize.ts'
import type { DayActions } from '../../ui/day/view.ts'
import type { Outcome } from '../../ui/view.ts'
import { dayActions } from '../day-actions.ts'
import type { ScreenNode } from './screen-node.ts'

/** Booking at the wall: whoever stands there may, locked or not, as with the paper that hung at the door. Taking others' away is an admin's. */
export function wallDay({
  node,
  random,
  refused,
}: {
  node: ScreenNode
  random: Random
  refused: (ask: Ask) => Outcome
}): DayActions {
  const commons = () => node.docs().commons
  const { author } = node
  const mine = () => ({ by: node.me, byName: devicesOf(commons()).get(node.me)?.name ?? '' })
  const may = async (deed: () => Outcome): Promise<Outcome> => refused('book') ?? deed()
  return dayActions({
    commons,
    nowMs: author.now,
    newId: () => toBase64url(random(16)),
    booker: {
      book: (id, minutes, title) =>
        may(() => {
          const fromMs = author.now()
          const fields = { fromMs, toMs: fromMs + minutes * 60_000, title, ...mine(), checkedIn: true as const }
          return book(commons(), id, fields, author)
        }),
      async add(events) {
        const denial = refused('book')
        const added = denial ?? bookAll(commons(), events, mine(), author)
        return typeof added === 'string' ? err(added) : ok(added)
      },
      extend: (id, minutes) => may(() => extendBooking(commons(), id, minutes, author)),
      async end(id) {
        const isOurs = isOwnOrNow(commons(), id, node.me, author.now())
        return refused(isOurs ? 'book' : 'book.remove-any') ?? endBooking(commons(), id, author)
      },
      checkIn: (id) => may(() => checkIn(commons(), id, author)),
    },
  })
}
