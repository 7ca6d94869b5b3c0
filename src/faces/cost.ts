/** What recognition costs a device, over the latest minute or so. */
export type SenseCost = {
  /** Milliseconds of one look in which models ran, of late. */
  lookMs: number
  /** Part of the time (0 to 100) in which the sense was not asleep. */
  awakePercent: number
  /** Part of the time (0 to 100) in which one core worked for it. */
  busyPercent: number
  /** By the model below; not measured. */
  milliwatts: number
}

/**
 * A stated model, not a measurement: one core of a tablet's processor at work takes about 900 mW, its camera about
 * 250 mW while open (both typical of published teardowns and of the figures vendors give; tablets differ by half).
 */
const CORE_MW = 900
const CAMERA_MW = 250
/** How long what happened counts: after a minute a third of it is left. */
const MEMORY_MS = 60_000

/** Adds up looks as they happen. */
export function makeCostMeter() {
  let beganMs: number | undefined
  let lookMs = 0
  let [spanMs, awakeMs, busyMs] = [0, 0, 0]

  return {
    /** `tookMs` of work since the time before; `whole` where models ran. */
    add(nowMs: number, { tookMs, whole, awake }: { tookMs: number; whole: boolean; awake: boolean }): void {
      const passedMs = beganMs === undefined ? 0 : Math.max(0, nowMs - beganMs)
      beganMs = nowMs
      const kept = Math.exp(-passedMs / MEMORY_MS)
      spanMs = spanMs * kept + passedMs
      awakeMs = awakeMs * kept + (awake ? passedMs : 0)
      busyMs = busyMs * kept + tookMs
      if (whole) lookMs = lookMs === 0 ? tookMs : lookMs * 0.8 + tookMs * 0.2
    },
    read(): SenseCost {
      const part = (ms: number) => (spanMs > 0 ? Math.min(100, (100 * ms) / spanMs) : 0)
      const busyPercent = part(busyMs)
      const milliwatts = beganMs === undefined ? 0 : Math.round(CAMERA_MW + (CORE_MW * busyPercent) / 100)
      return { lookMs, awakePercent: part(awakeMs), busyPercent, milliwatts }
    },
  }
}
