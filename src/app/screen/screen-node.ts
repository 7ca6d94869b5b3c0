import type { Bytes } from '../../lib/bytes.ts'
import type { Bulk } from '../../mesh/bulk.ts'
import type { Calls } from '../../mesh/calls.ts'
import type { Documents } from '../../mesh/documents.ts'
import type { HeardBook } from '../../mesh/heard.ts'
import type { Neighbours } from '../../mesh/neighbours.ts'
import type { Presence } from '../../mesh/presence.ts'
import type { Voices } from '../../mesh/voices.ts'
import type { StatementBook } from '../../mesh/statement-book.ts'
import type { BlobId, DeviceId, RoomId } from '../../protocol/ids.ts'
import type { RoomDocs } from '../../room/documents.ts'
import type { Author } from '../../room/records.ts'
import type { RoomStore } from '../../storage/room-store.ts'
import type { Peer } from '../../trust/judge.ts'
import type { Signer } from '../../trust/keys.ts'
import type { Appearing } from './appearing.ts'
import type { OpenBoard } from './board.ts'
import type { VisitorCodes } from './codes.ts'
import type { Consents } from './consents.ts'
import type { Ears } from './ears.ts'
import type { ScreenFiles } from './files.ts'
import type { Ledger } from './ledger.ts'
import type { Pairing } from './pairing.ts'
import type { Recordings } from './recording.ts'
import type { Rules } from './rules.ts'
import type { Seeing } from './seeing.ts'
import type { ScreenServices } from './services.ts'
import type { ScreenSounds } from './sounds.ts'
import type { Shares } from './shares.ts'
import type { TypedCodes } from './typed.ts'
import type { Visitors } from './visitors.ts'
import type { DrawFile } from './drawn-file.ts'
import type { TurnPage } from './turn-page.ts'

/** A screen of a room, without anything to look at: what it holds, whom it is linked to, what it answers. */
export type ScreenNode = {
  me: DeviceId
  room: RoomId
  documents: Documents
  docs(): RoomDocs
  book: StatementBook
  neighbours: Neighbours
  presence: Presence
  calls: Calls
  bulk: Bulk
  codes: VisitorCodes
  typed: TypedCodes
  pairing: Pairing
  visitors: Visitors
  consents: Consents
  seeing: Seeing
  services: ScreenServices
  recording: Recordings
  ears: Ears
  /** What the walls' microphones hear now, where the room listens for sounds. */
  heard: HeardBook
  /** Which of the other screens say something aloud now. */
  voices: Voices
  board: OpenBoard
  ledger: Ledger
  files: ScreenFiles
  /** Draws a file of the room as a picture, and keeps that here; a reason where it is none. */
  drawFile: DrawFile
  turnPage: TurnPage
  appearing: Appearing
  rules: Rules
  /** Missing where nothing can show a moving picture. */
  shares: Shares | undefined
  author: Author
  /** The screen as itself in front of `authorize`: its buttons are in the hands of whoever stands there. */
  self: Peer
  /** An admin took this screen out of the room: its roster says so, or a screen that has proven itself. */
  onRemoved(listener: () => void): () => void
  sounds: ScreenSounds
  roomNow(): number
  /** Where phones open the app. */
  phoneOrigin(): string
  /** Gives this screen a name that no other device of the room has, where it has none. */
  nameMyself(name: string): void
  showOut(device: DeviceId): Promise<string | undefined>
  /** Visits from before end soon, unless a code is scanned meanwhile (T22). */
  askToScanAgain(): Promise<undefined>
  /** Until when visitors are asked to scan again; undefined while nobody is. */
  scanAgainUntilMs(): number | undefined
  remove(device: DeviceId): Promise<string | undefined>
  /** Puts this screen before all others by the recovery key, and takes `out` out of the room together with that. */
  recover(recovery: Signer, out: readonly DeviceId[]): Promise<string | undefined>
  /** A file's bytes, wherever in the room they are; for files that fit in memory. */
  readFile(blob: BlobId): Promise<Bytes | undefined>
  keepBlob(bytes: Bytes): ReturnType<RoomStore['putBlob']>
  blob(id: Parameters<RoomStore['getBlob']>[0]): Promise<Bytes | undefined>
  onUnlock(listener: () => void): () => void
  stop(): Promise<void>
}
