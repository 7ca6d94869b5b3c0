import type { Brand } from '../lib/brand.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { COMMON, SCALE } from './common.ts'

/**
 * 128 numbers that point nearly the same way for pictures of one person. Never logged, never in a document. The model's own
 * lengths say nothing of use (bench/faces/README.md); ours is 1, and more by the doubt with which a face was seen.
 */
export type Embedding = Brand<Float32Array<ArrayBuffer>, 'Embedding'>

export const DIMENSIONS = 128
/** Of a face that is barely one. In distances, which it shortens: `distance`. */
export const MOST_DOUBT = 0.039

type EmbeddingFault = 'not-floats' | 'wrong-length' | 'not-finite' | 'not-unit'

/** Checks what a worker or a disk hands over. */
export function parseEmbedding(values: unknown): Result<Embedding, EmbeddingFault> {
  if (!(values instanceof Float32Array)) return err('not-floats')
  if (values.length !== DIMENSIONS) return err('wrong-length')
  if (!values.every(Number.isFinite)) return err('not-finite')
  const doubt = doubtOf(values)
  if (doubt < -1e-3 || doubt > MOST_DOUBT + 1e-3) return err('not-unit')
  return ok(values as Float32Array as Embedding)
}

/** What the model said of a face that was seen with so much doubt. */
export function toEmbedding(values: Iterable<number>, doubt = 0): Result<Embedding, EmbeddingFault> {
  const raw = Float32Array.from(values)
  const length = lengthOf(raw)
  return parseEmbedding(length > 0 ? raw.map((value) => (value / length) * (1 + doubt)) : raw)
}

/** The same without its doubt: what is kept of a person, and what older devices read. */
export function withoutDoubt(embedding: Embedding): Embedding {
  const kept = toEmbedding(embedding)
  return kept.ok ? kept.value : embedding
}

/**
 * About 0.2 for two pictures of one person, about 0.5 for two people, at most 0.9: how far apart they point once what all
 * faces have in common is taken away, which says nothing about whose they are. What is kept and sent still has it. A face
 * seen with doubt lies farther from its own person, and no nearer to others: so much is taken off (bench/faces/README.md).
 */
export function distance(a: Embedding, b: Embedding): number {
  const [aDoubt, bDoubt] = [doubtOf(a), doubtOf(b)]
  let [dot, aa, bb] = [0, 0, 0]
  for (let i = 0; i < DIMENSIONS; i++) {
    const common = COMMON[i] ?? 0
    const [x, y] = [(a[i] ?? 0) / (1 + aDoubt) - common, (b[i] ?? 0) / (1 + bDoubt) - common]
    dot += x * y
    aa += x * x
    bb += y * y
  }
  const apart = SCALE * Math.sqrt(Math.max(0, 2 - (2 * dot) / Math.sqrt(aa * bb)))
  return Math.max(0, apart - Math.max(aDoubt, bDoubt))
}

/** The direction between several, with the doubt they have in the middle. Opposite ones have none: the first stands for them. */
export function average(embeddings: readonly [Embedding, ...Embedding[]]): Embedding {
  const sum = new Float32Array(DIMENSIONS)
  for (const embedding of embeddings) for (let i = 0; i < DIMENSIONS; i++) sum[i] = (sum[i] ?? 0) + (embedding[i] ?? 0)
  const doubt = embeddings.reduce((total, embedding) => total + Math.max(0, doubtOf(embedding)), 0) / embeddings.length
  const mean = toEmbedding(sum, doubt)
  return mean.ok ? mean.value : embeddings[0]
}

export const doubtOf = (values: Float32Array) => lengthOf(values) - 1
const lengthOf = (values: Float32Array) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))
