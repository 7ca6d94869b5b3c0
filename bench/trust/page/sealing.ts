import { openDB } from 'idb'
import { realRandom } from '../../../src/platform/clock.ts'
import { makeSecretBox, placeOf, seal, unseal } from '../../../src/storage/sealed.ts'
import type { Bytes } from '../../../src/lib/bytes.ts'
import { spread, timed } from './timing.ts'

/** Rows of 1 kB and pieces of 256 kB into IndexedDB and back, sealed as rows are and bare, by turns. */
export async function sealing(times: number) {
  const db = await openDB('bench-sealing', 1, { upgrade: (fresh) => void fresh.createObjectStore('rows') })
  const key = await makeSecretBox()
  const place = placeOf('room', 'updates', 1)
  const measure = async (bytes: Bytes, times: number) => {
    const all = {
      writeMs: [] as number[],
      bareWriteMs: [] as number[],
      readMs: [] as number[],
      bareReadMs: [] as number[],
    }
    const put = async (row: Bytes) => {
      const tx = db.transaction('rows', 'readwrite', { durability: 'strict' })
      await Promise.all([tx.store.put(row, 'row'), tx.done])
    }
    for (let n = 0; n < times; n++) {
      all.bareWriteMs.push(await timed(() => put(bytes)))
      all.bareReadMs.push(await timed(() => db.get('rows', 'row')))
      all.writeMs.push(await timed(async () => put(await seal(key, realRandom, bytes, place))))
      all.readMs.push(await timed(async () => unseal(key, await db.get('rows', 'row'), place)))
    }
    return Object.fromEntries(Object.entries(all).map(([name, list]) => [name, spread(list)]))
  }
  const row = await measure(realRandom(1_024), times)
  const piece = await measure(concatOf(4, 65_536), Math.ceil(times / 4))
  db.close()
  return { row1kB: row, piece256kB: piece }
}

/** Browsers give at most 65,536 random bytes at once. */
function concatOf(parts: number, each: number): Bytes {
  const whole = new Uint8Array(parts * each)
  for (let n = 0; n < parts; n++) whole.set(realRandom(each), n * each)
  return whole
}
