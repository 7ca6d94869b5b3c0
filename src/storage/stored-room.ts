import { makeListeners } from '../lib/listeners.ts'
import type { RoomId } from '../protocol/ids.ts'
import { type Blobs, openBlobs } from './blobs.ts'
import { openDocuments } from './documents.ts'
import type { StoreFault } from './fault.ts'
import type { Store } from './open.ts'
import type { RoomStore } from './room-store.ts'
import { openRows } from './rows.ts'
import { openSettings } from './settings.ts'
import { openStatements } from './statements.ts'

/** One room's part of the device's store, or undefined where the device does not know the room (`putRoom`). */
export async function storeFor(store: Store, room: RoomId): Promise<(RoomStore & Blobs) | undefined> {
  const entry = await store.rooms.getRoom(room)
  if (!entry) return undefined
  const faults = makeListeners<StoreFault>()
  const { random } = store
  const rows = openRows({ store, room, key: entry.secretBox, onFault: faults.tell })
  const { discard, ...documents } = openDocuments({ rows, random, onFault: faults.tell })
  return {
    ...documents,
    ...openStatements(rows),
    ...openSettings(rows),
    ...openBlobs({ rows, random }),
    erase() {
      discard()
      return store.rooms.eraseRoom(room)
    },
    onFault: faults.add,
    async close() {
      await documents.flush() // a fault is told to whoever wrote
    },
  }
}
