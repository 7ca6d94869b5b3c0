import * as Y from 'yjs'
import { expect, test } from 'vitest'
import type { BlobId } from '../../src/protocol/ids.ts'
import {
  blobsOfMinutes,
  deleteMinutes,
  dropContents,
  joinPieces,
  logMinutes,
  minutesById,
  minutesLogs,
  periodsOf,
  piecesOf,
  putMinutes,
  putPeriod,
  putPiece,
} from '../../src/room/recording-minutes.ts'
import { makePerson } from '../trust/people.ts'

const [MORNING, NOON] = ['morningmorn1', 'noonnoonnoon']
const { keys } = await makePerson()
const blob = (n: number) => `${'b'.repeat(40)}${String(n).padStart(3, '0')}` as BlobId

function aVault() {
  const vault = new Y.Doc()
  let nowMs = 1_000
  const author = { screen: keys.device, now: () => (nowMs += 10) }
  for (const id of [MORNING, NOON])
    putMinutes(vault, id, { owner: keys.device, fromMs: nowMs, byName: 'Mia', parts: [] }, author)
  return { vault, author }
}

test('each has its own periods, pieces, log and blobs, in order, whatever was written in between', () => {
  const { vault, author } = aVault()
  for (let n = 0; n < 12; n++) {
    for (const [at, id] of [MORNING, NOON].entries()) {
      putPeriod(vault, id, n, { fromMs: n, keys: [] }, author)
      putPiece(vault, id, n, blob(100 * at + n), author)
      logMinutes(vault, `${at}${n}`, { minutes: id, what: n === 0 ? 'asked' : 'opened', byName: `${n}` }, author)
    }
  }
  expect([...periodsOf(vault, NOON).keys()]).toEqual(Array.from({ length: 12 }, (_, n) => n))
  expect(
    minutesLogs(vault)
      .get(NOON)
      ?.map(({ byName }) => Number(byName)),
  ).toEqual([...periodsOf(vault, NOON).keys()])
  expect(blobsOfMinutes(vault).get(NOON)).toEqual(Array.from({ length: 12 }, (_, n) => blob(100 + n)))

  // What is put together comes first, and its pieces are not there twice.
  const noon = minutesById(vault, NOON)
  if (noon) joinPieces(vault, noon, blob(900), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], author)
  expect(blobsOfMinutes(vault).get(NOON)).toEqual([blob(900), blob(110), blob(111)])
  expect(blobsOfMinutes(vault).get(MORNING)?.length).toBe(12)
})

test('deleted minutes have no blobs, and a key or piece that comes in late goes, too', () => {
  const { vault, author } = aVault()
  putPeriod(vault, NOON, 0, { fromMs: 0, keys: [] }, author)
  putPeriod(vault, MORNING, 0, { fromMs: 0, keys: [] }, author)
  putPiece(vault, NOON, 0, blob(1), author)
  deleteMinutes(vault, NOON, author)
  // After an epoch the keys before it are not even marked: this one has nothing next to it.
  putPeriod(vault, NOON, 7, { fromMs: 7, keys: [] }, author)
  putPiece(vault, NOON, 7, blob(2), author)
  expect(blobsOfMinutes(vault).has(NOON)).toBe(false)
  dropContents(vault, NOON, author)
  expect(vault.getMap('minutes-keys').get(`${NOON}~7`)).toMatchObject({ gone: true })
  expect(piecesOf(vault, NOON).size).toBe(0)
  expect(periodsOf(vault, MORNING).size).toBe(1)
  // Again changes nothing: a screen that is still erasing must not write for ever.
  const before = Y.encodeStateVector(vault)
  dropContents(vault, NOON, author)
  expect(Y.encodeStateVector(vault)).toEqual(before)
})
