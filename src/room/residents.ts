import type * as Y from 'yjs'
import * as v from 'valibot'
import { deviceId, encoded } from '../protocol/shape.ts'
import { dropRecord, putRecord, record, type Author } from './records.ts'

/* What only screens and admins read: never sent to another phone, in any form. */

/** The wall's PIN, as PBKDF2 of it: it guards against a passer-by at the wall, not against who holds the tablet's disk. */
const pin = v.object({ hash: encoded(64), salt: encoded(32) })
export type PinRecord = v.InferOutput<typeof pin>
export const pinOf = (residents: Y.Doc): PinRecord | undefined => record(residents, 'settings', 'pin', pin)
export const setPin = (residents: Y.Doc, value: PinRecord, author: Author) =>
  putRecord(residents, 'settings', 'pin', value, author)

const durations = v.object({ visitorAwayMinutes: v.pipe(v.number(), v.minValue(0), v.maxValue(240)) })
export type Durations = v.InferOutput<typeof durations>
export const durationsOf = (residents: Y.Doc): Durations =>
  record(residents, 'settings', 'durations', durations) ?? { visitorAwayMinutes: 15 }
export const setDurations = (residents: Y.Doc, value: Durations, author: Author) =>
  putRecord(residents, 'settings', 'durations', value, author)

/** Secrets of introduction: who knows them can ask to be introduced, and is then judged by its key. */
const secrets = v.object({
  introductions: encoded(64),
  backupTopic: encoded(64),
  backupToken: encoded(64),
  /** What they were before the last removals, the latest first: who was off meanwhile still knows only these. */
  older: v.optional(
    v.array(v.object({ introductions: encoded(64), backupToken: encoded(64), renewedMs: v.number() })),
    [],
  ),
})
export type RoomSecrets = v.InferOutput<typeof secrets>
export const secretsOf = (residents: Y.Doc): RoomSecrets | undefined =>
  record(residents, 'settings', 'secrets', secrets)
export const setSecrets = (residents: Y.Doc, value: RoomSecrets, author: Author) =>
  putRecord(residents, 'settings', 'secrets', value, author)

/** Where phones open the app, if not where this screen does: a wall fed by the box itself shows `localhost`. */
const phoneOrigin = v.object({ origin: v.pipe(v.string(), v.maxLength(200)) })
export const phoneOriginOf = (residents: Y.Doc): string | undefined =>
  record(residents, 'settings', 'phone-origin', phoneOrigin)?.origin || undefined
export const setPhoneOrigin = (residents: Y.Doc, origin: string, author: Author) =>
  putRecord(residents, 'settings', 'phone-origin', { origin }, author)

/** The open board while it is open: what applications must know to attach, and the screen that keeps it. */
const board = v.object({
  room: v.pipe(encoded(22), v.length(22)),
  password: v.pipe(encoded(22), v.length(22)),
  keeper: deviceId,
  /** It was begun afresh because the one before had grown too large. */
  grown: v.boolean(),
  /** It was begun afresh because a device that knew its password was removed from the room. */
  renewed: v.optional(v.boolean()),
})
export type BoardRecord = v.InferOutput<typeof board>
export const boardOf = (residents: Y.Doc): BoardRecord | undefined => record(residents, 'settings', 'board', board)
export const setBoard = (residents: Y.Doc, value: BoardRecord, author: Author) =>
  putRecord(residents, 'settings', 'board', value, author)
export const closeBoard = (residents: Y.Doc, author: Author) => dropRecord(residents, 'settings', 'board', author)
