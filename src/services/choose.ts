import type { DeviceId } from '../protocol/ids.ts'
import type { PlacedOffer } from '../room/offers.ts'

/** What is known of a device that offers something. */
export type Standing = {
  /** It is this device, or linked to it. */
  isNear: boolean
  /** Calls that it is busy with. */
  load: number
  /** How long it took to answer of late, ms; this device: 0. */
  latencyMs: number
}

/**
 * Who is to do it: of those that offer the kind and can be reached, first who is at the same place, then who has least
 * to do, then who answers fastest. The last word is the device's name, so that equals are chosen alike everywhere.
 */
export function choose(
  offers: readonly PlacedOffer[],
  { kind, place, on }: { kind: string; place: string; on?: DeviceId | undefined },
  standingOf: (device: DeviceId) => Standing,
): DeviceId | 'no-service' | 'service-away' {
  const those = offers.filter((one) => one.kind === kind && (on === undefined || one.device === on))
  if (those.length === 0) return 'no-service'
  const [first] = those
    .map((one) => ({ ...one, ...standingOf(one.device), isElsewhere: one.place !== place }))
    .filter(({ isNear }) => isNear)
    .sort(
      (a, b) =>
        Number(a.isElsewhere) - Number(b.isElsewhere) ||
        a.load - b.load ||
        a.latencyMs - b.latencyMs ||
        (a.device < b.device ? -1 : 1),
    )
  return first?.device ?? 'service-away'
}
