import { createHash } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { concat, sameBytes, utf8, type Bytes } from '../../src/lib/bytes.ts'
import type { BlobId } from '../../src/protocol/ids.ts'
import { storeFor } from '../../src/storage/stored-room.ts'
import { blankDevice, breakDisk, enter, everyRow, flipped, oak, random, switchOn, tamper } from './kit.ts'

beforeEach(blankDevice)

test('a film goes in and out piece by piece, and no row holds more than 256 kB of it', async () => {
  const room = await open()
  const film = filmOf(1_000_000)
  const writer = room.openBlobWriter()
  for (let at = 0; at < film.length; at += 77_777) await writer.write(film.subarray(at, at + 77_777))
  const put = await writer.finish()
  expect(put).toEqual({ ok: true, value: idOf(film) })
  const chunks = (await everyRow()).filter(({ store }) => store === 'chunks')
  expect(chunks.map(({ value }) => (value as Bytes).length - 28)).toEqual([262_144, 262_144, 262_144, 213_568])
  const pieces: Bytes[] = []
  for await (const piece of room.readBlob(idOf(film))) if (piece.ok) pieces.push(piece.value)
  expect(idOf(concat(...pieces))).toBe(idOf(film)) // toEqual takes seconds over a million bytes
  expect(await isWhole(room, film)).toBe(true)
  expect(await room.usedBytes()).toBe(1_000_000)
})

test('bytes other than the expected ones are refused and leave nothing', async () => {
  const room = await open()
  const writer = room.openBlobWriter(idOf(utf8('the film')))
  await writer.write(utf8('an advertisement'))
  expect(await writer.finish()).toEqual({ ok: false, error: 'wrong-blob' })
  expect(await bodyRows()).toBe(0)
})

test('a blob that is given up half-way leaves nothing', async () => {
  const room = await open()
  const writer = room.openBlobWriter()
  await writer.write(filmOf(300_000))
  expect(await bodyRows()).toBe(1)
  await writer.abort()
  await writer.abort()
  expect(await bodyRows()).toBe(0)
})

test('a full disk ends a recording, and what was written of it goes', async () => {
  const room = await open()
  const writer = room.openBlobWriter()
  await writer.write(filmOf(300_000))
  const repair = breakDisk('QuotaExceededError')
  expect(await writer.write(filmOf(300_000))).toEqual({ ok: false, error: 'storage-full' })
  expect(await writer.finish()).toEqual({ ok: false, error: 'storage-full' })
  repair()
  expect(await bodyRows()).toBe(0)
})

test('a file that broke off is gone on with at its last whole chunk, after a restart too, and is the same file', async () => {
  const room = await open()
  const film = filmOf(1_000_000)
  const first = room.openBlobWriter()
  await first.write(film.subarray(0, 700_000))
  const again = await open()
  // Whoever means to go on with it says so to whoever tidies up meanwhile.
  await again.dropUnreferenced(new Set(), new Set([first.body]))
  const { writer, bytes } = await again.resumeBlobWriter(first.body)
  expect(bytes).toBe(2 * 262_144)
  await writer.write(film.subarray(bytes))
  expect(await writer.finish()).toEqual({ ok: true, value: idOf(film) })
  expect(await isWhole(again, film)).toBe(true)
  expect(await again.readBlobPart(idOf(film), 262_000, 300_000)).toEqual(film.subarray(262_000, 562_000))
  expect((await again.readBlobPart(idOf(film), 999_999, 300_000))?.length).toBe(1)
})

test('the same blob twice is kept once', async () => {
  const room = await open()
  await room.putBlob(utf8('photo'))
  await room.putBlob(utf8('photo'))
  const writer = room.openBlobWriter()
  await writer.write(utf8('photo'))
  expect(await writer.finish()).toEqual({ ok: true, value: idOf(utf8('photo')) })
  expect(await bodyRows()).toBe(2)
})

test('a damaged blob is not handed out; it counts as missing, and can be fetched again', async () => {
  const room = await open()
  const film = filmOf(600_000)
  await room.putBlob(film)
  await tamper('chunks', (key, value) => ([key].flat().at(-1) === 1 ? flipped(value) : value))
  const heard = []
  for await (const piece of room.readBlob(idOf(film))) heard.push(piece.ok ? piece.value.length : piece.error)
  expect(heard).toEqual([262_144, 'store-corrupt'])
  expect(await room.getBlob(idOf(film))).toBeUndefined()
  expect(await room.hasBlob(idOf(film))).toBe(false)
  await room.putBlob(film)
  expect(await isWhole(room, film)).toBe(true)
})

test('tidying takes what a crash left and what is unreadable, but nothing that is being written', async () => {
  const room = await open()
  const crashed = (await open()).openBlobWriter()
  await crashed.write(filmOf(300_000))
  await room.putBlob(utf8('forget me'))
  await tamper('blobs', (_, value) => flipped(value))
  expect(await room.getBlob(idOf(utf8('forget me')))).toBeUndefined()
  const recording = room.openBlobWriter()
  await recording.write(filmOf(300_000))
  const photo = await room.putBlob(utf8('photo'))

  expect((await room.dropUnreferenced(new Set(photo.ok ? [photo.value] : []))).ok).toBe(true)
  const kept = (await everyRow()).filter(({ store }) => store !== 'rooms').map(({ store }) => store)
  expect(kept).toEqual(['blobs', 'chunks', 'chunks'])
  const put = await recording.finish()
  expect(put.ok && (await room.getBlob(put.value))?.length).toBe(300_000)
})

test('a blob that is being put when somebody begins to tidy up is not tidied away', async () => {
  const room = await open()
  // At every moment of the putting: each turn of the event loop is one.
  for (let turns = 0, isPut = false; !isPut; turns++) {
    const putting = room.putBlob(utf8(`template ${turns}`)).finally(() => (isPut = true))
    for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate)
    if (isPut) break
    await room.dropUnreferenced(new Set())
    const kept = await putting
    expect(kept.ok && (await room.getBlob(kept.value)), `after ${turns} turns`).toEqual(utf8(`template ${turns}`))
    isPut = false
  }
})

async function open() {
  const store = await switchOn()
  return (await storeFor(store, oak)) ?? enter(store, oak)
}

/** Whether the room has a blob of exactly these bytes. */
async function isWhole(room: Awaited<ReturnType<typeof open>>, film: Bytes): Promise<boolean> {
  const found = await room.getBlob(idOf(film))
  return found !== undefined && sameBytes(found, film)
}

const bodyRows = async () => (await everyRow()).filter(({ store }) => store === 'blobs' || store === 'chunks').length
const idOf = (bytes: Bytes) => createHash('sha256').update(bytes).digest('base64url') as BlobId
/** Bytes that repeat nowhere near a chunk's length; random ones come 65,536 at a time. */
const filmOf = (length: number): Bytes => {
  const scene = random(65_521)
  return Uint8Array.from({ length }, (_, at) => ((scene[at % scene.length] ?? 0) + at / scene.length) & 255)
}
