import { average, distance, type Embedding } from './embedding.ts'
import { identify, type Thresholds } from './identify.ts'
import type { Identity } from './sight.ts'
import type { PersonId, Template } from './template.ts'

/** So many looks at one face are remembered. */
export const MOST_READINGS = 8
/** So many latest ones are averaged: that takes away noise without following a swap too slowly. */
const TOGETHER = 5
/** So many looks must say the same before anybody is named. */
const TO_MATCH = 2
/**
 * Whoever was named a moment ago and is followed since may come out this much beyond the threshold, turned aside: then it
 * takes all that are remembered, too. Somebody else in their place lies farther away, as a rule.
 */
const ODD_TURN = 0.15

/**
 * What the good looks at one face say together, oldest first, against the gallery as it is now. `held` is what was
 * said before: whoever was named stays so through looks that are a little off, as of somebody who laughs or bends.
 * `strangerLooks` in a row, at most MOST_READINGS, must find nobody before a face is a stranger's; for one that is nearly
 * somebody, all that are remembered.
 */
export function agree(
  readings: readonly Embedding[],
  gallery: readonly Template[],
  thresholds: Thresholds,
  held: Identity,
  strangerLooks: number,
): Identity {
  const [first, ...rest] = readings.slice(-TOGETHER)
  if (!first) return { type: 'pending' }
  const latest = [first, ...rest] as const
  const together = identify(average(latest), gallery, thresholds)
  const votes = latest.map((reading) => identify(reading, gallery, thresholds))
  if (together.type === 'match') {
    const agreeing = votes.filter((vote) => vote.type === 'match' && vote.person === together.person)
    const last = votes.at(-1)
    if (agreeing.length >= TO_MATCH && last?.type !== 'unknown') return together
  }
  const kept = held.type === 'match' ? keep(held.person, latest, gallery, thresholds) : undefined
  if (kept) return kept
  const refusing = unknownSince(readings, gallery, thresholds)
  const refused = readings.slice(-Math.max(1, Math.min(refusing, TOGETHER)))
  const isNearly = nearestOf(refused, gallery) <= thresholds.threshold + thresholds.doubt
  const wasNamed =
    held.type === 'match' && nearestOf(refused, own(held.person, gallery)) <= thresholds.threshold + ODD_TURN
  const needed = isNearly || wasNamed ? MOST_READINGS : strangerLooks
  if (refusing >= needed) return { type: 'unknown' }
  return wasNamed || held.type === 'unknown' ? held : { type: 'pending' }
}

/** Still the person who was named, while the latest looks are no farther than a doubt allows. */
function keep(
  person: PersonId,
  latest: readonly Embedding[],
  gallery: readonly Template[],
  { threshold, doubt }: Thresholds,
): Identity | undefined {
  const [first, ...rest] = latest.slice(-TO_MATCH)
  if (!first) return undefined
  const apart = nearestOf([first, ...rest], own(person, gallery))
  return apart <= threshold + doubt ? { type: 'match', person, distance: apart } : undefined
}

const own = (person: PersonId, gallery: readonly Template[]) => gallery.filter((template) => template.person === person)

/** How many of the latest looks in a row found nobody. */
function unknownSince(readings: readonly Embedding[], gallery: readonly Template[], thresholds: Thresholds): number {
  const last = readings.findLastIndex((reading) => identify(reading, gallery, thresholds).type !== 'unknown')
  return readings.length - 1 - last
}

/** How far the looks together are from whoever of the gallery is nearest. */
function nearestOf(readings: readonly Embedding[], gallery: readonly Template[]): number {
  const [first, ...rest] = readings
  if (!first) return Infinity
  const mean = average([first, ...rest])
  return Math.min(Infinity, ...gallery.map((template) => distance(mean, template.mean)))
}
