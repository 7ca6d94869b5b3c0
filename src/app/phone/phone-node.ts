import type { Bytes } from '../../lib/bytes.ts'
import type { Result } from '../../lib/result.ts'
import type { Bulk, Source } from '../../mesh/bulk.ts'
import type { CallHandler } from '../../mesh/calls.ts'
import type { Documents } from '../../mesh/documents.ts'
import type { Link } from '../../mesh/link.ts'
import type { Presence } from '../../mesh/presence.ts'
import type { StatementBook } from '../../mesh/statement-book.ts'
import type { BlobId, DeviceId } from '../../protocol/ids.ts'
import type { RoomStore } from '../../storage/room-store.ts'
import type { CallName } from '../../services/room-calls.ts'
import type { DeviceKeys } from '../../trust/keys.ts'
import type { EntryPapers } from '../papers.ts'
import type { AskRoom } from './asking.ts'
import type { PhoneCompany } from './company.ts'
import type { PhoneConsents } from './consents.ts'
import type { Outbox } from './outbox.ts'

/** Where this phone stands with its room. `over` means: what it held of the room is erased. */
export type Standing =
  | { at: 'coming' | 'live' | 'away' | 'offline' }
  | { at: 'left' | 'expired' | 'refused'; reason: string; over: true }

/** A phone in a room, without anything to look at. */
export type PhoneNode = {
  me: DeviceId
  role: 'visitor' | 'member'
  isAdmin(): boolean
  documents: Documents
  book: StatementBook
  presence: Presence
  company: PhoneCompany
  /** What an admin granted this visitor for this visit, beyond what all visitors may. */
  granted(): ReadonlySet<string>
  /** As this room's screens have it. */
  roomNow(): number
  consents: PhoneConsents
  standing(): Standing
  /** The screen this phone is at. */
  homeScreen(): DeviceId | undefined
  papers(): EntryPapers
  /** How long a visitor who is out of reach may still come back without scanning. */
  minutesLeft(): number
  /** This visit is from before everybody was asked to scan again, and ends soon. */
  isAskedToScan(): boolean
  /** Name and place as last known. */
  facts(): { name: string; place: string } | undefined
  /** What this person is called here; empty where they have not said. */
  myName(): string
  /** Every screen this phone is at hears it, so that the name stays when one of them goes. */
  setName(name: string): Promise<Result<unknown>>
  onChange(listener: () => void): () => void
  call: AskRoom
  /** Notes on their way into the room. */
  outbox: Outbox
  /** Keeps bytes so that a screen can fetch them, and says their id. */
  offerBlob(bytes: Bytes): Promise<BlobId>
  blob(id: BlobId): Promise<Bytes | undefined>
  /** What else a phone does with its links: files. */
  under: {
    keys: DeviceKeys
    store: RoomStore
    bulk: Bulk
    home(): Link | undefined
    /** Each link to a screen, those that are there already first. */
    onLink(listener: (link: Link) => void): () => void
    /** Asks this one screen, whether or not it is the home. */
    askAt(link: Link, name: CallName, args: object): Promise<Result<unknown>>
    /** Answers what screens call here, and serves what links ask for. */
    answer(name: string, handler: CallHandler): () => void
    serve(source: (link: Link, name: BlobId) => Source | undefined): () => void
  }
  /** The phone woke. */
  hurry(): void
  leave(): Promise<void>
  stop(): Promise<void>
}
