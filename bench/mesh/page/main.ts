import { invite, newKeys, openFirst, openNext, type Ticket } from './ours.ts'
import { openYWebrtc, openYWebsocket } from './peers.ts'
import { BULK_BYTES, openRawPair } from './raw.ts'
import { countSending, nowMs, type Subject } from './subject.ts'

const sent = countSending()
const delays: number[] = []
let subject: Subject | undefined
let ours: Awaited<ReturnType<typeof openFirst>> | undefined
let keys: Awaited<ReturnType<typeof newKeys>> | undefined
let raw: Awaited<ReturnType<typeof openRawPair>> | undefined

/** What the harness asks of a page, one step at a time, so that many pages move together. */
const bench = {
  async first(): Promise<void> {
    subject = ours = await openFirst()
  },
  async keys() {
    keys = await newKeys()
    return { device: keys.device, seal: keys.seal }
  },
  invite: (device: string, seal: string) => ours && invite(ours, device as never, seal),
  async next(ticket: Ticket): Promise<number> {
    const startMs = performance.now()
    if (!keys) throw new Error('keys first')
    subject = ours = await openNext(keys, ticket)
    await subject.live
    return performance.now() - startMs
  },
  async peer(kind: 'y-webrtc' | 'y-websocket', room: string, server: string, isFirst: boolean): Promise<number> {
    const startMs = performance.now()
    subject = kind === 'y-webrtc' ? openYWebrtc(room, server) : openYWebsocket(room, server)
    if (isFirst) subject.announce()
    await subject.live
    return performance.now() - startMs
  },
  links: () => subject?.links() ?? 0,
  listen: () =>
    subject?.onWritten(({ atMs }) => {
      delays.push(nowMs() - atMs)
    }),
  write: (key: string, n: number) => subject?.write(key, { n, atMs: nowMs() }),
  fill: (records: number) => subject?.fill(records),
  size: () => subject?.size() ?? 0,
  takeDelays: () => delays.splice(0),
  sent: () => ({ ...sent }),
  stop: () => subject?.stop(),

  /** Round trip of a call that the other screen authorizes, refuses and answers: everything but the work itself. */
  async oursRoundTripMs(): Promise<number> {
    const link = ours?.node.neighbours.links()[0]
    if (!ours || !link) throw new Error('no link')
    const startMs = performance.now()
    await ours.node.calls.call(link, 'nothing', {})
    return performance.now() - startMs
  },
  async oursKeepBlob(): Promise<string> {
    const kept = await ours?.node.keepBlob(new Uint8Array(BULK_BYTES))
    return kept?.ok ? kept.value : ''
  },
  async oursFetch(blob: string): Promise<number> {
    const link = ours?.node.neighbours.links()[0]
    if (!ours || !link) throw new Error('no link')
    const startMs = performance.now()
    const bytes = await ours.node.bulk.fetch(link, blob as never, BULK_BYTES)
    if (typeof bytes === 'string') throw new Error(bytes)
    return BULK_BYTES / 1e6 / ((performance.now() - startMs) / 1000)
  },
  async rawOpen(side: 'offerer' | 'answerer') {
    raw = await openRawPair(side, (sdp) =>
      (globalThis as unknown as { exchange(sdp: string): Promise<string> }).exchange(sdp),
    )
  },
  rawRoundTripMs: () => raw?.roundTripMs(),
  rawBulk: () => raw?.sendBulk(),
}
export type Bench = typeof bench
Object.assign(globalThis, { bench })
