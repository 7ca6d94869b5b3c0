import * as v from 'valibot'
import type { Bytes } from '../lib/bytes.ts'
import type { Clock } from '../lib/clock.ts'
import { makeListeners } from '../lib/listeners.ts'
import { linkMessage, type LinkMessage } from '../protocol/link.ts'
import type { RoomId } from '../protocol/ids.ts'
import { packPacket, readPacket } from '../protocol/packet.ts'
import type { Peer } from '../trust/judge.ts'
import { makeFrameReader, makeFrameWriter, makeWaiting, type Channel } from './frames.ts'
import { mostMessagesPerS } from './limits.ts'
import type { OpenRtc } from './rtc.ts'

/** No heartbeat for this long: the link is dead, whatever the browser says. */
export const DEAD_MS = 6_000

/** An authenticated connection to one device. What arrives has been parsed; who sent it is `peer`. */
export type Link = {
  peer: Peer
  room: RoomId
  /** Names the peer's page load: a restarted device is another link. */
  boot: string
  sas: string
  openedAtMs: number
  /** The way this link came, direct or through the box: connection B goes the same. */
  openRtc: OpenRtc
  heardAtMs(): number
  send(message: LinkMessage, payload?: Bytes): void
  queuedBytes(): number
  onMessage(listener: (message: LinkMessage, payload: Bytes) => void): () => void
  onClose(listener: (reason: string) => void): () => void
  isClosed(): boolean
  /** Why the other side said it closes, if it did. */
  byeReason(): string | undefined
  close(reason: string): void
}

const CALL_TYPES = new Set<LinkMessage['type']>(['call', 'answer', 'refusal', 'bulk', 'media'])

/**
 * Makes a link of a connection whose handshake is done. `control` carries the room's state, `calls` carries calls, so
 * that a call does not wait behind a document. Nothing is delivered before `start`, so that whoever is told of the
 * link can listen first.
 */
export function makeLink(deps: {
  peer: Peer
  room: RoomId
  boot: string
  sas: string
  control: Wired
  calls: Wired
  openRtc: OpenRtc
  clock: Clock
  closeConnection: () => void
}): { link: Link; start: () => void } {
  const messages = makeListeners<[LinkMessage, Bytes]>()
  const closings = makeListeners<string>()
  let heardAtMs = deps.clock.now()
  let closed = false
  let bye: string | undefined
  let spent = 0
  const stopRefill = deps.clock.every(1_000, () => {
    spent = 0
  })

  const link: Link = {
    peer: deps.peer,
    room: deps.room,
    boot: deps.boot,
    sas: deps.sas,
    openedAtMs: deps.clock.now(),
    openRtc: deps.openRtc,
    heardAtMs: () => heardAtMs,
    send(message, payload) {
      if (closed) return
      ;(CALL_TYPES.has(message.type) ? deps.calls : deps.control).send(packPacket(message, payload))
    },
    queuedBytes: () => deps.control.queuedBytes() + deps.calls.queuedBytes(),
    onMessage: (listener) => messages.add(([message, payload]) => listener(message, payload)),
    onClose: closings.add,
    isClosed: () => closed,
    byeReason: () => bye,
    close,
  }
  return {
    link,
    start() {
      for (const channel of [deps.control, deps.calls]) {
        // A document takes longer over a slow network than a link may be silent: each piece of it is a sign of life.
        channel.onFrame(() => (heardAtMs = deps.clock.now()))
        channel.onPacket(take, close)
      }
    },
  }

  function take(packet: Bytes) {
    if (closed) return
    spent += 1
    if (spent > mostMessagesPerS(deps.peer)) return close('too-many')
    const read = readPacket(linkMessage, packet)
    // A kind that a newer version speaks is none of ours; a known kind that is wrong is a fault.
    if (!read.ok) return isUnknownKind(packet) ? undefined : close('malformed')
    if (read.value.header.type === 'bye') {
      bye = read.value.header.reason
      return close('bye')
    }
    messages.tell([read.value.header, read.value.payload])
  }

  function close(reason: string) {
    if (closed) return
    if (reason !== 'bye') deps.control.send(packPacket({ type: 'bye', reason }))
    closed = true
    stopRefill()
    // The farewell needs a moment to leave before the connection does.
    deps.clock.after(50, deps.closeConnection)
    closings.tell(reason)
  }
}

const anyMessage = v.object({ type: v.string() })
const kinds = new Set<string>(linkMessage.options.map(({ entries }) => entries.type.literal))
function isUnknownKind(packet: Bytes): boolean {
  const read = readPacket(anyMessage, packet)
  return read.ok && !kinds.has(read.value.header.type)
}

/** A channel with frames put together, buffered until somebody listens. */
export type Wired = {
  send(packet: Bytes): void
  queuedBytes(): number
  /** Whatever comes, also before it is whole. */
  onFrame(listener: () => void): void
  /** Takes over; what waited is delivered first. */
  onPacket(take: (packet: Bytes) => void, fault: (reason: string) => void): void
}

export function wire(channel: Channel, mostBytes: { now: number }): Wired {
  const writer = makeFrameWriter(channel)
  const read = makeFrameReader(() => mostBytes.now)
  const waiting = makeWaiting()
  let early: string | undefined
  let heard = (): void => {}
  let take = (packet: Bytes): void => {
    if (!waiting.add(packet)) fault('too-many')
  }
  let fault = (reason: string): void => void (early ??= reason)
  channel.onMessage((frame) => {
    heard()
    const outcome = early ?? read(frame)
    if (outcome === 'more') return
    if (typeof outcome === 'string') return fault(outcome)
    take(outcome.packet)
  })
  return {
    send: writer.send,
    queuedBytes: writer.queuedBytes,
    onFrame: (listener) => void (heard = listener),
    onPacket(nextTake, nextFault) {
      take = nextTake
      fault = nextFault
      waiting.takeAll().forEach((packet) => take(packet))
      if (early !== undefined) fault(early)
    },
  }
}
