import * as v from 'valibot'
import { parseEmbedding, type Embedding } from '../embedding.ts'
import type { Answer } from './shared.ts'

const point = v.object({ x: v.number(), y: v.number() })
const poor = v.literal('poor')

const quality = v.union([
  v.object({ type: v.literal('good') }),
  v.object({ type: poor, because: v.literal('too-far'), px: v.number() }),
  v.object({ type: poor, because: v.literal('turned'), turn: v.number() }),
  v.object({ type: poor, because: v.picklist(['too-dark', 'too-bright']), luma: v.number() }),
  v.object({ type: poor, because: v.literal('flat'), contrast: v.number() }),
  v.object({ type: poor, because: v.literal('blurred'), sharpness: v.number() }),
  v.object({ type: poor, because: v.literal('occluded'), presence: v.number() }),
])

const embedding = v.custom<Embedding>((value) => parseEmbedding(value).ok)

const face = v.object({
  box: v.object({ x: v.number(), y: v.number(), width: v.number(), height: v.number() }),
  keypoints: v.object({ leftEye: point, rightEye: point, nose: point, mouth: point }),
  score: v.number(),
  quality,
  eyesOpen: v.union([v.number(), v.undefined()]),
  mouthOpen: v.union([v.number(), v.undefined()]),
  embedding: v.union([embedding, v.undefined()]),
})

const failure = v.variant('type', [
  v.object({ type: v.literal('unable') }),
  v.object({ type: v.literal('model-missing'), file: v.string(), status: v.number() }),
  v.object({ type: v.literal('model-altered'), file: v.string() }),
  v.object({ type: v.literal('runtime-missing'), file: v.string() }),
  v.object({ type: v.literal('model-refused'), file: v.string(), because: v.string() }),
  v.object({ type: v.literal('fault'), because: v.string() }),
])

const id = v.number()
const cost = v.object({ detectMs: v.number(), embedMs: v.number() })
const answer = v.variant('type', [
  v.object({ id, type: v.literal('opened') }),
  v.object({
    id,
    type: v.literal('seen'),
    still: v.boolean(),
    moved: v.number(),
    frame: v.object({ width: v.number(), height: v.number() }),
    faces: v.array(face),
    cost,
  }),
  v.object({ id, type: v.literal('failed'), failure }),
])

/** What the worker sent, or undefined where it is not an answer. */
export function parseAnswer(message: unknown): Answer | undefined {
  const read = v.safeParse(answer, message)
  return read.success ? (read.output as Answer) : undefined
}
