import * as v from 'valibot'
import { encoded } from '../protocol/shape.ts'
import { call } from './call.ts'

/** Nothing that was said longer ago is still being made out. */
export const MOST_AGO_MS = 60_000
const agoMs = v.pipe(v.number(), v.minValue(0), v.maxValue(MOST_AGO_MS))

/**
 * `what`: which request was understood, as a hash: another screen knows it only by having heard it. `db`: how loud.
 * `fromAgoMs`, `toAgoMs`: how long before this call it was said; a screen of the release before does not say it.
 */
const claim = v.object({
  what: v.pipe(encoded(43), v.length(43)),
  db: v.pipe(v.number(), v.minValue(-200), v.maxValue(20)),
  fromAgoMs: v.optional(agoMs),
  toAgoMs: v.optional(agoMs),
})
export type EarClaim = v.InferOutput<typeof claim>

/** `mine`: I answer it. `yours`: I heard it too, and less. `listening`: perhaps I am about to. `deaf`: I heard nothing. */
export const EAR_ANSWERS = ['mine', 'yours', 'listening', 'deaf'] as const
export type EarAnswer = (typeof EAR_ANSWERS)[number]

/** What screens say to each other of what somebody said to them. */
export const EAR_CALLS = {
  'ears.claim': call('ears.claim', claim, (room, who, heard) => ({ answer: room.ears.asked(who.device, heard) })),
} as const
