import type { Bytes } from '../../src/lib/bytes.ts'
import { makeListeners } from '../../src/lib/listeners.ts'
import { err, ok } from '../../src/lib/result.ts'
import type { KnownRoom, Memory } from '../../src/app/memory.ts'
import type { RoomId } from '../../src/protocol/ids.ts'
import type { StoreFault } from '../../src/storage/fault.ts'
import type { BlobWriter } from '../../src/storage/blob-writer.ts'
import { memoryRoomStore } from '../../src/storage/memory.ts'
import type { RoomStore } from '../../src/storage/room-store.ts'
import type { Chance } from './chance.ts'
import type { Timeline } from './time.ts'

/** What one transaction takes on a tablet's flash. */
const WRITE_MS = [2, 30] as const

/** A device's disk: it outlives the device's restarts, and what was not yet written when the power went is gone. */
export type SimDisk = {
  /** From now on it has no room: what is written is refused, or waits until there is room again. */
  isFull: boolean
}

export function makeDisk({ timeline, luck, state }: { timeline: Timeline; luck: Chance; state: SimDisk }) {
  const rooms = new Map<RoomId, { known: KnownRoom; store: RoomStore }>()
  let openedAtMs = 0

  return {
    /** The disk as one run of the device sees it. After `isOn` ends nothing is written, and no promise of it is kept. */
    memoryOf(isOn: () => boolean): Memory {
      const journals = new Map<RoomId, RoomStore>()
      return {
        lasting: true,
        rooms: () =>
          Promise.resolve([...rooms.values()].map(({ known }) => known).sort((a, b) => b.openedAtMs - a.openedAtMs)),
        keep(known) {
          const kept = { ...known, openedAtMs: ++openedAtMs }
          rooms.set(known.room, { known: kept, store: rooms.get(known.room)?.store ?? memoryRoomStore() })
          return Promise.resolve(ok(kept))
        },
        storeOf(room) {
          const found = journals.get(room) ?? journaled(rooms.get(room)?.store ?? memoryRoomStore(), isOn)
          journals.set(room, found)
          return Promise.resolve(found)
        },
        erase(room) {
          rooms.delete(room)
          return Promise.resolve()
        },
      }
    },
  }

  /** Writes take time and happen in the order they were asked for. What is read is what was written. */
  function journaled(disk: RoomStore, isOn: () => boolean): RoomStore {
    let waiting: (() => void)[] = []
    /** Documents' changes that found no room. */
    let held: (() => void)[] = []
    const faults = makeListeners<StoreFault>()
    let isWriting = false
    const write = () => {
      if (isWriting || waiting.length === 0) return
      isWriting = true
      const batch = waiting
      waiting = []
      timeline.soon(luck.between(...WRITE_MS), () => {
        if (!isOn()) return
        isWriting = false
        for (const run of batch) run()
        write()
      })
    }
    const after = <T>(run: () => Promise<T> | T): Promise<T> =>
      new Promise((resolve, reject) => {
        waiting.push(() => void Promise.resolve(run()).then(resolve, reject))
        write()
      })
    const slowed = (writer: BlobWriter): BlobWriter => ({
      body: writer.body,
      write: (bytes) => after(() => (state.isFull ? full() : writer.write(bytes))),
      finish: () => after(() => writer.finish()),
      abort: () => after(() => writer.abort()),
    })
    const full = () => Promise.resolve(err('storage-full' as const))
    const offer = () => {
      if (!state.isFull) for (const write of held.splice(0)) write()
      return state.isFull && held.length > 0 ? full() : disk.flush()
    }
    return {
      ...disk,
      appendUpdate(doc, epoch, update: Bytes) {
        const bytes = update.slice()
        void after(() => {
          if (!state.isFull && held.length === 0) return disk.appendUpdate(doc, epoch, bytes)
          held.push(() => disk.appendUpdate(doc, epoch, bytes))
          faults.tell('storage-full')
        })
      },
      replaceEpoch: (doc, epoch, baseline) => after(() => disk.replaceEpoch(doc, epoch, baseline)),
      putStatements: (items, ids) => after(() => disk.putStatements(items, ids)),
      dropStatements: (ids) => after(() => disk.dropStatements(ids)),
      setValue: (key, value) => after(() => disk.setValue(key, value)),
      putBlob: (bytes) => after(() => (state.isFull ? full() : disk.putBlob(bytes))),
      openBlobWriter: (expected) => slowed(disk.openBlobWriter(expected)),
      async resumeBlobWriter(body, expected) {
        const { writer, bytes } = await disk.resumeBlobWriter(body, expected)
        return { writer: slowed(writer), bytes }
      },
      dropUnreferenced: (keep, bodies) => after(() => disk.dropUnreferenced(keep, bodies)),
      flush: () => (isWriting || waiting.length > 0 ? after(offer) : offer()),
      onFault: faults.add,
      close: async () => {
        if (isWriting || waiting.length > 0) await after(() => undefined)
      },
    }
  }
}
