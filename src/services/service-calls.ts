import * as v from 'valibot'
import type { DeviceId } from '../protocol/ids.ts'
import { counter, deviceId, encoded } from '../protocol/shape.ts'
import { serviceKind } from '../protocol/service-shape.ts'
import { call } from './call.ts'
import { MOST_WITHIN_MS } from './runner.ts'
import type { Step } from './service.ts'

const id = v.pipe(encoded(22), v.length(22))
const asked = {
  id,
  kind: serviceKind,
  args: v.unknown(),
  on: v.optional(deviceId),
  withinMs: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(MOST_WITHIN_MS))),
}

const n = counter
const most = 16
/** What a caller does about a stream, one step after the other: see `Pipe` of services/stream.ts. */
const step = (common: { on: typeof asked.on } | { by: typeof deviceId }) =>
  v.variant('step', [
    v.object({
      ...common,
      id,
      step: v.literal('open'),
      kind: serviceKind,
      args: v.unknown(),
      withinMs: asked.withinMs,
    }),
    v.object({ ...common, id, step: v.literal('pull'), n }),
    v.object({
      ...{ ...common, id, step: v.literal('push'), n },
      ...{ items: v.pipe(v.array(v.unknown()), v.maxLength(most)), isLast: v.boolean() },
    }),
    v.object({ ...common, id, step: v.literal('cancel') }),
  ])

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
  'service.stream': call('service.ask', step({ on: asked.on }), async (room, who, wanted) => {
    const { on, ...one } = wanted as Step & { on?: DeviceId }
    const done = await room.services.stream(who, on, one)
    return done.ok ? { answer: done.value } : done.error
  }),
  'service.stream-on': call('service.hand-on', step({ by: deviceId }), async (room, _who, wanted) => {
    const { by, ...one } = wanted as Step & { by: DeviceId }
    const done = await room.services.streamHanded(by, one)
    return done.ok ? { answer: done.value } : done.error
  }),
  'service.cancel': call('service.ask', v.object({ id, by: v.optional(deviceId) }), (room, who, { id: one, by }) => {
    // A screen says it for the phone that asked; a phone for itself only.
    room.services.cancel(who.role === 'screen' && by ? by : who.device, one)
  }),
} as const
