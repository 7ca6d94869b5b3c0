import { toBase64url } from '../../lib/bytes.ts'
import { ok } from '../../lib/result.ts'
import type { Added } from '../../room/bookings.ts'
import type { CallName } from '../../services/room-calls.ts'
import { PhoneDay } from '../../ui/day/PhoneDay.tsx'
import type { Outcome } from '../../ui/view.ts'
import { dayActions } from '../day-actions.ts'
import { dayView } from '../day-view.ts'
import type { Surroundings } from '../device.ts'
import { createWatched } from '../watched.ts'
import type { PhoneNode } from './phone-node.ts'

/** The room's day on a member's phone: drawn and wired. */
export default function DaySection(props: { node: PhoneNode; around: Surroundings }) {
  // oxlint-disable-next-line solid/reactivity -- the node lives as long as this section is drawn
  const { node, around } = props
  const commons = () => node.documents.get('commons')
  const nowMs = node.roomNow
  const view = createWatched(
    () => ({ day: dayView(commons(), nowMs()), nowMs: nowMs() }),
    [node.documents.onUpdate, node.documents.onEpoch, (tell) => around.clock.every(10_000, tell)],
  )
  const ask = async (name: CallName, args: object): Promise<Outcome> => {
    const answer = await node.call(name, args)
    return answer.ok ? undefined : answer.error
  }
  const actions = dayActions({
    commons,
    nowMs,
    newId: () => toBase64url(around.random(16)),
    booker: {
      book: (id, minutes, title) => ask('booking.now', { id, minutes, title }),
      async add(events) {
        const answer = await node.call('booking.add', { events })
        return answer.ok ? ok(answer.value as Added) : answer
      },
      extend: (id, minutes) => ask('booking.extend', { id, minutes }),
      end: (id) => ask('booking.end', { id }),
      checkIn: (id) => ask('booking.check-in', { id }),
    },
  })
  return <PhoneDay day={view.day} nowMs={view.nowMs} actions={actions} />
}
