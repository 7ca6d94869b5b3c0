import type * as Y from 'yjs'
import * as v from 'valibot'
import { putRecord, record, type Author } from './records.ts'

/* Whether the walls listen for sounds: knocks, claps, alarms. Everyone may read it: whoever is heard may know. */

const listening = v.object({ on: v.boolean() })
export type Listening = v.InferOutput<typeof listening>

export const listeningOf = (commons: Y.Doc): Listening =>
  record(commons, 'room', 'listening', listening) ?? { on: false }
export const setListening = (commons: Y.Doc, { on }: Listening, author: Author): void =>
  putRecord(commons, 'room', 'listening', { on }, author)
