import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { concat, type Bytes } from '../../src/lib/bytes.ts'
import {
  FRAME_BYTES,
  HIGH_WATER_BYTES,
  highWaterAfter,
  makeFrameReader,
  makeFrameWriter,
  makeWaiting,
  MOST_HANDSHAKE_BYTES,
} from '../../src/mesh/frames.ts'
import { wire } from '../../src/mesh/link.ts'
import { makeSlowChannel } from './wires.ts'

const SEED = 20260101
const [WHOLE, MORE, LAST] = [0, 1, 2]
const bytes = (length: number, first = 0): Bytes => Uint8Array.from({ length }, (_, i) => (i + first) & 255)
const framed = (flag: number, body: Bytes) => concat(Uint8Array.of(flag), body)

/** What becomes of packets that are written as frames and read again. */
function throughFrames(packets: readonly Bytes[]): Bytes[] {
  const { channel, sent, drain } = makeSlowChannel()
  const writer = makeFrameWriter(channel)
  const read = makeFrameReader(() => 64 << 20)
  for (const packet of packets) writer.send(packet)
  while (writer.queuedBytes() > 0) drain(1)
  return sent.flatMap((frame) => {
    expect(frame.length).toBeLessThanOrEqual(FRAME_BYTES + 1)
    const outcome = read(frame)
    return typeof outcome === 'object' ? [outcome.packet] : []
  })
}

test('packets of any sizes come out as they went in, in their order (M13)', () => {
  const around = [0, 1, FRAME_BYTES - 1, FRAME_BYTES, FRAME_BYTES + 1, 2 * FRAME_BYTES, 2 * FRAME_BYTES + 1, 3_000_000]
  const isSame = (packets: readonly Bytes[], others: readonly Bytes[]) =>
    packets.length === others.length && packets.every((packet, i) => Buffer.compare(packet, others[i] as Bytes) === 0)
  const known = around.map((length) => bytes(length, 7))
  expect(isSame(throughFrames(known), known)).toBe(true)
  const size = fc.oneof(fc.nat({ max: 300 }), fc.nat({ max: 3 * FRAME_BYTES }), fc.constantFrom(...around.slice(0, 7)))
  fc.assert(
    fc.property(fc.array(size, { maxLength: 8 }), (sizes) => {
      const packets = sizes.map((length) => bytes(length))
      expect(isSame(throughFrames(packets), packets)).toBe(true)
    }),
    { seed: SEED, numRuns: 60 },
  )
})

test('frames in a wrong order, or of no kind, are the fault of the sender (M13)', () => {
  const full = bytes(FRAME_BYTES)
  const outcomes = (...frames: Bytes[]) => {
    const read = makeFrameReader(() => 1 << 20)
    return frames.map(read).map((outcome) => (typeof outcome === 'object' ? 'packet' : outcome))
  }
  expect(outcomes(framed(MORE, full), framed(WHOLE, bytes(3)))).toEqual(['more', 'malformed'])
  expect(outcomes(new Uint8Array())).toEqual(['malformed'])
  expect(outcomes(framed(7, bytes(3)))).toEqual(['malformed'])
  expect(outcomes(framed(MORE, full), framed(LAST, new Uint8Array()))).toEqual(['more', 'packet'])
})

test('frames that are not full, but promise more, are refused: they would cost more than they are counted for (M15)', () => {
  const read = makeFrameReader(() => 1 << 20)
  expect(read(framed(MORE, new Uint8Array()))).toBe('malformed')
  expect(makeFrameReader(() => 1 << 20)(framed(MORE, bytes(FRAME_BYTES - 1)))).toBe('malformed')
})

test('nobody is made to hold more than the cap, however it is cut up (M15)', () => {
  const read = makeFrameReader(() => 100_000)
  expect(read(framed(WHOLE, bytes(100_001)))).toBe('too-large')
  const slowly = makeFrameReader(() => 100_000)
  expect([MORE, MORE, MORE].map((flag) => slowly(framed(flag, bytes(FRAME_BYTES))))).toEqual([
    'more',
    'more',
    'too-large',
  ])
})

test('whatever arrives, the reader answers and holds no more than its cap (M15)', () => {
  const frame = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc.constantFrom(framed(MORE, bytes(FRAME_BYTES)), framed(LAST, bytes(FRAME_BYTES)), framed(LAST, bytes(9))),
  )
  fc.assert(
    fc.property(fc.array(frame, { maxLength: 30 }), (frames) => {
      const read = makeFrameReader(() => 200_000)
      for (const one of frames) {
        const outcome = read(Uint8Array.from(one))
        if (typeof outcome === 'object') expect(outcome.packet.length).toBeLessThanOrEqual(200_000)
        else if (outcome !== 'more') return
      }
    }),
    { seed: SEED, numRuns: 200 },
  )
})

test('a full channel is fed no further, and goes on where it stopped once it has drained (M14)', () => {
  const { channel, sent, drain } = makeSlowChannel()
  const writer = makeFrameWriter(channel)
  writer.send(bytes(5 << 20))
  const fed = sent.length
  expect(channel.bufferedBytes()).toBeGreaterThanOrEqual(HIGH_WATER_BYTES)
  expect(channel.bufferedBytes()).toBeLessThan(HIGH_WATER_BYTES + FRAME_BYTES + 1)
  // Above the low mark nothing moves; below it the channel is filled again.
  drain(1)
  expect(sent.length).toBe(fed)
  drain(1)
  expect(sent.length).toBeGreaterThan(fed)
  const frames = Math.ceil((5 << 20) / FRAME_BYTES)
  expect(writer.queuedBytes()).toBe((5 << 20) + frames - 2 * (FRAME_BYTES + 1))
  while (writer.queuedBytes() > 0) drain(1)
  expect(sent.length).toBe(frames)
})

test('a channel that has moved much may hold more, within bounds (M14)', () => {
  const after = [0, 8, 10, 20, 500].map((megabytes) => highWaterAfter(megabytes << 20) >> 10)
  expect(after).toEqual([96, 96, 160, 480, 512])
})

test('what a channel does not take stays with the writer (M14)', () => {
  const { channel, sent, drain, close } = makeSlowChannel()
  const writer = makeFrameWriter(channel)
  writer.send(bytes(2 << 20))
  const fed = sent.length
  close()
  drain(100)
  expect(sent.length).toBe(fed)
  expect(writer.queuedBytes()).toBeGreaterThan(0)
})

test('a stranger who has not shaken hands cannot make us hold many packets, nor large ones (M15)', () => {
  const many = makeWaiting()
  expect(Array.from({ length: 65 }, () => many.add(bytes(1))).filter(Boolean)).toHaveLength(64)
  const large = makeWaiting()
  expect([large.add(bytes(MOST_HANDSHAKE_BYTES)), large.add(bytes(1))]).toEqual([true, false])

  const { channel, arrive } = makeSlowChannel()
  const wired = wire(channel, { now: MOST_HANDSHAKE_BYTES })
  for (let n = 0; n < 200; n++) arrive(framed(WHOLE, bytes(10)))
  const taken: Bytes[] = []
  const faults: string[] = []
  wired.onPacket(
    (packet) => void taken.push(packet),
    (reason) => void faults.push(reason),
  )
  expect([taken.length, faults]).toEqual([64, ['too-many']])
})

test('what came early is delivered first, then what comes (M5)', () => {
  const { channel, arrive } = makeSlowChannel()
  const wired = wire(channel, { now: 1 << 20 })
  arrive(framed(WHOLE, bytes(1)))
  arrive(framed(WHOLE, bytes(2)))
  const taken: number[] = []
  wired.onPacket(
    (packet) => void taken.push(packet.length),
    () => {},
  )
  arrive(framed(WHOLE, bytes(3)))
  expect(taken).toEqual([1, 2, 3])
})
