import type { BlobId, DeviceId } from '../protocol/ids.ts'
import type { Peer } from '../trust/judge.ts'

/** What a screen does with files that phones send. */
export type FileDesk = {
  /** Begins to fetch a file for the room, or goes on with it; a reason where the room does not take it. */
  put(who: Peer, file: { id: BlobId; name: string; size: number }): Promise<string | undefined>
  /** The sender, or somebody at a wall, does not want it any more. */
  cancel(id: BlobId): Promise<void>
  /** Who sends a file that is still on its way here. */
  senderOf(id: BlobId): DeviceId | undefined
  /** Hands a word of one phone about a file on to another; `onward`: also through another screen, whose phone that is. */
  tell(from: DeviceId, word: FileWord & { to: DeviceId; by: string }, onward: boolean): Promise<string | undefined>
}
/** What two phones say to each other about a file, by way of screens. */
export type FileWord = {
  id: BlobId
  say: 'ask' | 'accept' | 'decline' | 'cancel' | 'done'
  name?: string | undefined
  size?: number | undefined
  reason?: string | undefined
}
