import type { Clock } from '../../lib/clock.ts'
import type { Bulk } from '../../mesh/bulk.ts'
import type { Documents } from '../../mesh/documents.ts'
import type { Neighbours } from '../../mesh/neighbours.ts'
import type { StatementBook } from '../../mesh/statement-book.ts'
import type { BlobId } from '../../protocol/ids.ts'
import { referencedBlobs } from '../../room/commons.ts'
import { vaultBlobs } from '../../room/vault.ts'
import { PICTURE_BYTES } from '../../services/room-calls.ts'
import type { RoomStore } from '../../storage/room-store.ts'
import type { Peer } from '../../trust/judge.ts'

/** Pictures that nothing shows any more go within this time. */
const DROP_MS = 10 * 60_000

/** Brings blobs to this screen: from the phone that shows one, or from another screen that has what a document names. */
export function makeBlobs(deps: {
  book: StatementBook
  store: RoomStore
  documents: Documents
  neighbours: Neighbours
  bulk: () => Bulk
  clock: Clock
}) {
  const { store, documents, neighbours } = deps
  /** What phones may fetch. */
  const named = () => referencedBlobs(documents.get('commons'))
  /** What this screen keeps: also what is for screens alone. */
  const kept = () => new Set([...named(), ...vaultBlobs(documents.get('vault'))])
  // Between arriving and being named by a record, a blob must not be tidied away.
  const arriving = new Set<BlobId>()
  let isLooking = false
  let isWanted = false
  return { named, fetchFrom, fetchMissing, keepTidy, tidy }

  async function fetchFrom(who: Peer, blob: BlobId, size: number): Promise<string | undefined> {
    if (await store.hasBlob(blob)) return undefined
    const link = neighbours.linkTo(who.device)
    const bytes = link ? await deps.bulk().fetch(link, blob, Math.min(size, PICTURE_BYTES)) : 'stalled'
    if (typeof bytes === 'string') return bytes === 'too-large' ? 'picture-too-large' : 'timeout'
    arriving.add(blob)
    deps.clock.after(60_000, () => arriving.delete(blob))
    const kept = await store.putBlob(bytes)
    if (!kept.ok) return kept.error
    // The id is the hash: a phone that sent other bytes than it named shows nothing.
    return kept.value === blob ? undefined : 'picture-unreadable'
  }

  /** Every change of what is shown asks for this; one look at a time, and one more if something came in between. */
  async function fetchMissing(): Promise<void> {
    isWanted = true
    if (isLooking) return
    isLooking = true
    try {
      for (; isWanted; await look()) isWanted = false
    } finally {
      isLooking = false
    }
  }

  async function look(): Promise<void> {
    for (const blob of kept()) {
      if (await store.hasBlob(blob)) continue
      for (const link of neighbours.links()) {
        if (link.peer.role !== 'screen') continue
        const bytes = await deps.bulk().fetch(link, blob, PICTURE_BYTES)
        if (typeof bytes === 'string') continue
        await store.putBlob(bytes)
        documents.nudge()
        break
      }
    }
  }

  /** Drops what neither a record nor the epoch names any more, now and then. Returns its stop. */
  function keepTidy(): () => void {
    return deps.clock.every(DROP_MS, () => void tidy())
  }

  async function tidy(): Promise<void> {
    const epoch = deps.book.all().find(({ id }) => id === documents.epoch())?.body
    const baselines = epoch?.kind === 'epoch' ? Object.values(epoch.docs).map(({ hash }) => hash as BlobId) : []
    await store.dropUnreferenced(new Set([...kept(), ...arriving, ...baselines])) // a fault is told through onFault
  }
}
