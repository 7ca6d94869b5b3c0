import * as v from 'valibot'
import type { Clock, Random } from '../lib/clock.ts'
import { ok, type Result } from '../lib/result.ts'
import type { RoomId } from '../protocol/ids.ts'
import { encoded, parse, text } from '../protocol/shape.ts'
import { memoryRoomStore } from '../storage/memory.ts'
import { openStore } from '../storage/open.ts'
import { storeFor } from '../storage/stored-room.ts'
import type { StoreFault } from '../storage/fault.ts'
import type { RoomStore } from '../storage/room-store.ts'
import { makeSecretBox } from '../storage/sealed.ts'
import type { DeviceKeys } from '../trust/keys.ts'
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

export async function openMemory(deps: { clock: Clock; random: Random }): Promise<Memory> {
  const opened = await openStore(deps.random)
  if (!opened.ok) return passingMemory(deps.clock)
  const store = opened.value
  return {
    lasting: true,
    async rooms() {
      const known = (await store.rooms.listRooms()).flatMap((entry) => {
        const meta = parse(roomMeta, entry.meta)
        return meta.ok
          ? [{ room: entry.room, role: entry.role, keys: entry.keys, meta: meta.value, openedAtMs: entry.openedAtMs }]
          : []
      })
      return known.sort((a, b) => b.openedAtMs - a.openedAtMs)
    },
    async keep(known) {
      const openedAtMs = deps.clock.now()
      const before = await store.rooms.getRoom(known.room)
      const secretBox = before?.secretBox ?? (await makeSecretBox())
      const kept = await store.rooms.putRoom({ ...known, secretBox, openedAtMs })
      return kept.ok ? ok({ ...known, openedAtMs }) : kept
    },
    async storeOf(room) {
      return (await storeFor(store, room)) ?? memoryRoomStore()
    },
    async erase(room) {
      await store.rooms.eraseRoom(room)
    },
  }
}

function passingMemory(clock: Clock): Memory {
  const rooms = new Map<RoomId, { known: KnownRoom; store: RoomStore }>()
  return {
    lasting: false,
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
