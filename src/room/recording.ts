import type * as Y from 'yjs'
import * as v from 'valibot'
import type { DeviceId } from '../protocol/ids.ts'
import { counter, deviceId, encoded, text } from '../protocol/shape.ts'
import { dropRecord, putRecord, record, records, type Author, type Stamp } from './records.ts'
import { RECORDING_CAUSES } from './recording-state.ts'

/*
 * The recording that the room is asked for, or that runs: read by everyone. One screen owns it, whose microphone it is; it
 * alone writes `now`. What people say about it they say at any screen, in records of their own, which the owner reads.
 */
const MAP = 'recording'

const recordingId = v.pipe(encoded(12), v.length(12))
const now = v.object({
  id: recordingId,
  owner: deviceId,
  byName: text(60),
  state: v.picklist(['asking', 'on', 'paused']),
  cause: v.picklist(RECORDING_CAUSES),
  /** Recorded until `sinceMs`; while `on`, what has passed since counts too. */
  ranMs: counter,
  sinceMs: counter,
  /** Devices in the meeting whose people have still to answer, or said no. */
  waiting: v.pipe(v.array(deviceId), v.maxLength(500)),
  /** Faces before the cameras for whom no device and nobody at a wall has answered. */
  unexplained: counter,
})
export type Recording = v.InferOutput<typeof now>

export const recordingOf = (commons: Y.Doc): (Recording & Stamp) | undefined => {
  const found = record(commons, MAP, 'now', now)
  // Whoever says stop is obeyed by every device at once, also while the owner cannot hear it.
  return found && saidStop(commons, found.id) ? undefined : found
}
/** As whoever cannot hear its screen must show it: nobody can be told that it runs. */
export const outOfReach = <Now extends Recording>(found: Now, nowMs: number): Now => ({
  ...found,
  state: 'paused',
  cause: 'owner-away',
  sinceMs: Math.min(found.sinceMs, nowMs),
})
/** The same, stopped or not: for the screen that has still to end it. */
export const unfinishedOf = (commons: Y.Doc): Recording | undefined => record(commons, MAP, 'now', now)

export function setRecording(commons: Y.Doc, value: Recording, author: Author): void {
  putRecord(commons, MAP, 'now', value, author)
}

/** Takes away the recording and all that was said about it. */
export function dropRecording(commons: Y.Doc, id: string, author: Author): void {
  commons.transact(() => {
    for (const [key, said] of [...records(commons, MAP, about)])
      if (said.id === id) dropRecord(commons, MAP, key, author)
  })
}
const about = v.object({ id: recordingId })

const stop = v.object({ id: recordingId, byName: text(60) })
export const saidStop = (commons: Y.Doc, id: string) => {
  const said = record(commons, MAP, 'stop', stop)
  return said?.id === id ? said : undefined
}
export const sayStop = (commons: Y.Doc, said: v.InferOutput<typeof stop>, author: Author) =>
  putRecord(commons, MAP, 'stop', said, author)

/** Somebody answered "Has everyone agreed?" at a wall, or asked to go on after an interruption. */
const wall = v.object({ id: recordingId, byName: text(60) })
export type WallSaid = 'everyone' | 'go-on'
export function saidAtWall(commons: Y.Doc, what: WallSaid, id: string): { byName: string; at: number } | undefined {
  const said = record(commons, MAP, what, wall)
  return said?.id === id ? said : undefined
}
export const sayAtWall = (commons: Y.Doc, what: WallSaid, said: v.InferOutput<typeof wall>, author: Author) =>
  putRecord(commons, MAP, what, said, author)

/** Who said "No". An agreement is a statement and stands elsewhere; a no needs no signature, it only pauses. */
export const sayNo = (commons: Y.Doc, id: string, device: DeviceId, author: Author) =>
  putRecord(commons, MAP, `no~${device}`, { id }, author)
export function takeBackNo(commons: Y.Doc, device: DeviceId, author: Author): void {
  dropRecord(commons, MAP, `no~${device}`, author)
}
export const saidNo = (commons: Y.Doc, id: string): Set<DeviceId> =>
  new Set(
    [...records(commons, MAP, about)].flatMap(([key, said]) =>
      key.startsWith('no~') && said.id === id ? [key.slice(3) as DeviceId] : [],
    ),
  )
