import * as v from 'valibot'
import type { Answer } from './shared.ts'

const text = v.pipe(v.string(), v.maxLength(400))
const answer = v.variant('type', [
  v.object({ type: v.literal('opened') }),
  v.object({
    type: v.literal('heard'),
    now: v.pipe(v.array(v.picklist(['knock', 'clap', 'alarm'])), v.maxLength(3)),
    speech: v.boolean(),
    looked: v.boolean(),
    tookMs: v.pipe(v.number(), v.finite(), v.minValue(0)),
  }),
  v.object({
    type: v.literal('failed'),
    failure: v.variant('type', [
      v.object({ type: v.literal('model-missing'), file: text, status: v.number() }),
      v.object({ type: v.literal('model-altered'), file: text }),
      v.object({ type: v.literal('runtime-missing'), file: text }),
      v.object({ type: v.literal('model-refused'), file: text, because: text }),
    ]),
  }),
])

/** What the worker said; undefined where it is nothing that it could say. */
export function parseAnswer(data: unknown): Answer | undefined {
  const parsed = v.safeParse(answer, data)
  return parsed.success ? parsed.output : undefined
}
