import * as Y from 'yjs'
import { makeListeners } from '../lib/listeners.ts'
import { toBase64url, type Bytes } from '../lib/bytes.ts'
import type { DocName, EpochId } from '../protocol/link.ts'
import { bringAgain, bringUnseen, type Brought } from '../room/epoch.ts'
import type { BlobId } from '../protocol/ids.ts'
import type { RoomStore } from '../storage/room-store.ts'
import { sha256 } from '../trust/derive.ts'

/** Where a change came from: this device's own hand, its disk, or a link (any object). */
export const FROM_DISK = 'disk'
export type DocumentUpdate = { doc: DocName; update: Bytes; origin: unknown }

/** The documents this device holds, in their present epoch, kept on disk as they change. */
export type Documents = {
  names: readonly DocName[]
  get(doc: DocName): Y.Doc
  epoch(): EpochId
  onUpdate(listener: (change: DocumentUpdate) => void): () => void
  /** Every document was replaced by a fresh one: whoever watches a Y.Doc watches the new ones now. */
  onEpoch(listener: (epoch: EpochId) => void): () => void
  /** Goes over to a later epoch (M10), bringing along what its baselines never saw (only on devices that write). */
  adopt(epoch: EpochId, baselines: ReadonlyMap<DocName, { bytes: Bytes; seen: Record<string, number> }>): Promise<void>
  /** The signed bytes this epoch began with, by their hash: another device checks them against the statement. */
  baselineBytes(hash: BlobId): Promise<Bytes | undefined>
  /** Bytes of a document, history included. */
  bytes(doc: DocName): number
  heaviestBytes(): number
  /** Bytes of changes that the largest document has gathered since its epoch began. */
  historyBytes(): number
  /** Tells watchers to look again though no document changed: a blob has arrived. */
  nudge(): void
  onNudge(listener: () => void): () => void
  /** Documents whose stored rows could not all be read. */
  corrupt(): number
  stop(): void
}

export async function openDocuments(deps: {
  names: readonly DocName[]
  writes: boolean
  store: RoomStore
}): Promise<Documents> {
  const updates = makeListeners<DocumentUpdate>()
  const epochs = makeListeners<EpochId>()
  const nudges = makeListeners<void>()
  const docs = new Map<DocName, Y.Doc>()
  const brought = new WeakMap<Y.Doc, Brought[]>()
  /** What the epoch began with and the disk had no room for: handed on for as long as this page lives. */
  let unkept = new Map<string, Bytes>()
  const grown = new Map<DocName, number>()
  const began = new Map<DocName, number>()
  let epoch: EpochId = ''
  let corrupt = 0

  const stored = await Promise.all(deps.names.map(async (doc) => [doc, await deps.store.loadDocument(doc)] as const))
  for (const [doc, found] of stored) {
    const fresh = open(doc)
    if (!found) continue
    epoch = found.epoch as EpochId
    corrupt += found.corrupt
    // One by one in one transaction: merging them first is quadratic (220 s for 100,000).
    fresh.transact(() => found.updates.forEach((update) => Y.applyUpdate(fresh, update, FROM_DISK)), FROM_DISK)
  }

  return {
    names: deps.names,
    get(doc) {
      const found = docs.get(doc)
      if (!found) throw new Error(`This device does not hold ${doc}`)
      return found
    },
    epoch: () => epoch,
    onUpdate: updates.add,
    onEpoch: epochs.add,
    async adopt(next, baselines) {
      const old = new Map(docs)
      epoch = next
      const refused = (unkept = new Map<string, Bytes>())
      // All documents change over in one turn of the event loop: nobody ever sees two epochs mixed.
      const kept = [...baselines].map(([doc, { bytes, seen }]) => {
        const fresh = open(doc)
        Y.applyUpdate(fresh, bytes, FROM_DISK)
        began.set(doc, bytes.length)
        const replaced = deps.store.replaceEpoch(doc, next, bytes)
        // Kept as it was signed, and before anybody is told: whoever asks for it next must find it.
        const handedOn = deps.store.putBlob(bytes).then(async (kept) => {
          if (!kept.ok) refused.set(toBase64url(await sha256(bytes)), bytes)
        })
        const before = old.get(doc)
        if (deps.writes && before) brought.set(fresh, bringUnseen(before, fresh, seen))
        before?.destroy()
        return [replaced, handedOn]
      })
      await Promise.all(kept.flat())
      epochs.tell(next)
    },
    baselineBytes: async (hash) => unkept.get(hash) ?? (await deps.store.getBlob(hash)),
    bytes: (doc) => grown.get(doc) ?? 0,
    heaviestBytes: () => Math.max(0, ...grown.values()),
    historyBytes: () => Math.max(0, ...[...grown].map(([doc, bytes]) => bytes - (began.get(doc) ?? 0))),
    nudge: () => nudges.tell(),
    onNudge: (listener) => nudges.add(listener),
    corrupt: () => corrupt,
    stop() {
      for (const doc of docs.values()) doc.destroy()
    },
  }

  function open(name: DocName): Y.Doc {
    const doc = new Y.Doc()
    docs.set(name, doc)
    grown.set(name, 0)
    doc.on('update', (made: Uint8Array, origin: unknown) => {
      const update = made as Bytes
      // Late changes of a document that an epoch has replaced go nowhere.
      if (docs.get(name) !== doc) return
      grown.set(name, (grown.get(name) ?? 0) + update.length)
      if (origin !== FROM_DISK) deps.store.appendUpdate(name, epoch, update)
      updates.tell({ doc: name, update, origin })
      if (origin !== null && origin !== FROM_DISK) bringAgain(doc, brought.get(doc) ?? [])
    })
    return doc
  }
}
