import type * as Y from 'yjs'
import * as v from 'valibot'
import type { DeviceId } from '../protocol/ids.ts'
import { lentOffers, type LentOffer } from '../protocol/page-offers.ts'
import { deviceId } from '../protocol/shape.ts'
import { arePagesOpen, devicesOf, PAGE_OFFERS } from './commons.ts'
import { offersOf } from './offers.ts'
import { dropRecord, putRecord, record, records, type Author } from './records.ts'

/*
 * What pages of other origins offer, through the device of a member in whose browser they are open. Apart from what
 * screens announce: whoever reads it must know that what is sent there may leave the room.
 */
/** `home`: the screen that took it from the device, and reaches it. */
const lent = v.object({ home: deviceId, offers: lentOffers })
export type Lent = LentOffer & { device: DeviceId; home: DeviceId }

/** All that members' pages offer now; none while that is closed, nor of a device that was taken out. */
export function pageOffersOf(commons: Y.Doc): Lent[] {
  if (!arePagesOpen(commons)) return []
  const known = devicesOf(commons)
  return [...records(commons, PAGE_OFFERS, lent)].flatMap(([id, { home, offers }]) => {
    const device = id as DeviceId
    return known.get(device)?.kind === 'member' ? offers.map((one) => ({ ...one, device, home })) : []
  })
}

/** Devices of which something is said here, open or not. */
export const lendersOf = (commons: Y.Doc): DeviceId[] =>
  [...records(commons, PAGE_OFFERS, lent)].map(([device]) => device as DeviceId)

/** What is said of one device, and by which screen. */
export const lentBy = (commons: Y.Doc, device: DeviceId) => record(commons, PAGE_OFFERS, device, lent)

/** Says what a device's pages offer; nothing is written where that is known. */
export function lend(commons: Y.Doc, device: DeviceId, offers: readonly LentOffer[], author: Author): void {
  const known = lentBy(commons, device)
  if (offers.length === 0) return void (known && dropRecord(commons, PAGE_OFFERS, device, author))
  if (known?.home === author.screen && JSON.stringify(known.offers) === JSON.stringify(offers)) return
  putRecord(commons, PAGE_OFFERS, device, { home: author.screen, offers }, author)
}

/**
 * Whether a page may not call its service so: what begins as a service of the room's own would be taken for one
 * (`display.blank`, and `display.dim` as well).
 */
export function isKindTaken(commons: Y.Doc, kind: string): boolean {
  const first = (one: string) => one.split('.', 1)[0]
  return offersOf(commons).some((own) => first(own.kind) === first(kind))
}
