import { readFile } from 'node:fs/promises'
import { beforeEach, expect, test } from 'vitest'
import { fromBase64url, utf8 } from '../../src/lib/bytes.ts'
import type { BlobId } from '../../src/protocol/ids.ts'
import { VERSION } from '../../src/storage/schema.ts'
import { blankDevice, notesIn, oak, roomOf, switchOn } from './kit.ts'

/*
 * Databases of released versions, frozen: rows as that release wrote them, and the key it sealed them with. A new
 * version adds a file and a line here, and leaves the older ones as they are.
 */
const RELEASED = [1]

beforeEach(blankDevice)

test.each(RELEASED)('a tablet that was last on with version %i opens with everything in it', async (version) => {
  await thaw(version)
  const store = await switchOn()
  expect(await store.rooms.listRooms()).toMatchObject([{ room: oak, role: 'screen', meta: { name: 'Oak' } }])
  const room = await roomOf(store, oak)
  const commons = await room.loadDocument('commons')
  expect(commons).toMatchObject({ epoch: 'epoch-1', corrupt: 0 })
  expect(notesIn(commons?.updates)).toEqual({ n1: { text: 'first note' }, n2: { text: 'second note' } })
  expect(await room.allStatements()).toEqual([{ text: '{"kind":"root"}', sig: 'x'.repeat(86) }])
  expect(await room.getValue('effects')).toEqual({ lamp: 3 })
  expect(await room.getBlob('1OJNdJpP4vFhry3pE8BAKwTjrih9r9D52_pKXFbGkoU' as BlobId)).toEqual(utf8('a photo'))
})

test('every released version is among them', () => {
  expect(RELEASED).toEqual(Array.from({ length: VERSION }, (_, at) => at + 1))
})

type Frozen = { secretBox: string; rows: Record<string, [key: string | (string | number)[], row: unknown][]> }

async function thaw(version: number): Promise<void> {
  const file = new URL(`fixtures/version-${version}.json`, import.meta.url)
  const frozen = JSON.parse(await readFile(file, 'utf8')) as Frozen
  const raw = bytesOf(frozen.secretBox)
  const secretBox = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])
  await new Promise<void>((done, failed) => {
    const opening = indexedDB.open('osmose', version)
    opening.onupgradeneeded = () => {
      for (const [name, rows] of Object.entries(frozen.rows)) {
        const shelf = opening.result.createObjectStore(name)
        for (const [key, row] of rows) shelf.put(name === 'rooms' ? withKeys(row, secretBox) : bytesOf(row), key)
      }
    }
    opening.onsuccess = () => {
      opening.result.close()
      done()
    }
    opening.onerror = () => failed(opening.error ?? new Error('no reason given'))
  })
}

/** Keys cannot be frozen in a file; which they are does not matter here. */
function withKeys(row: unknown, secretBox: CryptoKey) {
  const entry = row as { keys: object; meta: string }
  const keys = { ...entry.keys, signKey: secretBox, sealKey: secretBox }
  return { ...entry, meta: bytesOf(entry.meta), secretBox, keys }
}

function bytesOf(text: unknown) {
  const bytes = fromBase64url(text as string)
  if (!bytes) throw new Error('a fixture is not base64url')
  return bytes
}
