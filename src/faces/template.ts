import type { Brand } from '../lib/brand.ts'
import { assert } from '../lib/assert.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { average, DIMENSIONS, distance, doubtOf, parseEmbedding, withoutDoubt, type Embedding } from './embedding.ts'

/** One enrolled person; says nothing about who that is. */
export type PersonId = Brand<string, 'PersonId'>

/** What is kept of a person who consented: the average of several views, no picture. */
export type Template = {
  person: PersonId
  mean: Embedding
  views: number
  /** Mean distance of the views from their average: 0 for one view. */
  spread: number
  /** Faces of which this person said "That's not me". */
  notMe: readonly Embedding[]
}

export type Enrolment =
  | { type: 'enrolled'; template: Template }
  /** One view lies so far from the others that it is probably someone else. */
  | { type: 'mixed'; view: number; distance: number }

/**
 * Averages views of one person. `mostApart` is the largest distance at which a view still passes for the same person
 * as the average of the others.
 */
export function enrol(
  person: PersonId,
  views: readonly [Embedding, ...Embedding[]],
  { mostApart }: { mostApart: number },
): Enrolment {
  const apart = views.map((embedding, view) => {
    const [other, ...others] = views.filter((_, i) => i !== view)
    return other ? distance(embedding, average([other, ...others])) : 0
  })
  // The farthest: what does not belong also draws the average of the others away from those that do.
  const most = Math.max(...apart)
  if (most > mostApart) return { type: 'mixed', view: apart.indexOf(most), distance: most }
  const mean = withoutDoubt(average(views))
  const spread = views.reduce((sum, view) => sum + distance(view, mean), 0) / views.length
  return { type: 'enrolled', template: { person, mean, views: views.length, spread, notMe: [] } }
}

/** Of the bytes below. A template of an older form is read; of a newer one, the device says that it is too old. */
const FORM = 1
const FLOAT = 4

export type TemplateFault = 'too-short' | 'newer-form' | 'wrong-length' | 'not-an-embedding'

/**
 * A template as bytes, to be sealed: form, views, number of negatives, length of the person's id, the id, spread, mean,
 * negatives; numbers little-endian. The bytes are as private as the face.
 */
export function encodeTemplate({ person, mean, views, spread, notMe }: Template): Uint8Array<ArrayBuffer> {
  const id = new TextEncoder().encode(person)
  assert(id.length < 256 && notMe.length < 256, 'ids and negatives are few and short')
  const bytes = new Uint8Array(HEAD + id.length + FLOAT * (1 + (1 + notMe.length) * mean.length))
  bytes.set([FORM, Math.min(views, 255), notMe.length, id.length])
  bytes.set(id, HEAD)
  const view = new DataView(bytes.buffer)
  for (const [i, value] of [spread, ...mean, ...notMe.flatMap((negative) => [...negative])].entries())
    view.setFloat32(HEAD + id.length + i * FLOAT, value, true)
  return bytes
}

/** What `encodeTemplate` made, or what is wrong with it. */
export function decodeTemplate(bytes: Uint8Array<ArrayBuffer>): Result<Template, TemplateFault> {
  const [form = 0, views = 0, negatives = 0, idLength = 0] = bytes
  if (bytes.length < HEAD) return err('too-short')
  if (form !== FORM) return err('newer-form')
  if (bytes.length !== HEAD + idLength + FLOAT * (1 + (1 + negatives) * DIMENSIONS)) return err('wrong-length')
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const floats = (from: number, count: number) =>
    Float32Array.from({ length: count }, (_, i) => view.getFloat32(HEAD + idLength + (from + i) * FLOAT, true))
  const person = new TextDecoder().decode(bytes.subarray(HEAD, HEAD + idLength)) as PersonId
  const [spread = 0] = floats(0, 1)
  const mean = readKept(floats(1, DIMENSIONS))
  const notMe = Array.from({ length: negatives }, (_, i) => readKept(floats(1 + (i + 1) * DIMENSIONS, DIMENSIONS)))
  if (!mean.ok || !notMe.every((negative) => negative.ok)) return err('not-an-embedding')
  return ok({ person, mean: mean.value, views, spread, notMe: notMe.map(({ value }) => value) })
}

/** What is kept of a person has no doubt: with some it would lie nearer to everybody. */
function readKept(values: Float32Array<ArrayBuffer>) {
  const kept = parseEmbedding(values)
  return kept.ok && doubtOf(kept.value) > 1e-3 ? err('not-unit') : kept
}

const HEAD = 4

/** The same template, told by its person that such a face is not theirs. The oldest of many is forgotten. */
export const withNotMe = (template: Template, face: Embedding): Template => ({
  ...template,
  notMe: [...template.notMe, withoutDoubt(face)].slice(-MOST_NEGATIVES),
})

const MOST_NEGATIVES = 16
