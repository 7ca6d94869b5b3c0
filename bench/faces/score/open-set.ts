import { seeded, shuffled } from './random.ts'
import type { Sample } from './sample.ts'

/** A room that knows some people and meets others. Parts of all faces shown to it. */
export type OpenSet = {
  /** As shipped, not chosen here. */
  threshold: number
  /** Known people recognised by their own name. */
  found: number | null
  strangersAccepted: number | null
  /** Known people taken for someone else. */
  wrongName: number | null
  knownFaces: number
  strangerFaces: number
}

export type Method<T, G> = {
  threshold: number
  enrol(person: string, views: readonly [T, ...T[]]): G
  identify(probe: T, gallery: readonly G[]): string | undefined
}

const DRAWS = 20

export function openSets<T, G>(samples: readonly Sample<T>[], method: Method<T, G>): Record<'1' | '3' | '5', OpenSet> {
  return { '1': openSet(samples, 1, method), '3': openSet(samples, 3, method), '5': openSet(samples, 5, method) }
}

/**
 * Half the people are strangers; of each other `views` pictures are enrolled and the rest are shown. Who and which is
 * drawn 20 times, the same on every run. People with too few pictures to be known are always strangers.
 */
function openSet<T, G>(samples: readonly Sample<T>[], views: number, method: Method<T, G>): OpenSet {
  const byPerson = groupByPerson(samples)
  const count = { known: 0, found: 0, wrong: 0, strangers: 0, accepted: 0 }
  for (let draw = 0; draw < DRAWS; draw++) {
    const random = seeded(draw)
    const people = shuffled([...byPerson.keys()], random)
    const may = people.filter((person) => (byPerson.get(person)?.length ?? 0) > views)
    const known = new Set(may.slice(0, Math.floor(people.length / 2)))
    const shown: Sample<T>[] = []
    const gallery: G[] = []
    for (const person of people) {
      const [first, ...rest] = shuffled(byPerson.get(person) ?? [], random)
      if (!known.has(person) || !first) {
        shown.push(...(first ? [first, ...rest] : []))
        continue
      }
      gallery.push(
        method.enrol(person, [first.embedding, ...rest.slice(0, views - 1).map(({ embedding }) => embedding)]),
      )
      shown.push(...rest.slice(views - 1))
    }
    for (const { person, embedding } of shown) {
      const name = method.identify(embedding, gallery)
      if (known.has(person)) {
        count.known++
        if (name === person) count.found++
        else if (name !== undefined) count.wrong++
      } else {
        count.strangers++
        if (name !== undefined) count.accepted++
      }
    }
  }
  const part = (some: number, all: number) => (all > 0 ? some / all : null)
  return {
    threshold: method.threshold,
    found: part(count.found, count.known),
    strangersAccepted: part(count.accepted, count.strangers),
    wrongName: part(count.wrong, count.known),
    knownFaces: count.known,
    strangerFaces: count.strangers,
  }
}

function groupByPerson<T>(samples: readonly Sample<T>[]): Map<string, Sample<T>[]> {
  const groups = new Map<string, Sample<T>[]>()
  for (const sample of samples) groups.set(sample.person, [...(groups.get(sample.person) ?? []), sample])
  return groups
}
