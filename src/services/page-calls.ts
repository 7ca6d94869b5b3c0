import * as v from 'valibot'
import { callId, lentOffers, withinMs } from '../protocol/page-offers.ts'
import { serviceKind } from '../protocol/service-shape.ts'
import { deviceId } from '../protocol/shape.ts'
import { call } from './call.ts'

/** What a member's device asks about services of pages that are open in its browser: all of them, each time. */
export const PAGE_CALLS = {
  'service.offer': call('service.offer', v.object({ offers: lentOffers }), (room, who, { offers }) =>
    room.services.offer(who, offers),
  ),
  // Apart, for taking back is never refused: neither in a room that was closed to pages, nor to who offered too often.
  'service.withdraw': call('service.withdraw', v.object({}), (room, who) => room.services.offer(who, [])),
} as const

/** What a screen calls on that device: `by` asked for it, who is not named to the page. */
export const pageDeed = v.object({ id: callId, by: deviceId, kind: serviceKind, args: v.unknown(), withinMs })
/** `by` does not want it any more. */
export const pageUndo = v.object({ id: callId, by: deviceId })
