import type { Brand } from '../lib/brand.ts'
import { err, ok, type Result } from '../lib/result.ts'

/**
 * 128 numbers of length 1 together, near each other for pictures of one person. Never logged, never in a document.
 * The model's own lengths differ; making them one found more people at equal strangers (bench/README.md).
 */
export type Embedding = Brand<Float32Array<ArrayBuffer>, 'Embedding'>

export const DIMENSIONS = 128

type EmbeddingFault = 'not-floats' | 'wrong-length' | 'not-finite' | 'not-unit'

/** Checks what a worker or a disk hands over. */
export function parseEmbedding(values: unknown): Result<Embedding, EmbeddingFault> {
  if (!(values instanceof Float32Array)) return err('not-floats')
  if (values.length !== DIMENSIONS) return err('wrong-length')
  if (!values.every(Number.isFinite)) return err('not-finite')
  if (Math.abs(lengthOf(values) - 1) > 1e-3) return err('not-unit')
  return ok(values as Float32Array as Embedding)
}

/** What the model said, brought to length 1. */
export function toEmbedding(values: Iterable<number>): Result<Embedding, EmbeddingFault> {
  const raw = Float32Array.from(values)
  const length = lengthOf(raw)
  return parseEmbedding(length > 0 ? raw.map((value) => value / length) : raw)
}

/** Between points of the unit sphere: about 0.2 for one person, about 0.5 for two, at most 2. */
export function distance(a: Embedding, b: Embedding): number {
  let squared = 0
  for (let i = 0; i < DIMENSIONS; i++) squared += ((a[i] ?? 0) - (b[i] ?? 0)) ** 2
  return Math.sqrt(squared)
}

/** The direction between several, again of length 1. Opposite ones have none: the first stands for them. */
export function average(embeddings: readonly [Embedding, ...Embedding[]]): Embedding {
  const sum = new Float32Array(DIMENSIONS)
  for (const embedding of embeddings) for (let i = 0; i < DIMENSIONS; i++) sum[i] = (sum[i] ?? 0) + (embedding[i] ?? 0)
  const mean = toEmbedding(sum)
  return mean.ok ? mean.value : embeddings[0]
}

const lengthOf = (values: Float32Array) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))
