import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { assert } from '../../../src/lib/assert.ts'

/** What a schema lets through, as plain data: two that are equal here take the same messages. */
export function shapeOf(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return schema
  if (schema instanceof RegExp) return String(schema)
  if (schema instanceof Set) return [...schema]
  if (Array.isArray(schema)) return schema.map(shapeOf)
  const parts = Object.entries(schema)
    // Functions and messages are how it is said, not what.
    .filter(([key, part]) => typeof part !== 'function' && !IGNORED.has(key) && part !== undefined)
    .map(([key, part]) => [key, key === 'pipe' ? pipeOf(part as Piped[]) : shapeOf(part)] as const)
  return Object.fromEntries(parts.sort(([a], [b]) => (a < b ? -1 : 1)))
}
/** A pipe begins with the schema it is made of, which the pipe repeats, and which may itself be one. */
function pipeOf([first, ...rest]: Piped[]): unknown[] {
  return [...(first?.pipe ? pipeOf(first.pipe) : []), ...rest.map(shapeOf)]
}
type Piped = { pipe?: Piped[] }

const IGNORED = new Set(['~standard', 'message', 'expects', 'async', 'kind', 'reference'])

/** Each kind of message of a schema, and what it may look like, in a few letters. */
export function kindsOf(schema: Kinds, key = 'type'): Record<string, string> {
  return Object.fromEntries(
    schema.options.map((option) => {
      const kind = option.entries[key]
      assert(kind && 'literal' in kind, 'every kind has a name')
      return [String(kind.literal), hashOf(option)]
    }),
  )
}
type Kinds = { options: readonly { entries: Readonly<Record<string, v.GenericSchema>> }[] }

export const hashOf = (schema: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(shapeOf(schema)))
    .digest('base64url')
    .slice(0, 12)
