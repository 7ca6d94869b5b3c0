import type * as Y from 'yjs'
import * as v from 'valibot'
import type { DeviceId } from '../protocol/ids.ts'
import { field, serviceKind } from '../protocol/service-shape.ts'
import { counter, text } from '../protocol/shape.ts'
import { devicesOf } from './commons.ts'
import { putRecord, record, type Author } from './records.ts'

/*
 * What devices can do, as they announce it: one record for each device, so that everyone knows what there is, also
 * while its device sleeps. Whether it is awake is not said here but by links and presence.
 */

const offer = v.object({
  kind: serviceKind,
  version: counter,
  /** The right a caller needs (trust/authorize.ts). */
  needs: text(40),
  fields: v.pipe(v.array(field), v.maxLength(20)),
})
const offers = v.object({ place: text(120), offers: v.pipe(v.array(offer), v.maxLength(60)) })
export type Offer = v.InferOutput<typeof offer>
export type PlacedOffer = Offer & { device: DeviceId; place: string }

/** Announces all that this device does; says nothing where that is known. */
export function announce(
  commons: Y.Doc,
  device: DeviceId,
  said: { place: string; offers: readonly Offer[] },
  author: Author,
): void {
  const known = record(commons, 'services', device, offers)
  if (known && JSON.stringify([known.place, known.offers]) === JSON.stringify([said.place, said.offers])) return
  putRecord(commons, 'services', device, said, author)
}

/** All that devices of this room have announced; what a device that was taken out announced is not among it. */
export function offersOf(commons: Y.Doc): PlacedOffer[] {
  return [...devicesOf(commons).keys()].flatMap((device) => {
    const said = record(commons, 'services', device, offers)
    return (said?.offers ?? []).map((one) => ({ ...one, device, place: said?.place ?? '' }))
  })
}
