import * as v from 'valibot'
import { assert } from '../lib/assert.ts'
import { fromUtf8, utf8 } from '../lib/bytes.ts'
import type { Result } from '../lib/result.ts'
import type { RoomId } from '../protocol/ids.ts'
import { deviceId, parse, roomId } from '../protocol/shape.ts'
import { attempt, type StoreFault } from './fault.ts'
import type { Store } from './open.ts'
import { SHELVES, under } from './schema.ts'
import { placeOf, seal, unseal } from './sealed.ts'
import { inTransaction, put, remove } from './transaction.ts'

const cryptoKey = v.instance(CryptoKey)
const roomRow = v.object({
  room: roomId,
  role: v.picklist(['screen', 'member', 'visitor']),
  /** This device's identity in the room. */
  keys: v.object({ device: deviceId, seal: v.string(), signKey: cryptoKey, sealKey: cryptoKey }),
  /** Seals the room's rows on this device; made once (`makeSecretBox`), the same for as long as the room is known. */
  secretBox: cryptoKey,
  openedAtMs: v.number(),
  meta: v.unknown(),
})

/** A room this device knows. `meta` is JSON of the caller's, sealed on disk; undefined where it could not be read. */
export type RoomEntry = Omit<v.InferOutput<typeof roomRow>, 'meta'> & { meta?: unknown }

export type Rooms = {
  putRoom(entry: RoomEntry): Promise<Result<void, StoreFault>>
  getRoom(room: RoomId): Promise<RoomEntry | undefined>
  /** Rooms whose row is unreadable are left out, and left where they are. */
  listRooms(): Promise<RoomEntry[]>
  /** Forgets a room: afterwards no row of it is left. */
  eraseRoom(room: RoomId): Promise<Result<void, StoreFault>>
}

export function openRooms({ run, random }: Pick<Store, 'run' | 'random'>): Rooms {
  return {
    async putRoom(entry) {
      const { keys, secretBox } = entry
      for (const key of [keys.signKey, keys.sealKey, secretBox]) assert(!key.extractable, 'keys on disk stay there')
      const meta = await seal(secretBox, random, utf8(JSON.stringify(entry.meta ?? null)), placeOfMeta(entry.room))
      return attempt(() =>
        run((db) => inTransaction(db, ['rooms'], (tx) => put(tx, 'rooms', entry.room, { ...entry, meta }))),
      )
    },
    async getRoom(room) {
      return readEntry(await run((db) => db.get('rooms', room)))
    },
    async listRooms() {
      const entries = await Promise.all((await run((db) => db.getAll('rooms'))).map(readEntry))
      return entries.filter((entry) => entry !== undefined)
    },
    eraseRoom: (room) =>
      attempt(() =>
        run((db) =>
          inTransaction(db, ['rooms', 'quarantine', ...SHELVES], async (tx) => {
            // The key first: whatever a failing disk might leave behind cannot be opened any more.
            const key = remove(tx, 'rooms', room)
            const rows = [...SHELVES, 'quarantine' as const].map((shelf) => remove(tx, shelf, under(room)))
            await Promise.all([key, ...rows])
          }),
        ),
      ),
  }
}

async function readEntry(row: unknown): Promise<RoomEntry | undefined> {
  const parsed = parse(roomRow, row)
  if (!parsed.ok) return undefined
  const { room, secretBox, meta } = parsed.value
  const bytes = await unseal(secretBox, meta, placeOfMeta(room))
  const json = bytes && fromUtf8(bytes)
  // Sealed by us, so it is the JSON that we wrote.
  return { ...parsed.value, meta: json === undefined ? undefined : (JSON.parse(json) as unknown) }
}

const placeOfMeta = (room: RoomId) => placeOf(room, 'rooms', 'meta')
