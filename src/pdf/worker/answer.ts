import * as v from 'valibot'
import { PAGE_FAULTS, type Answer } from './shared.ts'

const id = v.pipe(v.number(), v.integer())
const count = v.pipe(v.number(), v.integer(), v.minValue(1))
const answer = v.variant('type', [
  v.object({
    type: v.literal('drawn'),
    id,
    picture: v.custom<Uint8Array<ArrayBuffer>>(
      (value) => value instanceof Uint8Array && value.buffer instanceof ArrayBuffer,
    ),
    number: count,
    of: count,
  }),
  v.object({ type: v.literal('failed'), id, fault: v.picklist(PAGE_FAULTS) }),
])

/** Undefined is no answer of ours: PDF.js, in the same worker, says to itself that it is ready. */
export function parseAnswer(data: unknown): Answer | undefined {
  const parsed = v.safeParse(answer, data)
  return parsed.success ? parsed.output : undefined
}
