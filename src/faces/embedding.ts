import type { Brand } from '../lib/brand.ts'
import { err, ok, type Result } from '../lib/result.ts'

/** 128 numbers that lie near each other for pictures of one person. Never logged, never put into a document. */
export type Embedding = Brand<Float32Array<ArrayBuffer>, 'Embedding'>

export const DIMENSIONS = 128

/** Checks what a model, a worker or a disk hands over. */
export function toEmbedding(values: unknown): Result<Embedding, 'not-floats' | 'wrong-length' | 'not-finite'> {
  if (!(values instanceof Float32Array)) return err('not-floats')
  if (values.length !== DIMENSIONS) return err('wrong-length')
  if (!values.every(Number.isFinite)) return err('not-finite')
  return ok(values as Float32Array as Embedding)
}

/** Euclidean: what the identity model was trained for. About 0.3 for one person, about 0.8 for two. */
export function distance(a: Embedding, b: Embedding): number {
  let squared = 0
  for (let i = 0; i < DIMENSIONS; i++) squared += ((a[i] ?? 0) - (b[i] ?? 0)) ** 2
  return Math.sqrt(squared)
}

export function average(embeddings: readonly [Embedding, ...Embedding[]]): Embedding {
  const sum = new Float32Array(DIMENSIONS)
  for (const embedding of embeddings) for (let i = 0; i < DIMENSIONS; i++) sum[i] = (sum[i] ?? 0) + (embedding[i] ?? 0)
  return sum.map((value) => value / embeddings.length) as Embedding
}
