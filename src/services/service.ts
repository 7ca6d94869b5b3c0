import type * as v from 'valibot'
import type { Bytes } from '../lib/bytes.ts'
import type { BlobId, DeviceId } from '../protocol/ids.ts'
import type { Result } from '../lib/result.ts'
import type { LentOffer } from '../protocol/page-offers.ts'
import type { DisplayTarget } from '../room/commons.ts'
import type { RoomDocs } from '../room/documents.ts'
import type { Author } from '../room/records.ts'
import type { Ask } from '../trust/authorize.ts'
import type { Peer } from '../trust/judge.ts'
import type { FileDesk } from './file-desk.ts'
import type { Batch, Stream } from './stream.ts'

/** What a service may use of the device it runs on. */
export type ServiceHost = {
  me: DeviceId
  docs: RoomDocs
  author: Author
  /** Whether the documents can take no more. */
  isFull(): boolean
  nameOf(device: DeviceId): string
  /** Draws a picture or a PDF's first page that lies among the room's files, and shows it; a reason where it cannot. */
  showFile(file: BlobId, target: DisplayTarget, by: Caller['by']): Promise<string | undefined>
  /** Turns the PDF that is up there to another page; a reason where that cannot be. */
  turnPage(target: DisplayTarget, to: number): Promise<string | undefined>
  files: Pick<FileDesk, 'put'>
  sounds: Sounds
  /** What this device's eye is doing, and how many faces are before it; undefined where it has none. */
  look(): { eye: string; faces: number } | undefined
  /** Whose faces are in a picture (a JPEG), as far as the room knows them; a reason where it cannot say. Nothing is kept. */
  identify(picture: Bytes, by: DeviceId): Promise<Result<FaceSeen[]>>
  /** Told when that may have changed. Returns its stop. */
  onLook(listener: () => void): () => void
}

/** One face of a picture. `isYours`: whose consent the caller's own device signed. `because`: why it is too poor to say. */
export type FaceSeen =
  | { is: 'known'; px: number; isYours: boolean; name: string }
  | { is: 'unknown'; px: number }
  | { is: 'too-poor'; px: number; because: string }

/** The sounds that every screen has. */
export const SOUNDS = ['chime', 'done', 'alert'] as const
export type SoundName = (typeof SOUNDS)[number]
/** What is to be heard at a screen. */
export type Sounds = { play(sound: SoundName): void; say(text: string): void }

/** Who called, and what a service needs to know of this one call. */
export type Caller = {
  who: Peer
  /** Who wrote something, as it is kept beside it. */
  by: { by: DeviceId; byName: string; visitor?: true }
  /** The same call again has the same id: use it as the id of what is made. 22 letters, base64url. */
  id: string
  /**
   * Aborts when the caller says that it is not wanted any more, or when its time is over. A caller whose link breaks says
   * nothing: it asks again by the same id, and is told what came of it.
   */
  signal: AbortSignal
  /** Of a service that says so, and of no other. */
  stream: Stream
}

/** A reason, or what is answered; nothing where there is nothing to say. */
export type Outcome = string | undefined | void | { answer: unknown }

/** Something a device can do for whoever is in the room. */
export type ServiceDef<S extends v.GenericSchema = v.GenericSchema> = {
  /** Such as `switch.set`: what it is about, then what it does. */
  kind: string
  /** Rises when the arguments change. */
  version: number
  args: S
  /** The right it asks of its caller: decided in trust/authorize.ts and nowhere else. */
  needs: Ask
  /**
   * It is not done within this time: the caller is told so. 4 s where it is not given, 30 s at most. In a stream it counts
   * anew from whatever the caller does.
   */
  withinMs?: number
  /** It is called in a stream. `takes`: what each item must be that the caller sends; without it, it sends none. */
  stream?: { takes?: v.GenericSchema }
  run(host: ServiceHost, args: v.InferOutput<S>, caller: Caller): Outcome | Promise<Outcome>
}

/** One service with its schema closed in, so that services of all schemas lie in one registry. */
export type Service = Omit<ServiceDef, 'run'> & {
  run(host: ServiceHost, args: unknown, caller: Caller): Outcome | Promise<Outcome>
}

/** Makes a service of its definition. `run` is called with arguments that the schema has let through, and only then. */
export function service<S extends v.GenericSchema>(def: ServiceDef<S>): Service {
  return { ...def, run: (host, args, caller) => def.run(host, args as v.InferOutput<S>, caller) }
}

/** What is asked of some device of the room. */
export type Asked = {
  id: string
  kind: string
  args: unknown
  /** This device and no other; else whichever of those that offer it is nearest. */
  on?: DeviceId | undefined
  withinMs?: number | undefined
}

/** One thing that a caller does about a stream. `n` counts items from 0 in each direction. */
export type Step = { id: string } & (
  | { step: 'open'; kind: string; args: unknown; withinMs?: number | undefined }
  | { step: 'pull'; n: number }
  | { step: 'push'; n: number; items: readonly unknown[]; isLast: boolean }
  | { step: 'cancel' }
)
/** What each of these is answered: who does it; what came; how many were taken. */
export type Stepped = { on: DeviceId } | Batch | { taken: number } | null

/** What another screen's phone is answered, and how busy we are: for the choice next time. */
export type Handed = { value: unknown; load: number }

/** How a screen calls services for whoever asks it to. */
export type ServiceDesk = {
  /** Runs it here, or hands it to the device that does it best; a named reason where it was not done. */
  call(who: Peer, asked: Asked): Promise<Result<unknown>>
  /** From another screen, at which `by` asked for it. */
  handed(by: DeviceId, asked: Asked): Promise<Result<Handed>>
  /** The caller does not want it any more. */
  cancel(by: DeviceId, id: string): void
  /** `on`: the device that does it, once it is known. */
  stream(who: Peer, on: DeviceId | undefined, step: Step): Promise<Result<unknown>>
  /** From another screen, at which `by` asked for it. */
  streamHanded(by: DeviceId, step: Step): Promise<Result<unknown>>
  /** All that pages offer through this member's device; a reason where that is refused. */
  offer(who: Peer, offers: readonly LentOffer[]): string | undefined
}
