import { areAllBlank } from '../room/blanks.ts'
import { devicesOf } from '../room/commons.ts'
import type { RoomDocs } from '../room/documents.ts'
import { offersOf } from '../room/offers.ts'
import { pageOffersOf } from '../room/page-offers.ts'
import { switchesOf } from '../room/switches.ts'
import { timersOf } from '../room/timers.ts'
import type { ServicesView } from '../ui/services/view.ts'

/** What the room can do as it is drawn, on walls and phones alike. */
export function servicesView(commons: RoomDocs['commons'], nowMs: number): ServicesView {
  const names = devicesOf(commons)
  const devicesByKind = new Map<string, string[]>()
  for (const { kind, device } of offersOf(commons))
    devicesByKind.set(kind, [...(devicesByKind.get(kind) ?? []), names.get(device)?.name ?? ''])
  return {
    switches: switchesOf(commons),
    dark: areAllBlank(commons),
    timers: timersOf(commons, nowMs).map(({ id, label, byName, endsAtMs }) => ({
      ...{ id, label, by: byName },
      leftMs: Math.max(0, endsAtMs - nowMs),
    })),
    pages: pageOffersOf(commons).map(({ device, kind, title = kind, origin, fields }) => ({
      ...{ id: `${device} ${kind}`, kind, on: device, title, origin, fields },
      device: names.get(device)?.name ?? '',
    })),
    offers: [...devicesByKind].map(([id, devices]) => ({ id, devices })),
  }
}
