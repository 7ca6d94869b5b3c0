import type { SpeechLang } from './intents.ts'
import { durations, numberWords, times } from './numbers.ts'
import type { Entry } from './phrase.ts'

/** A thing that has a name in this room. */
export type Named = { id: string; name: string }
/** Names of what is here now. `screens` are devices that show something; `services`, what can be turned on and off. */
export type RoomWords = Readonly<Record<'people' | 'devices' | 'screens' | 'places' | 'services', readonly Named[]>>

/** What may stand in each slot. Of more than `most` names of a kind the rest is left out. */
export function roomSlots(lang: SpeechLang, room: RoomWords, most: number): Record<string, readonly Entry[]> {
  const named = (all: readonly Named[]) =>
    all.slice(0, most).flatMap(({ id, name }) => {
      const words = spoken(name, lang)
      return words.length > 0 ? [{ words, value: id, label: name }] : []
    })
  return {
    person: named(room.people),
    device: named(room.devices),
    screen: named(room.screens),
    place: named(room.places),
    service: named(room.services),
    duration: durations(lang),
    time: times(lang),
  }
}

/** More words than this are no name that anybody says. */
const MOST_WORDS = 6

/** A name as words that may be said: lower case, digits as numbers, signs as pauses. */
export function spoken(name: string, lang: SpeechLang): string[] {
  const words = name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[’`]/g, "'")
    .match(/\p{N}+|[\p{L}\p{M}]+(?:'[\p{L}\p{M}]+)*/gu)
  return (words ?? []).flatMap((word) => (/^\p{N}/u.test(word) ? digits(word, lang) : [word])).slice(0, MOST_WORDS)
}

function digits(word: string, lang: SpeechLang): string[] {
  const number = /^\d+$/.test(word) ? Number(word) : NaN
  if (number < 100) return numberWords(number, lang)
  return [...word].flatMap((digit) => (/\d/.test(digit) ? numberWords(Number(digit), lang) : []))
}
