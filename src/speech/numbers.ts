import type { SpeechLang } from './intents.ts'
import type { Entry } from './phrase.ts'

const SMALL: Readonly<Record<SpeechLang, readonly string[]>> = {
  en: (
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen ' +
    'eighteen nineteen'
  ).split(' '),
  fr: 'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize'.split(' '),
}
const TENS: Readonly<Record<SpeechLang, readonly string[]>> = {
  en: '. . twenty thirty forty fifty sixty seventy eighty ninety'.split(' '),
  fr: '. . vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt'.split(' '),
}

/** 0 to 99 as it is said. */
export function numberWords(number: number, lang: SpeechLang): string[] {
  const small = SMALL[lang][number]
  if (small !== undefined) return [small]
  if (lang === 'fr' && number < 20) return ['dix', ...numberWords(number - 10, lang)]
  const ten = Math.floor(number / 10)
  const spokenTen = (TENS[lang][ten] ?? '').split('-')
  // French counts on from sixty and from eighty.
  const rest = lang === 'fr' && (ten === 7 || ten === 9) ? number - (ten - 1) * 10 : number % 10
  if (rest === 0) return spokenTen
  const and = lang === 'fr' && rest % 10 === 1 && ten < 8 ? ['et'] : []
  return [...spokenTen, ...and, ...numberWords(rest, lang)]
}

/** Fifty is not among them: it is what a hurried fifteen sounds like, and nobody asks for it. */
const MINUTES = [1, 2, 3, 4, 5, 10, 15, 20, 25, 30, 40, 45, 60, 90]

/** Lengths of time that people ask for; the value is in seconds. */
export function durations(lang: SpeechLang): Entry[] {
  const [second, minute, hour] = lang === 'en' ? ['second', 'minute', 'hour'] : ['seconde', 'minute', 'heure']
  const said = (count: number, unit: string, seconds: number): Entry => {
    const one = lang === 'fr' ? 'une' : 'one'
    const words = [...(count === 1 ? [one] : numberWords(count, lang)), count === 1 ? unit : `${unit}s`]
    return { words, value: count * seconds, label: `${count} ${count === 1 ? unit : `${unit}s`}` }
  }
  const half = lang === 'en' ? ['half', 'an', 'hour'] : ['une', 'demi', 'heure']
  return [
    ...[10, 20, 30, 45].map((count) => said(count, second ?? '', 1)),
    ...MINUTES.map((count) => said(count, minute ?? '', 60)),
    ...[1, 2, 3, 4].map((count) => said(count, hour ?? '', 3_600)),
    { words: half, value: 1_800, label: half.join(' ') },
  ]
}

/** Times of day on the twelve hours of the clock, each quarter; the value is `h:mm`. */
export function times(lang: SpeechLang): Entry[] {
  return Array.from({ length: 12 }, (_, i) => i + 1).flatMap((hour) => [
    at(hour, 0, lang === 'en' ? numberWords(hour, lang) : hours(hour)),
    ...[15, 30, 45].map((minute) =>
      at(hour, minute, [...(lang === 'en' ? numberWords(hour, lang) : hours(hour)), ...numberWords(minute, lang)]),
    ),
    ...(lang === 'en'
      ? [
          at(hour, 30, ['half', 'past', ...numberWords(hour, lang)]),
          at(hour, 15, ['quarter', 'past', ...numberWords(hour, lang)]),
          at(hour, 45, ['quarter', 'to', ...numberWords((hour % 12) + 1, lang)]),
        ]
      : [at(hour, 30, [...hours(hour), 'et', 'demi'])]),
  ])
}

const hours = (hour: number) => (hour === 1 ? ['une', 'heure'] : [...numberWords(hour, 'fr'), 'heures'])

function at(hour: number, minute: number, words: readonly string[]): Entry {
  const value = `${hour}:${String(minute).padStart(2, '0')}`
  return { words, value, label: value }
}
