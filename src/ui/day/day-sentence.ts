import { clock } from '../lib/format.ts'
import type { dayEn } from '../strings/day.en.ts'
import type { Lang } from '../view.ts'
import type { DayView } from './view.ts'

/** Further off than this, "until 15:00" would be another day's. */
const TODAY_MS = 12 * 3_600_000

/** "Free until 15:00", "Design review until 15:00"; undefined where nothing is booked today. */
export function daySentence(words: typeof dayEn, day: DayView, nowMs: number, lang: Lang): string | undefined {
  if (day.current) return words.until(day.current.title || words.booked, clock(day.current.toMs, lang))
  if (day.next && day.next.fromMs - nowMs < TODAY_MS) return words.freeUntil(clock(day.next.fromMs, lang))
  return undefined
}
