import { toBase64url, type Bytes } from '../lib/bytes.ts'
import type { Clock, Random } from '../lib/clock.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { bulkMessage } from '../protocol/link.ts'
import type { BlobId, DeviceId } from '../protocol/ids.ts'
import { packPacket, readPacket } from '../protocol/packet.ts'
import { FRAME_BYTES, highWaterAfter, makeFrameReader, type Channel } from './frames.ts'
import { sha256 } from '../trust/derive.ts'
import type { Link } from './link.ts'
import type { RtcConnection } from './rtc.ts'

/** Leaves room for the chunk's header inside one frame. */
const CHUNK_BYTES = FRAME_BYTES - 512
const OPEN_TIMEOUT_MS = 10_000
/** No chunk for this long: the fetch failed, and may be tried from another screen. */
const STALL_MS = 10_000
/** What is read and asked for at once: neither side ever holds more than a few of these of a film. */
export const PART_BYTES = 1 << 20
/** Parts on their way while one is being written: enough that the channel never runs dry. */
const PARTS_AHEAD = 3
/** Who asks for more at once is not answered: each is a part in our memory. */
const MOST_SERVED = 64

/** Fetches blobs over a second connection, so that 50 MB on their way never delay a call (notes: 0.9 ms against 500; M17). */
export type Bulk = {
  attach(link: Link): void
  /** The blob's bytes, or why not. `mostBytes` bounds what we take. */
  fetch(link: Link, blob: BlobId, mostBytes: number): Promise<Fetched>
  /** One part, unproven: who puts the parts together hashes them. */
  part(link: Link, blob: BlobId, part: Part): Promise<Fetched>
  /**
   * What is `size` long, from `from` on, asked for as it is taken (M17): a slow disk slows the sender. Ends at the first
   * part that does not come, and says why.
   */
  read(link: Link, blob: BlobId, from: number, size: number): AsyncIterable<Result<Bytes, Missing>>
}
export type Missing = 'none' | 'stalled' | 'too-large'
type Fetched = Bytes | Missing
export type Part = { from: number; most: number; size: number }
/** Where a served blob's bytes come from: a part at a time, undefined where it cannot be read any more. */
export type Source = { size: number; read(from: number, most: number): Promise<Bytes | undefined> }

export const sourceOf = (bytes: Bytes): Source => ({
  size: bytes.length,
  read: (from, most) => Promise.resolve(bytes.subarray(from, from + most)),
})
type Line = {
  id: string
  rtc: RtcConnection
  channel: Promise<Channel>
  drains: (() => void)[]
  serving: number
  carriedBytes: number
  close(): void
}
type Want = { take(at: number, size: number, bytes: Bytes): void; none(): void }

export function makeBulk(deps: {
  me: DeviceId
  clock: Clock
  random: Random
  /** The blob if this link may have it. */
  serve: (link: Link, blob: BlobId) => Promise<Source | undefined>
}): Bulk {
  const lines = new Map<Link, Line>()
  const wants = new WeakMap<Link, Map<number, Want>>()
  let nextWant = 0

  return {
    attach(link) {
      wants.set(link, new Map())
      link.onClose(() => lines.get(link)?.close())
      link.onMessage((message) => {
        if (message.type !== 'bulk') return
        let line = lines.get(link)
        if (message.sdp?.type === 'offer') {
          // Both opened at once: the lower device id's line stands.
          if (line && line.id !== message.id && link.peer.device > deps.me) return
          line?.close()
          line = open(link, message.id)
          void line.rtc
            .answer(message.sdp.sdp)
            .then((sdp) => link.send({ type: 'bulk', id: message.id, sdp: { type: 'answer', sdp } }), line.close)
        } else if (line?.id === message.id && message.sdp) void line.rtc.accept(message.sdp.sdp).catch(line.close)
        if (line?.id === message.id && message.candidates) line.rtc.addCandidates(message.candidates)
      })
    },
    async fetch(link, blob, mostBytes) {
      const outcome = await ask(link, { type: 'get', blob }, mostBytes)
      // The id is the hash: other bytes than those are not this blob, whoever sends them.
      return typeof outcome === 'string' || toBase64url(await sha256(outcome)) === blob ? outcome : 'none'
    },
    part,
    async *read(link, blob, from, size) {
      const ahead: Promise<Fetched>[] = []
      let asked = from
      const askAhead = () => {
        for (; ahead.length < PARTS_AHEAD && asked < size; asked += PART_BYTES)
          ahead.push(part(link, blob, { from: asked, most: Math.min(PART_BYTES, size - asked), size }))
      }
      for (askAhead(); ahead.length > 0; askAhead()) {
        const outcome = await ahead.shift()
        if (outcome === undefined || typeof outcome === 'string') return yield err(outcome ?? 'stalled')
        yield ok(outcome)
      }
    },
  }

  function part(link: Link, blob: BlobId, { from, most, size }: Part): Promise<Fetched> {
    return ask(link, { type: 'get', blob, from, most }, most, { from, size })
  }

  /** `expected`: where the part begins, and what the whole must weigh. */
  async function ask(
    link: Link,
    get: { type: 'get'; blob: BlobId; from?: number; most?: number },
    mostBytes: number,
    expected?: { from: number; size: number },
  ): Promise<Fetched> {
    const channel = await channelTo(link)
    const waiting = wants.get(link)
    if (!channel || !waiting) return 'stalled'
    const want = nextWant++
    const from = expected?.from ?? 0
    return new Promise<Fetched>((resolve) => {
      let held: Uint8Array<ArrayBuffer> | undefined
      let stopStall = deps.clock.after(STALL_MS, () => settle('stalled'))
      const stopClose = link.onClose(() => settle('stalled'))
      const settle = (fetched: Fetched) => {
        stopStall()
        stopClose()
        waiting.delete(want)
        resolve(fetched)
      }
      waiting.set(want, {
        none: () => settle('none'),
        take(at, size, bytes) {
          if (expected && size !== expected.size) return settle('none')
          if (!expected && size > mostBytes) return settle('too-large')
          held ??= new Uint8Array(Math.min(mostBytes, size - from))
          if (at < from || at - from + bytes.length > held.length) return settle('stalled')
          held.set(bytes, at - from)
          stopStall()
          if (at - from + bytes.length === held.length) return settle(held)
          stopStall = deps.clock.after(STALL_MS, () => settle('stalled'))
        },
      })
      channel.send(framed({ ...get, want }))
    })
  }

  async function channelTo(link: Link): Promise<Channel | undefined> {
    const known = lines.get(link)
    if (known) return opened(known)
    const line = open(link, toBase64url(deps.random(16)))
    void line.rtc
      .offer()
      .then((sdp) => link.send({ type: 'bulk', id: line.id, sdp: { type: 'offer', sdp } }), line.close)
    const channel = await opened(line)
    // The other side's line may have won meanwhile.
    const winner = lines.get(link)
    return channel ?? (winner && winner !== line ? opened(winner) : undefined)
  }

  function opened(line: Line): Promise<Channel | undefined> {
    return new Promise((resolve) => {
      const stop = deps.clock.after(OPEN_TIMEOUT_MS, () => resolve(undefined))
      void line.channel.then(
        (channel) => (stop(), resolve(channel)),
        () => (stop(), resolve(undefined)),
      )
    })
  }

  function open(link: Link, id: string): Line {
    let ready: (channel: Channel) => void
    let failed: (reason: Error) => void
    const channel = new Promise<Channel>((resolve, reject) => {
      ready = resolve
      failed = reject
    })
    // Whoever waits hears of it; when nobody waits, a line that closed is no fault.
    channel.catch(() => undefined)
    const rtc = link.openRtc(['bulk'], {
      onCandidates: (candidates) => link.send({ type: 'bulk', id, candidates }),
      onOpen: () => ready(rtc.channels[0] as Channel),
      onClose: () => line.close(),
    })
    const line: Line = {
      id,
      rtc,
      channel,
      drains: [],
      serving: 0,
      carriedBytes: 0,
      close() {
        if (lines.get(link) === line) lines.delete(link)
        failed(new Error('bulk connection closed'))
        line.drains.splice(0).forEach((resume) => resume())
        rtc.close()
      },
    }
    lines.set(link, line)
    listen(link, rtc.channels[0] as Channel, line)
    return line
  }

  function listen(link: Link, channel: Channel, line: Line) {
    const read = makeFrameReader(() => FRAME_BYTES)
    channel.onDrained(() => line.drains.splice(0).forEach((resume) => resume()))
    channel.onMessage((frame) => {
      const outcome = read(frame)
      const packet = typeof outcome === 'object' ? readPacket(bulkMessage, outcome.packet) : undefined
      if (!packet?.ok) return line.close()
      const { header, payload } = packet.value
      const want = header.type === 'get' ? undefined : wants.get(link)?.get(header.want)
      if (header.type === 'get') void serve(link, line, channel, header)
      else if (header.type === 'none') want?.none()
      else want?.take(header.at, header.size, payload)
    })
  }

  async function serve(link: Link, line: Line, channel: Channel, get: Get) {
    const { want, blob, from = 0, most = Infinity } = get
    if (line.serving >= MOST_SERVED) return void channel.send(framed({ type: 'none', want }))
    line.serving += 1
    const source = await deps.serve(link, blob)
    const end = source ? Math.min(source.size, from + most) : 0
    const isThere = source && (from < end || (from === 0 && source.size === 0))
    const isServed = isThere && (await sendAll(line, channel, want, source, from, end))
    if (!isServed) channel.send(framed({ type: 'none', want }))
    line.serving -= 1
  }

  /** False where the source gave out: the asker is told instead of waiting for the rest. */
  async function sendAll(line: Line, channel: Channel, want: number, source: Source, from: number, end: number) {
    const { size } = source
    for (let at = from; at < end || size === 0;) {
      const bytes = await source.read(at, Math.min(PART_BYTES, end - at))
      if (bytes?.length !== Math.min(PART_BYTES, end - at)) return false
      for (let part = 0; part < bytes.length || size === 0; part += CHUNK_BYTES) {
        // Made before there is room for it, so that a channel which has drained is fed at once.
        const chunk = framed({ type: 'chunk', want, at: at + part, size }, bytes.subarray(part, part + CHUNK_BYTES))
        await room(line, channel)
        if (!channel.send(chunk) || size === 0) return true
        line.carriedBytes += chunk.length
      }
      at += bytes.length
    }
    return true
  }

  /** Once the channel has room for more: as much as it has shown that it carries. */
  async function room(line: Line, channel: Channel) {
    const most = highWaterAfter(line.carriedBytes)
    if (channel.bufferedBytes() <= most) return
    channel.drainsAt(most / 2)
    await new Promise<void>((resolve) => line.drains.push(resolve))
  }
}
type Get = { want: number; blob: BlobId; from?: number | undefined; most?: number | undefined }

const framed = (header: object, payload?: Bytes): Bytes => {
  const packet = packPacket(header, payload)
  const frame = new Uint8Array(packet.length + 1)
  frame.set(packet, 1)
  return frame
}
