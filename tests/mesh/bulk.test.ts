import { expect, test } from 'vitest'
import { concat, toBase64url, type Bytes } from '../../src/lib/bytes.ts'
import { makeBulk, PART_BYTES, sourceOf } from '../../src/mesh/bulk.ts'
import type { BlobId } from '../../src/protocol/ids.ts'
import { sha256 } from '../../src/trust/derive.ts'
import { makeBench, somebody } from './wires.ts'

const idOf = async (bytes: Bytes) => toBase64url(await sha256(bytes)) as BlobId
const NOTHING = 'N'.repeat(43) as BlobId

/** Two linked screens, each with its own blobs. */
async function twoScreens(names: readonly [string, string] = ['hall', 'kitchen']) {
  const bench = makeBench('bulk')
  const [a, b] = names.map((name) => somebody(name)) as [ReturnType<typeof somebody>, ReturnType<typeof somebody>]
  const blobs = new Map<BlobId, Bytes>()
  /** A file that was cut short on the sender's disk. */
  const leftOf = new Map<BlobId, number>()
  const bulkOf = (peer: typeof a) =>
    makeBulk({
      me: peer.device,
      clock: bench.clock,
      random: bench.chance.fork(peer.name).bytes,
      serve(_link, blob) {
        const bytes = blobs.get(blob)
        const left = leftOf.get(blob)
        const source = bytes && sourceOf(left === undefined ? bytes : bytes.subarray(0, left))
        return Promise.resolve(source && { ...source, size: bytes.length })
      },
    })
  const [atA, atB] = [bulkOf(a), bulkOf(b)]
  const [toB, toA] = await bench.link(a, b)
  atA.attach(toB)
  atB.attach(toA)
  const keep = async (bytes: Bytes) => {
    const id = await idOf(bytes)
    blobs.set(id, bytes)
    return id
  }
  return {
    ...bench,
    a,
    b,
    atA,
    atB,
    toA,
    toB,
    blobs,
    keep,
    shrink: (id: BlobId, left: number) => void leftOf.set(id, left),
  }
}

const picture = (size: number, seed = 1): Bytes =>
  Uint8Array.from({ length: size }, (_, i) => (i * seed + (i >> 8)) & 255)
const isSame = (outcome: Bytes | string, bytes: Bytes) =>
  typeof outcome !== 'string' && Buffer.compare(outcome, bytes) === 0

test('a blob of any size arrives whole over a second connection (M17)', async () => {
  const { atA, toB, finish, keep, onFrame } = await twoScreens()
  const labels = new Set<string>()
  onFrame((_from, _to, label) => void labels.add(label))
  // The last one moves on a connection that is fed more by then (M14).
  for (const size of [0, 1, 48_000, 49_152, 3_000_000, 12_000_000]) {
    const bytes = picture(size)
    expect([size, isSame(await finish(atA.fetch(toB, await keep(bytes), 20 << 20)), bytes)]).toEqual([size, true])
  }
  expect(labels).toEqual(new Set(['calls', 'bulk']))
})

test('who does not have it, or may not give it, says so at once (M17)', async () => {
  const { atA, toB, finish, nowMs } = await twoScreens()
  const before = nowMs()
  expect(await finish(atA.fetch(toB, NOTHING, 1_000))).toBe('none')
  expect(nowMs() - before).toBeLessThan(2_000)
})

test('more than was agreed to is refused before it is held (M17)', async () => {
  const { atA, toB, finish, keep } = await twoScreens()
  expect(await finish(atA.fetch(toB, await keep(picture(100_000)), 99_999))).toBe('too-large')
})

test('other bytes than were asked for are not the blob, whoever sends them (M17)', async () => {
  const { atA, toB, finish, blobs } = await twoScreens()
  const wanted = await idOf(picture(5_000))
  blobs.set(wanted, picture(5_000, 3))
  expect((await finish(atA.fetch(toB, wanted, 20 << 20))) === 'none').toBe(true)
})

test('a sender that goes silent stalls for ten seconds, one whose link closes not even that (M17)', async () => {
  const { atA, toB, finish, keep, advance, network, nowMs } = await twoScreens()
  const id = await keep(picture(5 << 20))
  const fetching = atA.fetch(toB, id, 20 << 20)
  await advance(150)
  network.cut('hall', 'kitchen')
  const cutAtMs = nowMs()
  expect(await finish(fetching)).toBe('stalled')
  expect(nowMs() - cutAtMs).toBeGreaterThan(9_000)
  expect(nowMs() - cutAtMs).toBeLessThan(10_500)
  const again = atA.fetch(toB, id, 20 << 20)
  await advance(100)
  toB.close('silent')
  expect(await finish(again)).toBe('stalled')
  expect(nowMs() - cutAtMs).toBeLessThan(11_000)
})

test('a film is read part by part, from wherever it broke off, and what was not asked for does not move (M17)', async () => {
  const { atA, toB, finish, keep, onFrame } = await twoScreens()
  const film = picture(5 * PART_BYTES + 12_345)
  const id = await keep(film)
  let moved = 0
  onFrame((from, _to, label, frame) => (moved += label === 'bulk' && from === 'kitchen' ? frame.length : 0))
  const taken: Bytes[] = []
  const readFrom = async (from: number, most: number) => {
    for await (const piece of atA.read(toB, id, from, film.length)) {
      if (!piece.ok) return piece.error
      taken.push(piece.value)
      if (taken.length >= most) return 'enough'
    }
    return 'whole'
  }
  expect(await finish(readFrom(0, 1))).toBe('enough')
  // Three parts ahead of the one that was taken, and no more, however long nobody takes another.
  expect(moved).toBeLessThan(5 * PART_BYTES)
  expect(await finish(readFrom(PART_BYTES, Infinity))).toBe('whole')
  expect(isSame(concat(...taken), film)).toBe(true)
})

test('a film of another length than was agreed, or whose source gives out, ends with a reason (M17)', async () => {
  const { atA, toB, finish, keep, shrink } = await twoScreens()
  const film = picture(3 * PART_BYTES)
  const id = await keep(film)
  const endOf = async (size: number) => {
    for await (const piece of atA.read(toB, id, 0, size)) if (!piece.ok) return piece.error
    return 'whole'
  }
  expect(await finish(endOf(film.length - 1))).toBe('none')
  shrink(id, PART_BYTES + 5)
  expect(await finish(endOf(film.length))).toBe('none')
})

test('both ask each other at once: one connection stands, and both get what they asked for (M17)', async () => {
  for (const names of [
    ['hall', 'kitchen'],
    ['den', 'loft'],
  ] as const) {
    const { atA, atB, toA, toB, finish, keep } = await twoScreens(names)
    const [one, two] = [picture(200_000), picture(300_000, 7)]
    const [first, second] = await finish(
      Promise.all([atA.fetch(toB, await keep(one), 1 << 20), atB.fetch(toA, await keep(two), 1 << 20)]),
    )
    expect([isSame(first, one), isSame(second, two)]).toEqual([true, true])
  }
})

test('several blobs over one connection do not get into each other (M17)', async () => {
  const { atA, toB, finish, keep } = await twoScreens()
  const pictures = [1, 2, 3, 4, 5].map((seed) => picture(seed * 90_000, seed))
  const ids = await Promise.all(pictures.map(keep))
  const outcomes = await finish(Promise.all(ids.map((id) => atA.fetch(toB, id, 20 << 20))))
  expect(outcomes.map((outcome, i) => isSame(outcome, pictures[i] as Bytes))).toEqual(pictures.map(() => true))
})
