import { toBase64url, type Bytes } from '../lib/bytes.ts'
import type { Clock, Random } from '../lib/clock.ts'
import { bulkMessage } from '../protocol/link.ts'
import type { BlobId, DeviceId } from '../protocol/ids.ts'
import { packPacket, readPacket } from '../protocol/packet.ts'
import { FRAME_BYTES, HIGH_WATER_BYTES, makeFrameReader, type Channel } from './frames.ts'
import { sha256 } from '../trust/derive.ts'
import type { Link } from './link.ts'
import type { RtcConnection } from './rtc.ts'

/** Leaves room for the chunk's header inside one frame. */
const CHUNK_BYTES = FRAME_BYTES - 512
const OPEN_TIMEOUT_MS = 10_000
/** No chunk for this long: the fetch failed, and may be tried from another screen. */
const STALL_MS = 10_000

/** Fetches blobs over a second connection, so that 50 MB on their way never delay a call (notes: 0.9 ms against 500; M17). */
export type Bulk = {
  attach(link: Link): void
  /** The blob's bytes, or why not. `mostBytes` bounds what we take. */
  fetch(link: Link, blob: BlobId, mostBytes: number): Promise<Fetched>
}
type Fetched = Bytes | 'none' | 'stalled' | 'too-large'
type Line = { id: string; rtc: RtcConnection; channel: Promise<Channel>; drains: (() => void)[]; close(): void }
type Want = { take(at: number, size: number, bytes: Bytes): void; none(): void }

export function makeBulk(deps: {
  me: DeviceId
  clock: Clock
  random: Random
  /** The blob if this link may have it. */
  serve: (link: Link, blob: BlobId) => Promise<Bytes | undefined>
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
      const channel = await channelTo(link)
      const waiting = wants.get(link)
      if (!channel || !waiting) return 'stalled'
      const want = nextWant++
      const outcome = await new Promise<Fetched>((resolve) => {
        let whole: Uint8Array<ArrayBuffer> | undefined
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
            if (size > mostBytes) return settle('too-large')
            whole ??= new Uint8Array(size)
            if (at + bytes.length > whole.length) return settle('stalled')
            whole.set(bytes, at)
            stopStall()
            if (at + bytes.length === size) return settle(whole)
            stopStall = deps.clock.after(STALL_MS, () => settle('stalled'))
          },
        })
        channel.send(framed({ type: 'get', want, blob }))
      })
      // The id is the hash: other bytes than those are not this blob, whoever sends them.
      return typeof outcome === 'string' || toBase64url(await sha256(outcome)) === blob ? outcome : 'none'
    },
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
      if (header.type === 'get') void serve(link, line, channel, header.want, header.blob)
      else if (header.type === 'none') want?.none()
      else want?.take(header.at, header.size, payload)
    })
  }

  async function serve(link: Link, line: Line, channel: Channel, want: number, blob: BlobId) {
    const bytes = await deps.serve(link, blob)
    if (!bytes) return void channel.send(framed({ type: 'none', want }))
    for (let at = 0; at < bytes.length || at === 0; at += CHUNK_BYTES) {
      if (channel.bufferedBytes() > HIGH_WATER_BYTES) await new Promise<void>((resolve) => line.drains.push(resolve))
      const sent = channel.send(
        framed({ type: 'chunk', want, at, size: bytes.length }, bytes.subarray(at, at + CHUNK_BYTES)),
      )
      if (!sent) return
    }
  }
}

const framed = (header: object, payload?: Bytes): Bytes => {
  const packet = packPacket(header, payload)
  const frame = new Uint8Array(packet.length + 1)
  frame.set(packet, 1)
  return frame
}
