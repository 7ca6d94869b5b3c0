import type { BlobId, DeviceId } from '../protocol/ids.ts'
import type { SealedKey } from '../trust/minutes.ts'

/** What a screen does about recordings and minutes for whoever calls. Reasons are handed back; undefined is success. */
export type RecordingDesk = {
  start(byName: string): Promise<string | undefined>
  stop(id: string, byName: string): string | undefined
  no(id: string, device: DeviceId): string | undefined
  goOn(id: string, byName: string): string | undefined
  isParticipant(id: string, device: string): boolean
  listFor(device: DeviceId): MinutesEntry[]
  /** For the wall itself. */
  all(): MinutesEntry[]
  /** Logged under that name. Undefined where they are deleted. */
  take(id: string, to: 'opened' | 'exported', byName: string): Promise<TakenMinutes | undefined>
  remove(id: string, byName: string): Promise<string | undefined>
}

/** One of the room's minutes, as whoever may see them sees them in a list. */
export type MinutesEntry = {
  id: string
  fromMs: number
  /** Missing while it is still being recorded. */
  ms?: number
  byName: string
  log: { atMs: number; what: string; byName: string }[]
  /** Deleted: which screens have erased it, and which have still to. Names. */
  deleted?: { done: string[]; outstanding: string[] }
}

export type TakenMinutes = {
  fromMs: number
  periods: { n: number; fromMs: number; keys: SealedKey[] }[]
  blobs: { blob: BlobId; bytes: number }[]
}
