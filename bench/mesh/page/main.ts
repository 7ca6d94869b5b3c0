import { invite, newKeys, openFirst, openNext, type Ticket } from './ours.ts'
import { openRaw } from './raw.ts'
import { BULK_BYTES, countSending, nowMs, type Subject } from './subject.ts'
import { openYWebrtc, openYWebsocket } from './yjs.ts'

const CALLS = 200
/** Calls come one after another with a pause, as people's do: back to back they would take the processor from the bulk. */
const CALL_EVERY_MS = 10

const sent = countSending()
const delays: number[] = []
let subject: Subject | undefined
let ours: Awaited<ReturnType<typeof openFirst>> | undefined
let keys: Awaited<ReturnType<typeof newKeys>> | undefined

/** What the harness asks of a page, one step at a time, so that many pages move together. */
const bench = {
  async first(kind: Kind, room: string, server: string, stun: string): Promise<void> {
    subject = kind === 'ours' ? (ours = await openFirst()) : open(kind, room, server, stun)
    subject.announce()
  },
  async keys() {
    keys = await newKeys()
    return { device: keys.device, seal: keys.seal }
  },
  invite: (device: string, seal: string) => ours && invite(ours, device as never, seal),
  /** Milliseconds until everything the room holds is here. */
  async enter(kind: Kind, room: string, server: string, stun: string, ticket?: Ticket): Promise<number> {
    const startMs = performance.now()
    if (kind !== 'ours') subject = open(kind, room, server, stun)
    else if (keys && ticket) subject = ours = await openNext(keys, ticket)
    await subject?.live
    return performance.now() - startMs
  },
  /** The moment at which so many records are here. */
  async filled(records: number): Promise<number> {
    while ((subject?.size() ?? 0) < records) await pause(10)
    return nowMs()
  },
  fill: (records: number) => subject?.fill(records),
  links: () => subject?.links() ?? 0,
  listen: () => subject?.onWritten(({ atMs }) => void delays.push(nowMs() - atMs)),
  /** Writes so often, from a moment all pages agree on, each page in its turn. */
  async writeInTurn(turn: { startMs: number; everyMs: number; times: number }, name: string): Promise<void> {
    for (let n = 0; n < turn.times; n++) {
      await pause(turn.startMs + n * turn.everyMs - nowMs())
      subject?.write(`${name} ${n % 10}`, { n, atMs: nowMs() })
    }
  },
  takeDelays: () => delays.splice(0),
  sent: () => sent.messages,
  serve: () => subject?.serve(),
  async calls(): Promise<number[]> {
    const all: number[] = []
    while (all.length < CALLS) all.push(await call())
    return all
  },
  async services(): Promise<number[]> {
    const all: number[] = []
    while (all.length < CALLS) all.push(await timed(() => subject?.service?.()))
    return all
  },
  async bulk(): Promise<number> {
    const startMs = performance.now()
    await subject?.fetchBulk?.()
    return BULK_BYTES / 1e6 / ((performance.now() - startMs) / 1000)
  },
  async callsDuringBulk(): Promise<number[]> {
    const all: number[] = []
    let moving = true
    const moved = bench.bulk().finally(() => (moving = false))
    while (moving) all.push(await call())
    await moved
    return all
  },
  stop: () => subject?.stop(),
}
export type Kind = 'ours' | 'y-webrtc' | 'y-websocket' | 'raw'
export type Bench = typeof bench
Object.assign(globalThis, { bench })

function open(kind: Exclude<Kind, 'ours'>, room: string, server: string, stun: string): Subject {
  return { 'y-webrtc': openYWebrtc, 'y-websocket': openYWebsocket, raw: openRaw }[kind](room, server, stun)
}

const call = () => timed(() => subject?.call())

async function timed(ask: () => Promise<void> | undefined): Promise<number> {
  await pause(CALL_EVERY_MS)
  const startMs = performance.now()
  await ask()
  return performance.now() - startMs
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)))
