/** What a sense costs a device, over the latest minute or so. */
export type SenseCost = {
  /** Milliseconds of one look, or of making out one request, in which models ran, of late. */
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
 * 250 mW and its microphone 20 mW while open (typical of published teardowns and of the figures vendors give; tablets
 * differ by half). The camera is open also while the sense is asleep, the microphone only while it is awake.
 */
const CORE_MW = 900
export const CAMERA_COST: Sensor = { mW: 250, isOpenAsleep: true }
export const MICROPHONE_COST: Sensor = { mW: 20, isOpenAsleep: false }
/** A microphone that is open whether or not anything is to be heard. */
export const OPEN_MICROPHONE_COST: Sensor = { mW: 20, isOpenAsleep: true }
type Sensor = { mW: number; isOpenAsleep: boolean }
/** How long what happened counts: after a minute a third of it is left. */
const MEMORY_MS = 60_000

/** Adds up what happens as it happens. */
export function makeCostMeter(sensor: Sensor) {
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
      const [awakePercent, busyPercent] = [part(awakeMs), part(busyMs)]
      const openPercent = sensor.isOpenAsleep ? 100 : awakePercent
      const milliwatts = beganMs === undefined ? 0 : Math.round((sensor.mW * openPercent + CORE_MW * busyPercent) / 100)
      return { lookMs, awakePercent, busyPercent, milliwatts }
    },
  }
}
