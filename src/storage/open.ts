import { openDB } from 'idb'
import type { Random } from '../lib/clock.ts'
import type { Result } from '../lib/result.ts'
import { attempt, type StoreFault } from './fault.ts'
import { openRooms, type Rooms } from './rooms.ts'
import { type Database, type Schema, upgrade, VERSION } from './schema.ts'

/** This origin's one database. */
export type Store = {
  rooms: Rooms
  random: Random
  /** Runs `use` on an open connection, and once more on a fresh one where the browser had dropped the first. */
  run<T>(use: (db: Database) => Promise<T>): Promise<T>
  close(): void
}

/** Fails where the browser has no IndexedDB or denies it (private mode): `memoryRoomStore` is for those. */
export async function openStore(random: Random, name = 'osmose'): Promise<Result<Store, StoreFault>> {
  let connection: Database | undefined
  let opening: Promise<Database> | undefined

  const connect = async (): Promise<Database> => {
    if (connection) return connection
    // A newer release in another tab waits until we let go; what we ask for afterwards fails as `storage-broken`.
    opening ??= openDB<Schema>(name, VERSION, { upgrade, blocking: close, terminated: close })
    try {
      return (connection = await opening)
    } finally {
      opening = undefined
    }
  }

  async function run<T>(use: (db: Database) => Promise<T>): Promise<T> {
    try {
      return await use(await connect())
    } catch (error) {
      if (!isLostConnection(error)) throw error
      close()
      return use(await connect())
    }
  }

  function close(): void {
    connection?.close()
    connection = undefined
  }

  return attempt(async () => {
    if (!globalThis.indexedDB) throw new DOMException('', 'NotSupportedError')
    await connect()
    return { rooms: openRooms({ run, random }), random, run, close }
  })
}

/** Safari drops connections of pages that were in the background ("Connection to Indexed Database server lost"). */
const isLostConnection = (error: unknown): boolean =>
  error instanceof DOMException && (error.name === 'InvalidStateError' || error.name === 'UnknownError')
