import type * as v from 'valibot'
import type { Field } from '../protocol/service-shape.ts'

/** The arguments of a schema, said in a way that others can read: for forms, and for what a device announces. */
export function fieldsOf(schema: v.GenericSchema): Field[] {
  const { entries } = schema as unknown as { entries?: Record<string, Shape> }
  return Object.entries(entries ?? {}).map(([name, shape]) => field(name, shape))
}

/** As much of valibot's schemas as is looked at here. */
type Shape = { type: string; wrapped?: Shape; options?: unknown; pipe?: readonly Shape[] }

function field(name: string, shape: Shape): Field {
  if (shape.type === 'optional' && shape.wrapped) return { ...field(name, shape.wrapped), optional: true }
  switch (shape.type) {
    case 'string':
      return { name, is: 'text' }
    case 'number':
      return { name, is: 'number' }
    case 'boolean':
      return { name, is: 'yes-no' }
    case 'picklist':
      return { name, is: 'choice', choices: (shape.options as unknown[]).map(String) }
    default:
      return { name, is: 'other' }
  }
}
