import { err, ok, type Result } from '../lib/result.ts'
import type { Field } from '../protocol/service-shape.ts'

const TEXT_LETTERS = 2_000

/** Arguments for a service whose fields are known by what was said of them: only those, and only as was said. */
export function readArgs(fields: readonly Field[], args: unknown): Result<Record<string, unknown>> {
  if (typeof args !== 'object' || args === null || Array.isArray(args)) return err('malformed')
  // Without a prototype: a field may be called as it likes.
  const read = Object.create(null) as Record<string, unknown>
  for (const one of fields) {
    const value = Object.hasOwn(args, one.name) ? (args as Record<string, unknown>)[one.name] : undefined
    if (value === undefined && one.optional) continue
    if (!fits(one, value)) return err('malformed')
    read[one.name] = value
  }
  return ok(read)
}

function fits({ is, choices }: Field, value: unknown): boolean {
  switch (is) {
    case 'text':
      return typeof value === 'string' && value.length <= TEXT_LETTERS
    case 'number':
      return typeof value === 'number' && Number.isFinite(value)
    case 'yes-no':
      return typeof value === 'boolean'
    case 'choice':
      return typeof value === 'string' && (choices ?? []).includes(value)
    case 'other':
      return false
  }
}
