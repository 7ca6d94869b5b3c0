import { readFileSync } from 'node:fs'
import type { Device } from '../journeys/kit/house.ts'

export type Sample = { minute: number; device: string; heapMB: number; rssMB: number }

/** The page's heap after the garbage was collected, and all memory of the browser that shows it. */
export async function memoryOf(name: string, device: Device, minute: number): Promise<Sample> {
  const devtools = await device.context.newCDPSession(device.page)
  try {
    await devtools.send('HeapProfiler.collectGarbage')
    await devtools.send('Performance.enable')
    const { metrics } = await devtools.send('Performance.getMetrics')
    const heap = metrics.find((metric) => metric.name === 'JSHeapUsedSize')?.value ?? NaN
    return { minute, device: name, heapMB: heap / 1e6, rssMB: residentMB(device.pids()) }
  } finally {
    await devtools.detach()
  }
}

/** Megabytes that the kernel counts for these processes, pages they share divided among them. */
export function residentMB(pids: readonly number[]): number {
  const kB = pids.map((pid) => {
    try {
      return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
    } catch {
      return 0 // ended since it was listed
    }
  })
  return kB.reduce((sum, one) => sum + one, 0) / 1000
}

/** Megabytes an hour that a straight line through the samples rises by; the first fifth, warming up, is left out. */
export function risePerHour(samples: readonly Sample[], of: (sample: Sample) => number): number {
  const counted = samples.slice(Math.ceil(samples.length / 5))
  const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length
  const [x, y] = [mean(counted.map(({ minute }) => minute)), mean(counted.map(of))]
  const over = counted.reduce((sum, one) => sum + (one.minute - x) * (of(one) - y), 0)
  const under = counted.reduce((sum, one) => sum + (one.minute - x) ** 2, 0)
  return under === 0 ? 0 : (over / under) * 60
}
