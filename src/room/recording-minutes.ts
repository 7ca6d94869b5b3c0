import type * as Y from 'yjs'
import * as v from 'valibot'
import type { BlobId, DeviceId } from '../protocol/ids.ts'
import { blobId, counter, deviceId, encoded, text } from '../protocol/shape.ts'
import { dropRecord, putRecord, record, records, type Author, type Stamp } from './records.ts'

/* Sealed minutes, as screens alone read of them. Screens keep the bytes and cannot open them. */

const id = v.pipe(encoded(12), v.length(12))
const minutes = v.object({
  owner: deviceId,
  /** When it was asked for. */
  fromMs: counter,
  /** How long it is, once it has ended. */
  ms: v.optional(counter),
  byName: text(60),
  /** Sealed pieces put together, in order; what came since is in records of its own. */
  parts: v.pipe(v.array(blobId), v.maxLength(1_000)),
})
type MinutesRecord = v.InferOutput<typeof minutes>
export type Minutes = MinutesRecord & Stamp & { id: string }

export const minutesOf = (vault: Y.Doc): Minutes[] =>
  [...records(vault, 'minutes', minutes)]
    .map(([key, value]) => ({ id: key, ...value }))
    .sort((a, b) => b.fromMs - a.fromMs || (a.id < b.id ? -1 : 1))
export const minutesById = (vault: Y.Doc, key: string): Minutes | undefined => {
  const found = record(vault, 'minutes', key, minutes)
  return found && { id: key, ...found }
}
export const putMinutes = (vault: Y.Doc, key: string, value: MinutesRecord, author: Author) =>
  putRecord(vault, 'minutes', key, value, author)

/** A key that was in use from then on, sealed to each device that had agreed and was in the meeting. */
const period = v.object({
  fromMs: counter,
  keys: v.pipe(v.array(v.object({ device: deviceId, box: encoded(200) })), v.maxLength(500)),
})
export type Period = v.InferOutput<typeof period>
/** In order. They are numbered without a gap, so each is looked up: a room keeps those of many meetings. */
export function periodsOf(vault: Y.Doc, minutesId: string): Map<number, Period> {
  const found = new Map<number, Period>()
  const all = vault.getMap('minutes-keys')
  for (let n = 0; all.has(`${minutesId}~${n}`); n++) {
    const known = record(vault, 'minutes-keys', `${minutesId}~${n}`, period)
    if (known) found.set(n, known)
  }
  return found
}
export const putPeriod = (vault: Y.Doc, minutesId: string, n: number, value: Period, author: Author) =>
  putRecord(vault, 'minutes-keys', `${minutesId}~${n}`, value, author)

const piece = v.object({ blob: blobId })
/** Sealed pieces that no part holds yet, by number. */
export const piecesOf = (vault: Y.Doc, minutesId: string): Map<number, Piece> =>
  allPieces(vault).get(minutesId) ?? new Map<number, Piece>()
type Piece = { blob: BlobId; at: number }
export const putPiece = (vault: Y.Doc, minutesId: string, n: number, blob: BlobId, author: Author) =>
  putRecord(vault, 'minutes-pieces', `${minutesId}~${n}`, { blob }, author)
/** These pieces are in a part now. */
export function joinPieces(vault: Y.Doc, of: Minutes, part: BlobId, pieces: readonly number[], author: Author): void {
  vault.transact(() => {
    const { id: key, owner, fromMs, ms, byName, parts } = of
    putMinutes(vault, key, { owner, fromMs, byName, parts: [...parts, part], ...(ms !== undefined && { ms }) }, author)
    for (const n of pieces) dropRecord(vault, 'minutes-pieces', `${key}~${n}`, author)
  })
}

/** Who may open some of it: ever had a key. It stays known after the keys are gone. */
export const participantsOf = (vault: Y.Doc, minutesId: string): Set<DeviceId> =>
  new Set([
    ...[...periodsOf(vault, minutesId).values()].flatMap(({ keys }) => keys.map(({ device }) => device)),
    ...(record(vault, 'minutes-gone', minutesId, gone)?.people ?? []),
  ])

const logged = v.object({
  minutes: id,
  what: v.picklist(['asked', 'everyone', 'ended', 'opened', 'exported', 'deleted']),
  byName: text(60),
})
export type MinutesLog = v.InferOutput<typeof logged> & Stamp
/** What happened to each, in order. */
export function minutesLogs(vault: Y.Doc): Map<string, MinutesLog[]> {
  const logs = new Map<string, MinutesLog[]>()
  for (const [, value] of records(vault, 'minutes-log', logged)) {
    const log = logs.get(value.minutes)
    if (log) log.push(value)
    else logs.set(value.minutes, [value])
  }
  for (const log of logs.values()) log.sort((a, b) => a.at - b.at)
  return logs
}
export const logMinutes = (vault: Y.Doc, key: string, value: v.InferOutput<typeof logged>, author: Author) =>
  putRecord(vault, 'minutes-log', key, value, author)

/** Deleted, for ever: whatever a screen that was away still writes of it counts no more. */
const gone = v.object({ people: v.pipe(v.array(deviceId), v.maxLength(500)) })
export const isDeleted = (vault: Y.Doc, minutesId: string) =>
  record(vault, 'minutes-gone', minutesId, gone) !== undefined
export function deleteMinutes(vault: Y.Doc, minutesId: string, author: Author): void {
  if (isDeleted(vault, minutesId)) return
  vault.transact(() => {
    putRecord(vault, 'minutes-gone', minutesId, { people: [...participantsOf(vault, minutesId)] }, author)
    dropContents(vault, minutesId, author)
  })
}
/** Keys and pieces of what was deleted, also those that came in late. */
export function dropContents(vault: Y.Doc, minutesId: string, author: Author): void {
  // Not by counting: of what came in after an epoch forgot the rest, the first numbers are missing.
  for (const [key] of [...records(vault, 'minutes-keys', period)])
    if (key.startsWith(`${minutesId}~`)) dropRecord(vault, 'minutes-keys', key, author)
  for (const n of piecesOf(vault, minutesId).keys()) dropRecord(vault, 'minutes-pieces', `${minutesId}~${n}`, author)
}

const erased = v.object({ screen: deviceId })
export const tellErased = (vault: Y.Doc, minutesId: string, screen: DeviceId, author: Author) =>
  putRecord(vault, 'minutes-erased', `${minutesId}~${screen}`, { screen }, author)
export const erasedBy = (vault: Y.Doc, minutesId: string): Set<DeviceId> =>
  new Set(
    [...records(vault, 'minutes-erased', erased)].flatMap(([key, { screen }]) =>
      key.startsWith(`${minutesId}~`) ? [screen] : [],
    ),
  )

/** Blobs of each that was not deleted, in the order in which they are listened to. */
export function blobsOfMinutes(vault: Y.Doc): Map<string, BlobId[]> {
  const pieces = allPieces(vault)
  return new Map(
    minutesOf(vault).flatMap(({ id: key, parts }) => {
      if (isDeleted(vault, key)) return []
      const since = [...(pieces.get(key) ?? [])].sort(([a], [b]) => a - b).map(([, { blob }]) => blob)
      return [[key, [...parts, ...since]]]
    }),
  )
}
export const minutesBlobs = (vault: Y.Doc, minutesId: string): BlobId[] => blobsOfMinutes(vault).get(minutesId) ?? []

function allPieces(vault: Y.Doc): Map<string, Map<number, Piece>> {
  const found = new Map<string, Map<number, Piece>>()
  for (const [key, value] of records(vault, 'minutes-pieces', piece)) {
    const [of = '', n = ''] = key.split('~')
    if (!/^\d{1,9}$/.test(n)) continue
    const pieces = found.get(of) ?? new Map<number, Piece>()
    found.set(of, pieces.set(Number(n), value))
  }
  return found
}
