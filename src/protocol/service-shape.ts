import * as v from 'valibot'
import { text } from './shape.ts'

/* How services are named, and what is said of their arguments. */

export const serviceKind = v.pipe(v.string(), v.maxLength(40), v.regex(/^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)*$/))

/** What one argument is, for whoever fills it in. */
export const field = v.object({
  name: text(40),
  is: v.picklist(['text', 'number', 'yes-no', 'choice', 'other']),
  choices: v.optional(v.pipe(v.array(text(60)), v.maxLength(40))),
  optional: v.optional(v.literal(true)),
})
export type Field = v.InferOutput<typeof field>
