import type { Clock } from '../../src/lib/clock.ts'
import { quiet } from './chance.ts'

/** A message that never stops being answered would hold `settle` for ever. */
const MOST_DELIVERIES = 200_000

/** Time that only moves when it is turned. What is on its way arrives in order, also while time stands still. */
export type Timeline = {
  nowMs(): number
  /** Runs when time has been turned that far. */
  timer(ms: number, run: () => void): () => void
  /** Something on its way: arrives after so long, or earlier where everything is made to settle. */
  soon(ms: number, run: () => void): () => void
  advance(ms: number): Promise<void>
  /** The whole building sleeps for so long, and wakes at once: each timer runs once, however often it fell due. */
  leap(ms: number): Promise<void>
  /** Lets everything arrive that is on its way, and whatever that sets off, while the clock stands still. */
  settle(): Promise<void>
  /** Turns the clock as far as it takes until this holds. */
  until(holds: () => boolean, what: string, mostMs?: number): Promise<void>
  /** Turns the clock as far as it takes for a promise. */
  finish<T>(promise: Promise<T>, mostMs?: number): Promise<T>
}

type Event = { atMs: number; order: number; run: (() => void) | undefined }

export function makeTimeline(): Timeline {
  let nowMs = 0
  let order = 0
  const timers = makeHeap()
  const deliveries = makeHeap()
  const add = (heap: Heap, ms: number, run: () => void) => {
    const event: Event = { atMs: nowMs + Math.max(0, ms), order: order++, run }
    heap.push(event)
    return () => {
      event.run = undefined
    }
  }
  const timeline: Timeline = {
    nowMs: () => nowMs,
    timer: (ms, run) => add(timers, ms, run),
    soon: (ms, run) => add(deliveries, ms, run),
    async advance(ms) {
      const untilMs = nowMs + ms
      await quiet()
      while (await step(untilMs));
      nowMs = untilMs
    },
    leap(ms) {
      nowMs += ms
      return timeline.advance(0)
    },
    async settle() {
      await quiet()
      for (let n = 0; n < MOST_DELIVERIES; n++) {
        const next = deliveries.pop()
        if (!next) return
        next.run?.()
        await quiet()
      }
      throw new Error(`The network does not come to rest: ${MOST_DELIVERIES} messages at one instant`)
    },
    async until(holds, what, mostMs = 120_000) {
      const untilMs = nowMs + mostMs
      await quiet()
      while (!holds()) if (!(await step(untilMs))) throw new Error(`After ${mostMs} ms still not so: ${what}`)
    },
    async finish(promise, mostMs) {
      let isSettled = false
      const settled = () => void (isSettled = true)
      promise.then(settled, settled)
      await timeline.until(() => isSettled, 'a promise is kept', mostMs)
      return promise
    },
  }
  return timeline

  async function step(untilMs: number): Promise<boolean> {
    const [timer, delivery] = [timers.peek(), deliveries.peek()]
    const heap = !timer || (delivery && before(delivery, timer)) ? deliveries : timers
    const next = heap.peek()
    if (!next || next.atMs > untilMs) return false
    heap.pop()
    if (!next.run) return true
    nowMs = Math.max(nowMs, next.atMs)
    next.run()
    await quiet()
    return true
  }
}

/** A device's own clock: `skewMs` off, and silent once the device is. */
export function clockOver(
  timeline: Timeline,
  device: { skewMs: number; isOn(): boolean; whenAwake(run: () => void): void },
): Clock {
  const after = (ms: number, run: () => void) => timeline.timer(ms, () => device.isOn() && device.whenAwake(run))
  return {
    now: () => EPOCH_MS + Math.floor(timeline.nowMs()) + device.skewMs,
    after,
    every(ms, run) {
      let stop = () => {}
      const again = () => {
        stop = after(ms, () => {
          again()
          run()
        })
      }
      again()
      return () => stop()
    },
  }
}
/** Any date will do; this one is far from zero, as real ones are. */
const EPOCH_MS = Date.UTC(2026, 0, 1)

type Heap = ReturnType<typeof makeHeap>
const before = (a: Event, b: Event) => a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order)

function makeHeap() {
  const heap: Event[] = []
  const swap = (i: number, j: number) => ([heap[i], heap[j]] = [heap[j] as Event, heap[i] as Event])
  const isBefore = (i: number, j: number) => before(heap[i] as Event, heap[j] as Event)
  return {
    peek: () => heap[0],
    push(event: Event) {
      let at = heap.push(event) - 1
      for (let up = (at - 1) >> 1; at > 0 && isBefore(at, up); at = up, up = (at - 1) >> 1) swap(at, up)
    },
    pop(): Event | undefined {
      const top = heap[0]
      const last = heap.pop()
      if (!last || heap.length === 0) return top
      heap[0] = last
      for (let at = 0; ;) {
        const [left, right] = [2 * at + 1, 2 * at + 2]
        let least = at
        if (left < heap.length && isBefore(left, least)) least = left
        if (right < heap.length && isBefore(right, least)) least = right
        if (least === at) return top
        swap(at, least)
        at = least
      }
    },
  }
}
