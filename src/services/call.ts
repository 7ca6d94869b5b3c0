import type * as v from 'valibot'
import { err, ok, type Result } from '../lib/result.ts'
import type { BlobId, DeviceId } from '../protocol/ids.ts'
import { parse } from '../protocol/shape.ts'
import type { SignedStatement } from '../protocol/statement.ts'
import type { Occasions } from '../room/appearing.ts'
import { arePagesOpen, visitorsMayOf } from '../room/commons.ts'
import type { RoomDocs } from '../room/documents.ts'
import type { Author } from '../room/records.ts'
import { authorize, type Ask, type Denial } from '../trust/authorize.ts'
import type { Peer } from '../trust/judge.ts'
import type { AdminDesk } from './admin-calls.ts'
import type { EarAnswer, EarClaim } from './ear-calls.ts'
import type { FileDesk } from './file-desk.ts'
import type { Quotas } from './quotas.ts'
import type { ServiceDesk } from './service.ts'
import type { RecordingDesk } from './recording-desk.ts'

/** What a screen brings to answering a call. */
export type CallContext = {
  docs: RoomDocs
  author: Author
  nameOf(device: DeviceId): string
  setName(who: Peer, name: string): Promise<string | undefined>
  /** Gets a blob from the caller's device; a reason where it could not. */
  fetchBlob(who: Peer, blob: BlobId, size: number): Promise<string | undefined>
  files: FileDesk
  /** Makes a file appear by itself while these are here; with none of them, no more. */
  showWhen(who: Peer, file: string, occasions: Occasions): Promise<string | undefined>
  leave(who: Peer): Promise<void>
  showOut(device: DeviceId, by: Peer): Promise<string | undefined>
  unlock(): void
  quotas: Quotas
  /** Whether a document can take no more from phones. */
  isFull(): boolean
  /** What an admin granted this device beyond its role. */
  grantedTo(device: DeviceId): ReadonlySet<string>
  /** Keeps what a person agreed to or took back; a reason where it is not theirs to say. */
  agree(who: Peer, said: SignedStatement): Promise<string | undefined>
  faces: FaceDesk
  services: ServiceDesk
  recording: RecordingDesk
  /** What this screen's ears heard, for another screen that heard it too. */
  ears: { asked(by: DeviceId, heard: EarClaim): EarAnswer }
  admins: AdminDesk
}

/** What a screen does about faces for whoever calls. Each speaks for its own person only. */
export type FaceDesk = {
  enrol(
    who: Peer,
    enrolment: { template: Uint8Array<ArrayBuffer>; name: string },
  ): Promise<Result<{ receipt: string; untilMs: number }>>
  forget(who: Peer, receipt: string | undefined): Promise<string | undefined>
  /** What the room knows of the caller, and how far the forgetting under a receipt has come. */
  mine(who: Peer, receipt: string | undefined): FaceAccount
  notMe(who: Peer): Promise<string | undefined>
  vouch(who: Peer): void
}
export type FaceAccount = { receipt?: string; untilMs?: number; done?: string[]; outstanding?: string[] }

/** A reason, or nothing; `answer` is handed back to the caller. */
type Done = string | undefined | void | { answer: unknown }
/** One call: its right, the shape of its arguments, and what it does. */
export function call<S extends v.GenericSchema>(
  ask: Ask | ((room: CallContext, who: Peer, args: unknown) => Ask),
  schema: S,
  run: (room: CallContext, who: Peer, args: v.InferOutput<S>) => Done | Promise<Done>,
) {
  return async (room: CallContext, who: Peer, input: unknown): Promise<Result<unknown>> => {
    const args = parse(schema, input)
    const asked = typeof ask === 'string' ? ask : args.ok ? ask(room, who, args.value) : 'unknown'
    const denial = refusedTo(room, who, asked as Ask)
    if (denial) return err(denial)
    if (!args.ok) return err('malformed')
    const done = await run(room, who, args.value)
    return typeof done === 'string' ? err(done) : ok(done?.answer ?? null)
  }
}

/** Why this caller may not, as the room stands; undefined where they may. */
export function refusedTo(
  { docs, grantedTo }: Pick<CallContext, 'docs' | 'grantedTo'>,
  who: Peer,
  ask: Ask,
): Denial | undefined {
  const { commons } = docs
  const policy = {
    visitorsMay: visitorsMayOf(commons),
    granted: grantedTo(who.device),
    pagesOpen: arePagesOpen(commons),
  }
  const allowed = authorize(who, ask, policy)
  return allowed === 'allowed' ? undefined : allowed
}

/** Who wrote or showed something, as it is kept beside it. */
export const authorOf = (room: CallContext, { device, role }: Peer) => ({
  by: device,
  byName: room.nameOf(device),
  ...(role === 'visitor' && { visitor: true as const }),
})
