import * as v from 'valibot'
import type { Answer } from './shared.ts'

const text = v.pipe(v.string(), v.maxLength(2_000))
const number = v.pipe(v.number(), v.finite())
const id = v.number()
/** An utterance has 1,200 frames, and no more stretches than that. */
const MOST_STRETCHES = 1_200
const stretch = { text, from: number, frames: number, score: number }
const stretches = v.pipe(
  v.array(
    v.object({ ...stretch, sounds: v.exactOptional(v.pipe(v.array(v.object(stretch)), v.maxLength(MOST_STRETCHES))) }),
  ),
  v.maxLength(MOST_STRETCHES),
)
const answer = v.variant('type', [
  v.object({ id, type: v.literal('opened'), wider: v.boolean() }),
  v.object({ id, type: v.literal('used'), unsayable: v.array(text), sounds: v.array(text) }),
  v.object({ id, type: v.literal('recognised'), text, stretches }),
  v.object({
    id,
    type: v.literal('failed'),
    failure: v.variant('type', [
      v.object({ type: v.literal('model-missing'), file: text }),
      v.object({ type: v.literal('model-altered'), file: text }),
      v.object({ type: v.literal('recogniser-refused'), because: text }),
    ]),
  }),
])

/** What the worker said; undefined where it is nothing that it could say. */
export function parseAnswer(data: unknown): Answer | undefined {
  const parsed = v.safeParse(answer, data)
  return parsed.success ? parsed.output : undefined
}
