import type { Bytes } from '../lib/bytes.ts'
import type { Result } from '../lib/result.ts'
import type { BlobId, StatementId } from '../protocol/ids.ts'
import type { SignedStatement } from '../protocol/statement.ts'
import type { BlobWriter } from './blob-writer.ts'
import type { StoreFault } from './fault.ts'

/**
 * Everything one device keeps of one room. Two make it: `storeFor` on IndexedDB, sealed, and `memoryRoomStore` where
 * a browser has none (private mode) and in simulations. What cannot be read is set aside, never deleted in silence;
 * reading rejects only when the whole store is broken, since an empty answer would look like a new device.
 */
export type RoomStore = {
  /** What is stored of a document in its present epoch. `corrupt` counts rows that had to be set aside. */
  loadDocument(doc: string): Promise<{ epoch: string; updates: Bytes[]; corrupt: number } | undefined>
  /** Stored soon, together with what else is asked for in the meantime. On a fault it stays queued and `onFault` tells. */
  appendUpdate(doc: string, epoch: string, update: Bytes): void
  /** Starts the document afresh and drops its older epochs. Asked for several at once, all change over or none. */
  replaceEpoch(doc: string, epoch: string, baseline: Bytes): Promise<Result<void, StoreFault>>

  /** `ids[i]` names `items[i]`; storing the same again changes nothing. */
  putStatements(items: readonly SignedStatement[], ids: readonly StatementId[]): Promise<Result<void, StoreFault>>
  allStatements(): Promise<SignedStatement[]>
  dropStatements(ids: readonly StatementId[]): Promise<Result<void, StoreFault>>

  /** Small JSON values. Keys are words from our own code, readable on disk: never a person's name. */
  getValue(key: string): Promise<unknown>
  /** `undefined` takes the value away. */
  setValue(key: string, value: unknown): Promise<Result<void, StoreFault>>

  putBlob(bytes: Bytes): Promise<Result<BlobId, StoreFault>>
  /** The bytes whose SHA-256 is `id`, or undefined where they are not here or no longer whole. */
  getBlob(id: BlobId): Promise<Bytes | undefined>
  hasBlob(id: BlobId): Promise<boolean>
  /** What a blob weighs, if it is here. */
  blobBytes(id: BlobId): Promise<number | undefined>
  /** A part of a blob that is too large to hold, unproven; undefined where it is not here, or damaged. */
  readBlobPart(id: BlobId, from: number, most: number): Promise<Bytes | undefined>
  /** For what is too large to hold: a file, a recording. With `expected`, anything else is refused at the end. */
  openBlobWriter(expected?: BlobId): BlobWriter
  /** Goes on where a writer of that name stopped, also before a restart: at the last whole chunk, `bytes` from the start. */
  resumeBlobWriter(body: string, expected?: BlobId): Promise<{ writer: BlobWriter; bytes: number }>
  /**
   * Drops all others, and what a crash left behind; so `keep` also names what was put and is not referred to yet, and
   * `bodies` what somebody means to go on writing.
   */
  dropUnreferenced(keep: ReadonlySet<BlobId>, bodies?: ReadonlySet<string>): Promise<Result<void, StoreFault>>
  /** What the room's blobs weigh. */
  usedBytes(): Promise<number>

  /** Done when everything appended so far is stored, or cannot be. */
  flush(): Promise<Result<void, StoreFault>>
  /** Forgets the room on this device: its key first. Whatever is written afterwards is refused. */
  erase(): Promise<Result<void, StoreFault>>
  /** Tells of faults that no returned value tells of. */
  onFault(listener: (fault: StoreFault) => void): () => void
  /** Flushes. */
  close(): Promise<void>
}
