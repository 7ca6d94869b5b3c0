import type * as Y from 'yjs'
import * as v from 'valibot'
import { deviceId, text } from '../protocol/shape.ts'
import { dropRecord, putRecord, record, records, type Author } from './records.ts'

/* Timers of the room, in room time. Nothing has to happen at an end: that one is over is computed on every device alike. */

export const LEAST_TIMER_MS = 1_000
export const LONGEST_TIMER_MS = 24 * 3_600_000
/** So long the walls say that a timer is over. */
export const SAID_OVER_MS = 60_000
const MOST_TIMERS = 8
const KEPT_MS = 10 * 60_000

const timer = v.object({
  endsAtMs: v.pipe(v.number(), v.safeInteger()),
  label: text(40),
  by: deviceId,
  byName: text(60),
})
export type TimerFields = v.InferOutput<typeof timer>
export type Timer = TimerFields & { id: string; isOver: boolean }

/** Those that run, and those that ended a moment ago; the next to end first. */
export function timersOf(commons: Y.Doc, nowMs: number): Timer[] {
  return [...records(commons, 'timers', timer)]
    .filter(([, { endsAtMs }]) => endsAtMs > nowMs - SAID_OVER_MS && endsAtMs <= nowMs + LONGEST_TIMER_MS)
    .map(([id, { endsAtMs, label, by, byName }]) => ({ id, endsAtMs, label, by, byName, isOver: endsAtMs <= nowMs }))
    .sort((a, b) => a.endsAtMs - b.endsAtMs || (a.id < b.id ? -1 : 1))
}

/** Starts one; the same id again is the same timer. */
export function startTimer(
  commons: Y.Doc,
  id: string,
  { forMs, ...fields }: Omit<TimerFields, 'endsAtMs'> & { forMs: number },
  author: Author,
): 'too-many-timers' | undefined {
  if (commons.getMap('timers').has(id)) return undefined
  const nowMs = author.now()
  if (timersOf(commons, nowMs).filter(({ isOver }) => !isOver).length >= MOST_TIMERS) return 'too-many-timers'
  putRecord(commons, 'timers', id, { ...fields, endsAtMs: nowMs + forMs }, author)
  return undefined
}

export function stopTimer(commons: Y.Doc, id: string, author: Author): 'timer-over' | undefined {
  if (!record(commons, 'timers', id, timer)) return 'timer-over'
  dropRecord(commons, 'timers', id, author)
  return undefined
}

/** Takes away what has been over for a while. */
export function dropPastTimers(commons: Y.Doc, author: Author): void {
  const past = [...records(commons, 'timers', timer)].filter(([, { endsAtMs }]) => endsAtMs < author.now() - KEPT_MS)
  for (const [id] of past) dropRecord(commons, 'timers', id, author)
}
