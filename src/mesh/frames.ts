import { concat, type Bytes } from '../lib/bytes.ts'

/** Safely below the 64 KiB that every browser takes; larger ones than the peer's max-message-size throw. */
export const FRAME_BYTES = 48 * 1024
/**
 * More than this at once overruns the other side's socket buffer while the connection is young, and what is lost costs
 * SCTP whole seconds (bench/README.md, 5 MB to a newcomer).
 */
export const HIGH_WATER_BYTES = 96 << 10
export const LOW_WATER_BYTES = 48 << 10
/** A connection that has carried so much has found its pace: then more may wait in it, for a page that is slow to notice. */
const GROWS_AFTER_BYTES = 8 << 20
const MOST_HIGH_WATER_BYTES = 512 << 10
const GROWTH = 1 / 32
/** Before the handshake nobody is trusted with more than a roster's worth of bytes. */
export const MOST_HANDSHAKE_BYTES = 2 << 20
const MOST_WAITING = 64
const WHOLE = 0
const MORE = 1
const LAST = 2

/** An ordered, reliable pipe of small messages: a data channel, or a simulated one. */
export type Channel = {
  /** False where the channel is not open (any more). */
  send(frame: Bytes): boolean
  bufferedBytes(): number
  onMessage(listener: (frame: Bytes) => void): void
  /** Called when the buffer has drained below LOW_WATER_BYTES, or what `drainsAt` last said. */
  onDrained(listener: () => void): void
  drainsAt(bytes: number): void
}

/** How much may wait in a channel that has carried so many bytes (M14). */
export const highWaterAfter = (carriedBytes: number): number =>
  Math.min(MOST_HIGH_WATER_BYTES, HIGH_WATER_BYTES + Math.max(0, carriedBytes - GROWS_AFTER_BYTES) * GROWTH)

/** Sends packets of any size as frames (M13) and stops feeding a full channel (M14). */
export function makeFrameWriter(channel: Channel): { send(packet: Bytes): void; queuedBytes(): number } {
  const queue: Bytes[] = []
  let queued = 0
  channel.onDrained(flush)
  return {
    send(packet) {
      for (const frame of framesOf(packet)) {
        queue.push(frame)
        queued += frame.length
      }
      flush()
    },
    queuedBytes: () => queued + channel.bufferedBytes(),
  }

  function flush() {
    while (queue.length > 0 && channel.bufferedBytes() < HIGH_WATER_BYTES) {
      const frame = queue[0] as Bytes
      if (!channel.send(frame)) return
      queue.shift()
      queued -= frame.length
    }
  }
}

function* framesOf(packet: Bytes): Generator<Bytes> {
  if (packet.length <= FRAME_BYTES) {
    yield concat(Uint8Array.of(WHOLE), packet)
    return
  }
  for (let at = 0; at < packet.length; at += FRAME_BYTES) {
    const last = at + FRAME_BYTES >= packet.length
    yield concat(Uint8Array.of(last ? LAST : MORE), packet.subarray(at, at + FRAME_BYTES))
  }
}

/** Puts frames together again; more than `mostBytes` for one packet, or a wrong order, is a fault of the sender (M15). */
export function makeFrameReader(mostBytes: () => number) {
  let parts: Bytes[] = []
  let held = 0
  return (frame: Bytes): { packet: Bytes } | 'more' | 'malformed' | 'too-large' => {
    const flag = frame[0]
    const body = frame.subarray(1)
    if (flag === WHOLE && parts.length === 0) return body.length > mostBytes() ? 'too-large' : { packet: body }
    if (flag !== MORE && flag !== LAST) return 'malformed'
    // Every frame but the last is full: small ones without end would cost us far more than the bytes that are counted.
    if (flag === MORE && body.length !== FRAME_BYTES) return 'malformed'
    parts.push(body)
    held += body.length
    if (held > mostBytes()) return 'too-large'
    if (flag === MORE) return 'more'
    const packet = concat(...parts)
    parts = []
    held = 0
    return { packet }
  }
}

/** Packets that nobody takes yet. A stranger who has not shaken hands makes us hold few of them, and not much. */
export function makeWaiting() {
  let packets: Bytes[] = []
  let held = 0
  return {
    /** False where that is too much. */
    add(packet: Bytes): boolean {
      if (packets.length >= MOST_WAITING || held + packet.length > MOST_HANDSHAKE_BYTES) return false
      packets.push(packet)
      held += packet.length
      return true
    },
    take(): Bytes | undefined {
      const first = packets.shift()
      held -= first?.length ?? 0
      return first
    },
    takeAll(): Bytes[] {
      const all = packets
      packets = []
      held = 0
      return all
    },
  }
}
