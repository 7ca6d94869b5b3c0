import type { Lang } from '../view.ts'

/** 14:06, in the wall's own time zone. Twenty-four hours everywhere: signage has no room for a.m. and p.m. */
export const clock = (ms: number, lang: Lang, timeZone?: string): string =>
  new Intl.DateTimeFormat(lang, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(timeZone && { timeZone }),
  }).format(ms)

/** When a backup was made: the day and the minute are what a person asks for. */
export const dayAndTime = (ms: number, lang: Lang, timeZone?: string): string =>
  new Intl.DateTimeFormat(lang, {
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(timeZone && { timeZone }),
  }).format(ms)

/** 24 May 2027: until when something is good. */
export const day = (ms: number, lang: Lang, timeZone?: string): string =>
  new Intl.DateTimeFormat(lang, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    ...(timeZone && { timeZone }),
  }).format(ms)

const UNITS: Record<Lang, readonly string[]> = { en: ['byte', 'kB', 'MB', 'GB'], fr: ['octet', 'ko', 'Mo', 'Go'] }

/** 1.2 MB, in thousands, as device makers count. */
export function bytes(count: number, lang: Lang): string {
  let [size, unit] = [count, 0]
  while (size >= 999.5 && unit < 3) {
    size /= 1000
    unit++
  }
  const digits = unit === 0 || size >= 100 ? 0 : 1
  const number = new Intl.NumberFormat(lang, { maximumFractionDigits: digits }).format(size)
  const isMany = unit === 0 && new Intl.PluralRules(lang).select(count) !== 'one'
  return `${number}\u00a0${UNITS[lang][unit]}${isMany ? 's' : ''}`
}

/** 45 %, whole: nobody reads tenths of what changes every moment. */
export const percent = (share: number, lang: Lang): string =>
  new Intl.NumberFormat(lang, { style: 'percent', maximumFractionDigits: 0 }).format(Math.min(1, share))

/** 482913 → 482 913: two threes are compared faster than six. */
export function threes(digits: string): [string, string] {
  const bare = digits.replaceAll(/\s/g, '')
  return [bare.slice(0, 3), bare.slice(3)]
}

/** The first letter of a name as people write it, not its first UTF-16 half. */
export function initial(name: string): string {
  const [first] = new Intl.Segmenter().segment(name.trim())
  return (first?.segment ?? '').toLocaleUpperCase()
}
