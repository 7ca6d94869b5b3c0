import type * as Y from 'yjs'
import * as v from 'valibot'
import { blobId } from '../protocol/shape.ts'
import { putRecord, record, type Author } from './records.ts'

/*
 * Which page of a PDF is up. What is on display says who put it up, and when; the page it was turned to stands beside
 * that, so that turning one screen's page never puts another thing in the place of what other screens show.
 */

const count = v.pipe(v.number(), v.integer(), v.minValue(1))
/** Of which file this picture is a page. */
export const page = v.object({ file: blobId, number: count, of: count })
export type Page = v.InferOutput<typeof page>
/** `since` names what was on display then; of anything put up later it says nothing. */
const turned = v.object({ since: v.number(), blob: blobId, page })
const MAP = 'display-page'

/** A page as it was turned to, in the place of the one that was put up. */
export function asTurned<Up extends object>(commons: Y.Doc, target: string, up: Up): Up {
  if (!('page' in up) || up.page === undefined || !('at' in up)) return up
  const to = record(commons, MAP, target, turned)
  return to && to.since === up.at ? { ...up, blob: to.blob, page: to.page } : up
}

export const turnTo = (commons: Y.Doc, target: string, to: v.InferOutput<typeof turned>, author: Author) =>
  putRecord(commons, MAP, target, to, author)
