import * as v from 'valibot'
import { deviceId, encoded } from '../protocol/shape.ts'
import { serviceKind } from '../room/offers.ts'
import { call } from './call.ts'
import { MOST_WITHIN_MS } from './runner.ts'

const id = v.pipe(encoded(22), v.length(22))
const asked = {
  id,
  kind: serviceKind,
  args: v.unknown(),
  on: v.optional(deviceId),
  withinMs: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(MOST_WITHIN_MS))),
}

/** How phones ask for services, and screens hand on what their phones ask. What a service needs is decided where it runs. */
export const SERVICE_CALLS = {
  'service.call': call('service.ask', v.object(asked), async (room, who, wanted) => {
    const done = await room.services.call(who, wanted)
    return done.ok ? { answer: done.value } : done.error
  }),
  'service.run': call(
    'service.hand-on',
    v.object({ ...asked, by: deviceId }),
    async (room, _who, { by, ...wanted }) => {
      const done = await room.services.handed(by, wanted)
      return done.ok ? { answer: done.value } : done.error
    },
  ),
  'service.cancel': call('service.ask', v.object({ id, by: v.optional(deviceId) }), (room, who, { id: one, by }) => {
    // A screen says it for the phone that asked; a phone for itself only.
    room.services.cancel(who.role === 'screen' && by ? by : who.device, one)
  }),
} as const
