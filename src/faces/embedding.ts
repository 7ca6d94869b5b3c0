import type { Brand } from '../lib/brand.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { COMMON, SCALE } from './common.ts'

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

/**
 * About 0.2 for two pictures of one person, about 0.5 for two people, at most 0.9: how far apart they point once what all
 * faces have in common is taken away, which says nothing about whose they are. What is kept and sent still has it.
 */
export function distance(a: Embedding, b: Embedding): number {
  let [dot, aa, bb] = [0, 0, 0]
  for (let i = 0; i < DIMENSIONS; i++) {
    const common = COMMON[i] ?? 0
    const [x, y] = [(a[i] ?? 0) - common, (b[i] ?? 0) - common]
    dot += x * y
    aa += x * x
    bb += y * y
  }
  return SCALE * Math.sqrt(Math.max(0, 2 - (2 * dot) / Math.sqrt(aa * bb)))
}

/** The direction between several, again of length 1. Opposite ones have none: the first stands for them. */
export function average(embeddings: readonly [Embedding, ...Embedding[]]): Embedding {
  const sum = new Float32Array(DIMENSIONS)
  for (const embedding of embeddings) for (let i = 0; i < DIMENSIONS; i++) sum[i] = (sum[i] ?? 0) + (embedding[i] ?? 0)
  const mean = toEmbedding(sum)
  return mean.ok ? mean.value : embeddings[0]
}

const lengthOf = (values: Float32Array) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))
