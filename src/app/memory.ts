import * as v from 'valibot'
import type { Clock, Random } from '../lib/clock.ts'
import { ok, type Result } from '../lib/result.ts'
import type { RoomId } from '../protocol/ids.ts'
import { encoded, parse, text } from '../protocol/shape.ts'
import { memoryRoomStore } from '../storage/memory.ts'
import { openStore } from '../storage/open.ts'
import { storeFor } from '../storage/stored-room.ts'
import { attempt, type StoreFault } from '../storage/fault.ts'
import type { RoomStore } from '../storage/room-store.ts'
import { makeSecretBox } from '../storage/sealed.ts'
import type { DeviceKeys } from '../trust/keys.ts'
import { heardStore } from './heard-store.ts'
import { entryPapers } from './papers.ts'

/** What a device needs to find a room again, beside what the room's documents say. */
const roomMeta = v.object({
  name: text(80),
  place: text(120),
  /** A screen's secret of introductions. */
  introductions: v.optional(encoded(64)),
  /** A phone's papers. */
  papers: v.optional(entryPapers),
})
export type RoomMeta = v.InferOutput<typeof roomMeta>
export type KnownRoom = {
  room: RoomId
  role: 'screen' | 'member' | 'visitor'
  keys: DeviceKeys
  meta: RoomMeta
  openedAtMs: number
}

/** The rooms this device knows, on its disk; in memory only where the browser has no disk for us (private mode). */
export type Memory = {
  lasting: boolean
  /** Most recently opened first. */
  rooms(): Promise<KnownRoom[]>
  keep(known: Omit<KnownRoom, 'openedAtMs'>): Promise<Result<KnownRoom, StoreFault>>
  storeOf(room: RoomId): Promise<RoomStore>
  erase(room: RoomId): Promise<void>
}
/** `trouble`: why a room that was kept here may be missing from `rooms`, which then says nothing of it. */
export type DiskMemory = Memory & { trouble(): Promise<StoreFault | undefined> }

export async function openMemory(deps: { clock: Clock; random: Random }): Promise<DiskMemory> {
  const opened = await openStore(deps.random)
  if (!opened.ok) return passingMemory(deps.clock)
  const store = opened.value
  /** One for a room while it is open, so that whoever listens for its faults hears of every write. */
  const stores = new Map<RoomId, Promise<RoomStore | undefined>>()

  async function list() {
    const listed = await attempt(() => Promise.all([store.rooms.listRooms(), store.run((db) => db.count('rooms'))]))
    if (!listed.ok) return { known: [], trouble: listed.error }
    const [entries, rows] = listed.value
    const known = entries.flatMap((entry) => {
      const meta = parse(roomMeta, entry.meta)
      return meta.ok
        ? [{ room: entry.room, role: entry.role, keys: entry.keys, meta: meta.value, openedAtMs: entry.openedAtMs }]
        : []
    })
    return { known, trouble: known.length < rows ? ('store-corrupt' as const) : undefined }
  }

  async function openRoomStore(room: RoomId): Promise<RoomStore | undefined> {
    const kept = await storeFor(store, room)
    if (!kept) return undefined
    const heard = heardStore(kept)
    return {
      ...heard,
      close() {
        stores.delete(room)
        return heard.close()
      },
    }
  }

  return {
    lasting: true,
    rooms: async () => (await list()).known.sort((a, b) => b.openedAtMs - a.openedAtMs),
    trouble: async () => (await list()).trouble,
    async keep(known) {
      const openedAtMs = deps.clock.now()
      const before = await store.rooms.getRoom(known.room)
      const secretBox = before?.secretBox ?? (await makeSecretBox())
      const kept = await store.rooms.putRoom({ ...known, secretBox, openedAtMs })
      return kept.ok ? ok({ ...known, openedAtMs }) : kept
    },
    async storeOf(room) {
      const open = stores.get(room) ?? openRoomStore(room)
      stores.set(room, open)
      const found = await open
      if (!found) stores.delete(room)
      return found ?? memoryRoomStore()
    },
    async erase(room) {
      stores.delete(room)
      await store.rooms.eraseRoom(room)
    },
  }
}

function passingMemory(clock: Clock): DiskMemory {
  const rooms = new Map<RoomId, { known: KnownRoom; store: RoomStore }>()
  return {
    lasting: false,
    trouble: () => Promise.resolve('storage-broken'),
    rooms: () => Promise.resolve([...rooms.values()].map(({ known }) => known)),
    keep(known) {
      const kept = { ...known, openedAtMs: clock.now() }
      rooms.set(known.room, { known: kept, store: rooms.get(known.room)?.store ?? memoryRoomStore() })
      return Promise.resolve(ok(kept))
    },
    storeOf: (room) => Promise.resolve(rooms.get(room)?.store ?? memoryRoomStore()),
    erase(room) {
      rooms.delete(room)
      return Promise.resolve()
    },
  }
}
