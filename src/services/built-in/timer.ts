import * as v from 'valibot'
import { encoded, text } from '../../protocol/shape.ts'
import { LEAST_TIMER_MS, LONGEST_TIMER_MS, startTimer, stopTimer } from '../../room/timers.ts'
import { service } from '../service.ts'

/** Starts a timer that every wall shows, and that ends with a chime. Its id is the call's. */
export const timerStart = service({
  kind: 'timer',
  version: 1,
  needs: 'service.call',
  args: v.object({
    seconds: v.pipe(v.number(), v.minValue(LEAST_TIMER_MS / 1000), v.maxValue(LONGEST_TIMER_MS / 1000)),
    label: v.optional(v.pipe(text(40), v.trim()), ''),
  }),
  run({ docs, author, isFull }, { seconds, label }, { id, by: { by, byName } }) {
    if (isFull()) return 'room-full'
    return startTimer(docs.commons, id, { forMs: Math.round(seconds * 1000), label, by, byName }, author)
  },
})

export const timerStop = service({
  kind: 'timer.stop',
  version: 1,
  needs: 'service.call',
  args: v.object({ timer: v.pipe(encoded(22), v.length(22)) }),
  run: ({ docs, author }, { timer }) => stopTimer(docs.commons, timer, author),
})
