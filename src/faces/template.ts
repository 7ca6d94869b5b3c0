import type { Brand } from '../lib/brand.ts'
import { average, distance, type Embedding } from './embedding.ts'

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
  for (const [view, embedding] of views.entries()) {
    const [other, ...others] = views.filter((_, i) => i !== view)
    if (!other) continue
    const apart = distance(embedding, average([other, ...others]))
    if (apart > mostApart) return { type: 'mixed', view, distance: apart }
  }
  const mean = average(views)
  const spread = views.reduce((sum, view) => sum + distance(view, mean), 0) / views.length
  return { type: 'enrolled', template: { person, mean, views: views.length, spread, notMe: [] } }
}
