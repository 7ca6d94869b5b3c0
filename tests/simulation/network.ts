import type { Chance } from './chance.ts'
import type { Timeline } from './time.ts'

/** What crosses a network of this building: 15 MB/s, as measured over one data channel (notes/mesh.md). */
const BYTES_PER_MS = 15_000

/** Cables and Wi-Fi between named hosts. A cut says nothing to anybody; what was on its way waits, as TCP and SCTP do. */
export type Network = {
  reaches(a: string, b: string): boolean
  cut(a: string, b: string): void
  heal(a: string, b: string): void
  /** An access point that keeps its clients apart: all that passes, passes through this one. Healing does not end it. */
  isolate(hub: string): void
  /** Every cut. */
  cuts(): readonly (readonly [string, string])[]
  onHeal(listener: () => void): void
  /** An ordered, reliable line in one direction. `isOpen`: whether the other end takes what arrives. */
  line<T>(
    from: string,
    to: string,
    how: { name: string; isOpen?: () => boolean; deliver: (item: T, bytes: number) => void },
  ): Line<T>
}
export type Line<T> = {
  send(item: T, bytes: number): void
  /** Sent and not yet arrived. */
  waitingBytes(): number
  /** The other end takes things now. */
  look(): void
  /** What has not arrived never will. */
  end(): void
}

export function makeNetwork({
  timeline,
  chance,
  onArrival,
}: {
  timeline: Timeline
  chance: Chance
  onArrival: (line: string, bytes: number) => void
}): Network {
  const cuts = new Map<string, readonly [string, string]>()
  const waiting = new Set<() => void>()
  const heals = new Set<() => void>()
  let made = 0
  const pair = (a: string, b: string) => [a, b].sort().join('|')
  let hub: string | undefined
  const isApart = (a: string, b: string) => hub !== undefined && a !== hub && b !== hub
  const reaches = (a: string, b: string) => !cuts.has(pair(a, b)) && !isApart(a, b)

  return {
    reaches,
    cut: (a, b) => void cuts.set(pair(a, b), [a, b]),
    heal(a, b) {
      if (!cuts.delete(pair(a, b))) return
      for (const look of [...waiting]) look()
      for (const listener of heals) listener()
    },
    isolate: (through) => void (hub = through),
    cuts: () => [...cuts.values()],
    onHeal: (listener) => void heals.add(listener),
    line(from, to, { name, isOpen = () => true, deliver }) {
      type Item = Parameters<typeof deliver>[0]
      const id = `${from}>${to}/${name}/${made++}`
      const luck = chance.fork(`line ${id}`)
      const baseMs = travelMs(chance.fork(`distance ${pair(from, to)}`))
      let queue: { item: Item; bytes: number; dueMs: number }[] = []
      let bytesWaiting = 0
      let busyUntilMs = 0
      let lastDueMs = 0
      let stopArrival: (() => void) | undefined

      const look = () => {
        waiting.delete(look)
        if (stopArrival || queue.length === 0) return
        if (!reaches(from, to) || !isOpen()) return void waiting.add(look)
        stopArrival = timeline.soon((queue[0]?.dueMs ?? 0) - timeline.nowMs(), arrive)
      }
      const arrive = () => {
        stopArrival = undefined
        if (!reaches(from, to) || !isOpen()) return void waiting.add(look)
        const next = queue.shift()
        if (!next) return
        bytesWaiting -= next.bytes
        onArrival(id, next.bytes)
        deliver(next.item, next.bytes)
        look()
      }
      return {
        send(item, bytes) {
          busyUntilMs = Math.max(busyUntilMs, timeline.nowMs()) + bytes / BYTES_PER_MS
          const dueMs = Math.max(lastDueMs, busyUntilMs + baseMs + delayMs(luck))
          lastDueMs = dueMs
          queue.push({ item, bytes, dueMs })
          bytesWaiting += bytes
          look()
        },
        waitingBytes: () => bytesWaiting,
        look,
        end() {
          waiting.delete(look)
          stopArrival?.()
          queue = []
          bytesWaiting = 0
        },
      }
    },
  }
}

/** Most pairs are a few milliseconds apart; some phone is always behind two walls. */
const travelMs = (luck: Chance) => (luck.next() < 0.15 ? luck.between(10, 60) : luck.between(0.3, 4))
/** And sometimes somebody microwaves. */
const delayMs = (luck: Chance) => (luck.next() < 0.03 ? luck.between(20, 120) : luck.between(0, 3))
