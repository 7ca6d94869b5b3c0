import type { Entry, Phrase, Slots } from './phrase.ts'
import { isEntries } from './phrase.ts'

/** A name that will be misheard: it sounds `like` another of its kind, or it is too short to be told from a cough. */
export type Doubt = { name: string; like?: string }

const NAMED = ['person', 'device', 'place', 'service'] as const
/** A name of fewer sounds is found in any speech. */
const LEAST_SOUNDS = 3
/** Two names that differ in less than this share of their sounds are taken for each other. */
const LEAST_APART = 0.34

/** Names of the room that are hard to hear. `sounds`: of each word, parted by spaces. */
export function doubtsOf(slots: Slots, sounds: ReadonlyMap<string, string>): Doubt[] {
  return NAMED.flatMap((slot) => doubtsAmong(entriesOf(slots[slot]), sounds))
}

const entriesOf = (slot: readonly Entry[] | Phrase | undefined) => (slot && isEntries(slot) ? slot : [])

function doubtsAmong(entries: readonly Entry[], sounds: ReadonlyMap<string, string>): Doubt[] {
  const said = entries.map(({ words, label }) => ({
    name: label,
    sounds: words.flatMap((word) => (sounds.get(word) ?? '').split(' ').filter(Boolean)),
  }))
  return said.flatMap((one, i) => {
    const like = said.slice(0, i).find((other) => other.name !== one.name && areAlike(one.sounds, other.sounds))
    if (like) return [{ name: one.name, like: like.name }]
    return one.sounds.length < LEAST_SOUNDS ? [{ name: one.name }] : []
  })
}

const areAlike = (a: readonly string[], b: readonly string[]) =>
  distance(a, b) < LEAST_APART * Math.max(a.length, b.length)

/** How many sounds have to be put in, left out or changed to make one of the other. */
function distance(a: readonly string[], b: readonly string[]): number {
  let before = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (const [i, sound] of a.entries()) {
    const now = [i + 1]
    for (const [j, other] of b.entries())
      now.push(Math.min((before[j + 1] ?? 0) + 1, (now[j] ?? 0) + 1, (before[j] ?? 0) + (sound === other ? 0 : 1)))
    before = now
  }
  return before.at(-1) ?? 0
}
