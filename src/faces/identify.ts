import { distance, type Embedding } from './embedding.ts'
import type { PersonId, Template } from './template.ts'

export type Identification =
  | { type: 'match'; person: PersonId; distance: number }
  /** Two people too close to call. */
  | { type: 'ambiguous'; between: readonly [PersonId, PersonId] }
  | { type: 'unknown' }

export type Thresholds = {
  /** The largest distance that is still a match. */
  threshold: number
  /** By how much the runner-up must be farther than the best. */
  margin: number
  /** So much beyond the threshold lies what may still be a known person's odd look: it takes more looks to refuse. */
  doubt: number
}

/** Compares one face with the whole gallery. Two people too close to call is not a match. */
export function identify(
  probe: Embedding,
  gallery: readonly Template[],
  { threshold, margin }: Pick<Thresholds, 'threshold' | 'margin'>,
): Identification {
  const [best, next] = nearestPerPerson(probe, gallery)
  if (!best || best.distance > threshold) return { type: 'unknown' }
  if (next && next.distance - best.distance < margin) return { type: 'ambiguous', between: [best.person, next.person] }
  return { type: 'match', ...best }
}

/** Nearest first, one entry a person, without those who said of such a face that it is not theirs. */
function nearestPerPerson(probe: Embedding, gallery: readonly Template[]) {
  const nearest = new Map<PersonId, number>()
  for (const { person, mean, notMe } of gallery) {
    const apart = distance(probe, mean)
    if (notMe.some((negative) => distance(probe, negative) < apart)) continue
    if (apart < (nearest.get(person) ?? Infinity)) nearest.set(person, apart)
  }
  return [...nearest]
    .map(([person, apart]) => ({ person, distance: apart }))
    .toSorted((a, b) => a.distance - b.distance)
}
