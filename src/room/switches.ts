import type * as Y from 'yjs'
import * as v from 'valibot'
import { deviceId, text } from '../protocol/shape.ts'
import { putRecord, record, type Author } from './records.ts'

/*
 * What in the room is on or off. A switch is a state and not a deed: set twice it is the same, and after a cut the
 * later word holds everywhere.
 */

const switched = v.object({ on: v.boolean(), by: deviceId, byName: text(60) })
export type Switched = v.InferOutput<typeof switched>

/** Every room has a lamp; until a real one is wired to it, it is a simulated one. */
export const SWITCHES = ['lamp'] as const
export type SwitchId = (typeof SWITCHES)[number]
export type Switch = { id: SwitchId; on: boolean }

/** One that nobody has touched yet is off. */
export const switchesOf = (commons: Y.Doc): Switch[] =>
  SWITCHES.map((id) => ({ id, on: record(commons, 'switches', id, switched)?.on ?? false }))
export const setSwitch = (commons: Y.Doc, id: SwitchId, value: Switched, author: Author) =>
  putRecord(commons, 'switches', id, value, author)
