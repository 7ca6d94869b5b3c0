import { COMMON, SCALE } from '../../src/faces/common.ts'
import { toEmbedding, type Embedding } from '../../src/faces/embedding.ts'
import type { Box } from '../../src/faces/face.ts'
import type { PersonId, Template } from '../../src/faces/template.ts'
import type { SeenFace } from '../../src/faces/worker/shared.ts'

export const THRESHOLDS = { threshold: 0.335, margin: 0.03, doubt: 0.05 }
export const [alice, bob] = ['alice', 'bob'] as [PersonId, PersonId]

/** A face at a right angle to every other of these, `apart` (as distances are counted) from its person's middle. */
export function faceOf(person: PersonId | 'stranger', apart = 0.15): Embedding {
  return withCommon(own(person, apart))
}

/** What of a face is its own, once what all have in common is taken away: a direction. */
function own(person: PersonId | 'stranger', apart: number): Float32Array {
  const axis = ['alice', 'bob', 'carol', 'stranger'].indexOf(person)
  return near(axis, 100 + axis, apart / SCALE)
}

/** A face between two people, just as far from both. */
export function between(a: PersonId, b: PersonId): Embedding {
  return withCommon(own(a, 0).map((value, i) => (value + (own(b, 0)[i] ?? 0)) / Math.SQRT2))
}

/** Somebody so like a person that they are farther than the threshold by a little. */
export const nearly = (person: PersonId, apart = 0.36) => faceOf(person, apart)

export const enrolled = (person: PersonId): Template => ({
  person,
  mean: faceOf(person, 0),
  views: 3,
  spread: 0.1,
  notMe: [],
})

/** On the unit circle through two axes, at a distance. */
function near(axis: number, other: number, apart: number): Float32Array {
  const angle = 2 * Math.asin(apart / 2)
  const values = new Float32Array(128)
  values[axis] = Math.cos(angle)
  values[other] = Math.sin(angle)
  return values
}

/** The embedding of length 1 of which this direction is left: so much of it that both together are just as long. */
function withCommon(direction: Float32Array): Embedding {
  const along = direction.reduce((sum, value, i) => sum + value * (COMMON[i] ?? 0), 0)
  const length = COMMON.reduce((sum, value) => sum + value * value, 0)
  const much = Math.sqrt(along * along + 1 - length) - along
  const embedding = toEmbedding(direction.map((value, i) => much * value + (COMMON[i] ?? 0)))
  if (!embedding.ok) throw new Error(embedding.error)
  return embedding.value
}

export const boxAt = (x: number, width = 100): Box => ({ x, y: 100, width, height: width })

/** A face as the worker hands it over: good, and compared, unless said otherwise. */
export function seen(
  x: number,
  embedding?: Embedding,
  { width = 100, poor }: { width?: number; poor?: 'blurred' } = {},
): SeenFace {
  const box = boxAt(x, width)
  const at = (dx: number, dy: number) => ({ x: x + dx * width, y: 100 + dy * width })
  const keypoints = { leftEye: at(0.3, 0.35), rightEye: at(0.7, 0.35), nose: at(0.5, 0.55), mouth: at(0.5, 0.75) }
  if (poor)
    return {
      box,
      keypoints,
      score: 0.9,
      quality: { type: 'poor', because: poor, sharpness: 0.01 },
      eyesOpen: 0.3,
      mouthOpen: 0.02,
      embedding: undefined,
    }
  return { box, keypoints, score: 0.9, quality: { type: 'good' }, eyesOpen: 0.3, mouthOpen: 0.02, embedding }
}
