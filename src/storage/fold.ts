import * as Y from 'yjs'
import type { Bytes } from '../lib/bytes.ts'

/** Merging takes time with the square of how many are merged at once: 100,000 took 220 s, in groups 1 s. */
const GROUP = 32

/** One update that says what all of these say, in any order and with parts missing. Throws where one is no update. */
export function merge(updates: readonly Bytes[]): Bytes {
  let level: readonly Bytes[] = updates
  while (level.length > 1) {
    const next: Bytes[] = []
    for (let at = 0; at < level.length; at += GROUP) next.push(Y.mergeUpdates(level.slice(at, at + GROUP)) as Bytes)
    level = next
  }
  return level[0] ?? (Y.encodeStateAsUpdate(new Y.Doc()) as Bytes)
}

/**
 * The whole document as one update. Going through a document lets go of what was overwritten or deleted: ten keys set
 * 100,000 times fold into 1 MB, merely merged they keep 9 MB, with everything anybody ever deleted.
 */
export function fold(updates: readonly Bytes[]): Bytes {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
  const folded = Y.encodeStateAsUpdate(doc) as Bytes
  doc.destroy()
  return folded
}

/** Whether Yjs can read it; what it cannot read would otherwise take the rest of the document along. */
export function isUpdate(bytes: Bytes): boolean {
  try {
    Y.parseUpdateMeta(bytes)
    return true
  } catch {
    return false // the question was whether
  }
}
