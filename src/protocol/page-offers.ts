import * as v from 'valibot'
import type { Result } from '../lib/result.ts'
import { counter, encoded, parse, parseJson, text } from './shape.ts'
import { field, serviceKind } from './service-shape.ts'

/*
 * What a page of another origin says to offer services in a room, on its way there. The page talks with the offer window
 * (`/offer.html` of the box, which asks the person) over a port, in JSON; the window talks with the tab in which this device
 * is in its room, over a channel of this origin.
 */

/** Of what page and window say to each other. A page that speaks another one is told so and offers nothing. */
export const PAGE_VERSION = 1
/** A page says nothing longer than this: an answer of 16,000 letters and what is around it. */
export const PAGE_LETTERS = 20_000
export const ANSWER_LETTERS = 16_000
/** Of one device together. */
export const MOST_PAGE_OFFERS = 8
const MOST_FIELDS = 8
/** What a device's offers weigh in the room's document, however they are put together. */
const OFFERS_LETTERS = 8_000

export const callId = v.pipe(encoded(22), v.length(22))
export const withinMs = v.pipe(v.number(), v.minValue(1), v.maxValue(30_000))

/** A service as its page describes it. `title`: what people read; without one they read the kind. */
export const pageOffer = v.object({
  kind: serviceKind,
  version: counter,
  title: v.optional(v.pipe(text(60), v.trim(), v.nonEmpty())),
  fields: v.pipe(
    v.array(v.object({ ...field.entries, is: v.picklist(['text', 'number', 'yes-no', 'choice']) })),
    v.maxLength(MOST_FIELDS),
  ),
  withinMs: v.optional(withinMs),
})
export type PageOffer = v.InferOutput<typeof pageOffer>

/** With the origin of its page, as the browser attested it. */
const lentOffer = v.object({ ...pageOffer.entries, origin: text(200) })
export type LentOffer = v.InferOutput<typeof lentOffer>
export const isFew = (all: readonly LentOffer[]): boolean =>
  all.length <= MOST_PAGE_OFFERS && JSON.stringify(all).length <= OFFERS_LETTERS
export const lentOffers = v.pipe(
  v.array(lentOffer),
  v.maxLength(MOST_PAGE_OFFERS),
  v.check((all) => isFew(all), 'too long'),
)

const pageSaid = v.variant('say', [
  v.object({ say: v.literal('offer'), offer: pageOffer }),
  v.object({ say: v.literal('withdraw'), kind: serviceKind }),
  /** Without a value the page did not do it. */
  v.object({ say: v.literal('answer'), call: callId, value: v.optional(v.unknown()) }),
  v.object({ say: v.literal('bye') }),
])
export type PageSaid = v.InferOutput<typeof pageSaid>
/** What a page said over its port. */
export const parsePageSaid = (json: unknown): Result<PageSaid> =>
  parseJson(pageSaid, typeof json === 'string' && json.length <= PAGE_LETTERS ? json : '')

/** What a page posts to the window with its port, first of all. */
const pageHello = v.object({ osmose: v.literal('hello'), version: counter })
export const parsePageHello = (data: unknown): Result<v.InferOutput<typeof pageHello>> => parse(pageHello, data)

const door = callId
const doorSaid = v.variant('say', [
  /** Is a tab of this device in a room? */
  v.object({ say: v.literal('look') }),
  /** All that stands behind this window now. */
  v.object({
    say: v.literal('offer'),
    door,
    origin: text(200),
    offers: v.pipe(v.array(pageOffer), v.maxLength(MOST_PAGE_OFFERS)),
  }),
  v.object({
    say: v.literal('answer'),
    door,
    call: callId,
    json: v.optional(v.pipe(v.string(), v.maxLength(ANSWER_LETTERS))),
  }),
])
export type DoorSaid = v.InferOutput<typeof doorSaid>
export const parseDoorSaid = (data: unknown): Result<DoorSaid> => parse(doorSaid, data)

const tabSaid = v.variant('say', [
  /** A member's tab is in this room; `tab` names it, and is another one after a reload. */
  v.object({ say: v.literal('here'), tab: callId, room: text(80) }),
  /** How the offers of a window stand in the room: what is not offered, and why. */
  v.object({ say: v.literal('stands'), door, refused: v.array(v.object({ kind: serviceKind, reason: text(40) })) }),
  v.object({ say: v.literal('call'), door, call: callId, kind: serviceKind, args: v.unknown() }),
  v.object({ say: v.literal('cancel'), door, call: callId }),
])
export type TabSaid = v.InferOutput<typeof tabSaid>
export const parseTabSaid = (data: unknown): Result<TabSaid> => parse(tabSaid, data)
