import * as Y from 'yjs'
import { expect, test } from 'vitest'
import { openTape } from '../../src/app/screen/recording-tape.ts'
import { err } from '../../src/lib/result.ts'
import { utf8 } from '../../src/lib/bytes.ts'
import { minutesBlobs, putMinutes } from '../../src/room/recording-minutes.ts'
import { memoryRoomStore } from '../../src/storage/memory.ts'
import { readPieces } from '../../src/trust/minutes-file.ts'
import { openMinutes } from '../../src/trust/minutes-open.ts'
import { periodsOf } from '../../src/room/recording-minutes.ts'
import { makePerson } from '../trust/people.ts'

const ID = 'abcdefghijkl'
const piece = (atMs: number) => ({ atMs, ms: 2_000, type: 'audio/words', bytes: utf8(`heard at ${atMs}`) })

test('what a full disk refused waits, in its order, and is kept when there is room again', async () => {
  const vault = new Y.Doc()
  const mia = await makePerson()
  const store = memoryRoomStore()
  let isFull = false
  let faults = 0
  let nowMs = 1_000
  const author = { screen: mia.keys.device, now: () => nowMs }
  putMinutes(vault, ID, { owner: author.screen, fromMs: nowMs, byName: 'Mia', parts: [] }, author)
  const tape = openTape({
    id: ID,
    documents: { get: () => vault } as never,
    store: { ...store, putBlob: (bytes) => (isFull ? Promise.resolve(err('storage-full')) : store.putBlob(bytes)) },
    author,
    roomClock: { now: () => nowMs } as never,
    random: (length) => new Uint8Array(length).fill(3),
    onFault: () => (faults += 1),
  })
  await tape.turn([{ device: mia.keys.device, seal: mia.keys.seal }])
  await tape.people(['Mia', ''])
  for (const full of [false, true, true, false]) {
    isFull = full
    const put = tape.begin()
    nowMs += 2_000
    await put(piece(nowMs))
  }
  expect(faults).toBe(2)
  await tape.people(['Mia', 'Vera'])
  isFull = true
  expect(await tape.keepAgain()).toBe(false)
  isFull = false
  expect(await tape.keepAgain()).toBe(true)

  const blobs = await Promise.all(minutesBlobs(vault, ID).map((blob) => store.getBlob(blob)))
  const pieces = blobs.flatMap((bytes) => (bytes ? readPieces(bytes).pieces : []))
  const periods = [...periodsOf(vault, ID)].map(([n, { fromMs, keys }]) => ({ n, fromMs, keys }))
  const opened = await openMinutes({ head: { id: ID, fromMs: 1_000, periods }, pieces, isCut: false }, mia.keys)
  expect(opened.damaged).toBe(0)
  // Who named herself later is there by her name.
  expect(opened.chapters.map(({ names }) => names)).toEqual([['Mia', 'Vera']])
  expect(opened.sounds.map(({ bytes }) => new TextDecoder().decode(bytes))).toEqual(
    [3_000, 5_000, 7_000, 9_000].map((ms) => `heard at ${ms}`),
  )
  expect(pieces.map(({ n }) => n)).toEqual(pieces.map(({ n }) => n).sort((a, b) => a - b))
})
