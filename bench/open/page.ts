import * as Y from 'yjs'
import type { Bytes } from '../../src/lib/bytes.ts'
import type { RoomId } from '../../src/protocol/ids.ts'
import { openStore } from '../../src/storage/open.ts'
import { makeSecretBox } from '../../src/storage/sealed.ts'
import { storeFor } from '../../src/storage/stored-room.ts'

/** So many changes come while the disk is busy with the ones before. */
const AT_ONCE = 20
const room = 'bench_________________' as RoomId
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))

/** Writes so many changes over time; `keys` is how many different ones. */
async function fill(changes: number, keys: number) {
  const store = await open()
  const pair = (await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as CryptoKeyPair
  const keyPair = { device: 'd'.repeat(43) as never, seal: '', signKey: pair.privateKey, sealKey: pair.privateKey }
  await store.rooms.eraseRoom(room)
  const secretBox = await makeSecretBox()
  await store.rooms.putRoom({ room, role: 'screen', keys: keyPair, secretBox, openedAtMs: 0 })
  const kept = await known(store)
  const doc = new Y.Doc()
  let slowestMs = 0
  doc.on('update', (update) => kept.appendUpdate('commons', 'e', update as Bytes))
  const startedMs = performance.now()
  for (let i = 0; i < changes; i++) {
    doc.getMap('notes').set(`key ${i % keys}`, { text: `change ${i}`, by: `device ${i % 7}`, rev: i })
    if (i % AT_ONCE !== 0) continue
    const beforeMs = performance.now()
    await kept.flush()
    slowestMs = Math.max(slowestMs, performance.now() - beforeMs)
  }
  await kept.close()
  store.close()
  const batches = changes / AT_ONCE
  return {
    perBatchMs: (performance.now() - startedMs) / batches,
    slowestMs,
    documentBytes: Y.encodeStateAsUpdate(doc).length,
  }
}

/** From nothing to a document that can be read. */
async function reopen() {
  const startedMs = performance.now()
  const store = await open()
  const found = await (await known(store)).loadDocument('commons')
  const loadedMs = performance.now()
  const doc = new Y.Doc()
  doc.transact(() => found?.updates.forEach((update) => Y.applyUpdate(doc, update)))
  const appliedMs = performance.now()
  store.close()
  const floor = Y.encodeStateAsUpdate(doc)
  const floorMs = performance.now()
  Y.applyUpdate(new Y.Doc(), floor)
  return {
    rows: found?.updates.length,
    loadMs: loadedMs - startedMs,
    applyMs: appliedMs - loadedMs,
    peerMs: performance.now() - floorMs,
    notes: doc.getMap('notes').size,
  }
}

async function open() {
  const opened = await openStore(random, 'osmose-bench')
  if (!opened.ok) throw new Error(opened.error)
  return opened.value
}

async function known(store: Awaited<ReturnType<typeof open>>) {
  const found = await storeFor(store, room)
  if (!found) throw new Error('the room is known')
  return found
}

Object.assign(globalThis, { fill, reopen })
