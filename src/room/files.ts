import type * as Y from 'yjs'
import * as v from 'valibot'
import type { BlobId } from '../protocol/ids.ts'
import { blobId, counter, deviceId, text } from '../protocol/shape.ts'
import { FILE_KINDS, mayBeShown } from '../lib/file-kind.ts'
import { dropRecord, putRecord, record, records, type Author, type Stamp } from './records.ts'

/* The room's files, as everyone reads them: the bytes are a blob, kept by the screen that took them. */

/** `kind` of a newer version counts as `other`: it can still be saved. */
const roomFile = v.object({
  name: text(200),
  size: counter,
  kind: v.fallback(v.picklist(FILE_KINDS), 'other'),
  blob: blobId,
  by: deviceId,
  byName: text(60),
  /** When it came, where the record was written again since. */
  cameMs: v.optional(counter),
})
export type RoomFile = v.InferOutput<typeof roomFile>

export const filesOf = (commons: Y.Doc): (RoomFile & Stamp & { id: string })[] =>
  [...records(commons, 'files', roomFile)]
    .map(([id, value]) => ({ id, ...value }))
    .sort((a, b) => cameAt(b) - cameAt(a) || (a.id < b.id ? -1 : 1))
export const fileById = (commons: Y.Doc, id: string) => record(commons, 'files', id, roomFile)
/** The newest of this name that a wall may be able to show. */
export const showableFile = (commons: Y.Doc, name: string) =>
  filesOf(commons).find((file) => mayBeShown(file.kind) && alike(file.name, name))
const alike = (a: string, b: string) => plain(a) === plain(b)
/** As a rule writes it: without quotation marks of two strokes, in any case. */
export const plain = (name: string) =>
  name
    .replaceAll(/["“”]/g, "'")
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLocaleLowerCase()

/** The same file taken by two screens, or taken again after it was removed, is one file, or none. */
export function addFile(commons: Y.Doc, id: string, value: RoomFile, author: Author): void {
  if (!commons.getMap('files').has(id)) putRecord(commons, 'files', id, value, author)
}
/** It says that it is a picture, and none can be drawn of it. */
export function markBroken(commons: Y.Doc, id: string, author: Author): void {
  const file = fileById(commons, id)
  if (!file || file.kind === 'broken') return
  const { name, size, blob, by, byName } = file
  const cameMs = cameAt(file)
  putRecord(commons, 'files', id, { name, size, kind: 'broken', blob, by, byName, cameMs } satisfies RoomFile, author)
}
const cameAt = ({ at, cameMs = at }: RoomFile & Stamp) => cameMs
/** Whether this file ever was in the room. */
export const wasFile = (commons: Y.Doc, id: string): boolean => commons.getMap('files').has(id)
export const removeFile = (commons: Y.Doc, id: string, author: Author) => dropRecord(commons, 'files', id, author)
export const fileBlobs = (commons: Y.Doc): Set<BlobId> => new Set(filesOf(commons).map(({ blob }) => blob))
export const filesBytes = (commons: Y.Doc): number => filesOf(commons).reduce((sum, { size }) => sum + size, 0)

/** Of one file, and of all together. Read by everyone, so that a phone can say it before it asks. */
const fileLimits = v.object({ mostBytes: counter, totalBytes: counter })
export type FileLimits = v.InferOutput<typeof fileLimits>
export const fileLimitsOf = (commons: Y.Doc): FileLimits =>
  record(commons, 'room', 'file-limits', fileLimits) ?? { mostBytes: 1e9, totalBytes: 4e9 }
export const setFileLimits = (commons: Y.Doc, limits: FileLimits, author: Author) =>
  putRecord(commons, 'room', 'file-limits', limits, author)
