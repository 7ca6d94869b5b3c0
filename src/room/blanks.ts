import type * as Y from 'yjs'
import * as v from 'valibot'
import type { DeviceId } from '../protocol/ids.ts'
import { deviceId, text } from '../protocol/shape.ts'
import type { DisplayTarget } from './commons.ts'
import { putRecord, record, type Author } from './records.ts'

/* Which screens somebody has made dark: a state, so that whoever was away when it was said still follows it. */

const blank = v.object({ on: v.boolean(), by: deviceId, byName: text(60) })
export type BlankFields = v.InferOutput<typeof blank>

/** Who made this screen dark, in the later word of the two: about this screen, and about all; undefined: nobody. */
export function blankedBy(commons: Y.Doc, screen: DeviceId): BlankFields | undefined {
  const [everywhere, here] = (['all', screen] as const).map((target) => record(commons, 'blanks', target, blank))
  const last = (here?.at ?? -1) > (everywhere?.at ?? -1) ? here : everywhere
  return last?.on ? last : undefined
}

/** Whether the last word about all screens was that they are dark; single ones may have been lit since. */
export const areAllBlank = (commons: Y.Doc): boolean => record(commons, 'blanks', 'all', blank)?.on ?? false

export function setBlank(commons: Y.Doc, target: DisplayTarget, value: BlankFields, author: Author): void {
  putRecord(commons, 'blanks', target, value, author)
}
