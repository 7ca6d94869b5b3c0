import type { Clock } from '../../lib/clock.ts'
import type { Bulk, Source } from '../../mesh/bulk.ts'
import type { Link } from '../../mesh/link.ts'
import type { Documents } from '../../mesh/documents.ts'
import type { Neighbours } from '../../mesh/neighbours.ts'
import type { StatementBook } from '../../mesh/statement-book.ts'
import type { BlobId } from '../../protocol/ids.ts'
import { readyBlobs } from '../../room/appearing.ts'
import { PICTURE_BYTES, referencedBlobs } from '../../room/commons.ts'
import { fileBlobs, filesOf } from '../../room/files.ts'
import { vaultBlobs } from '../../room/vault.ts'
import type { RoomStore } from '../../storage/room-store.ts'
import type { Peer } from '../../trust/judge.ts'

/** Pictures that nothing shows any more go within this time. */
const DROP_MS = 10 * 60_000
/** One that does not come is waited for some ten seconds: the next two of a recording's pieces are not to wait with it. */
const AT_ONCE = 3

/** Brings blobs to this screen: from the phone that shows one, or from another screen that has what a document names. */
export function makeBlobs(deps: {
  book: StatementBook
  store: RoomStore
  documents: Documents
  neighbours: Neighbours
  bulk: () => Bulk
  clock: Clock
  /** Files on their way here, of which no record speaks yet. */
  coming: () => { blobs(): Set<BlobId>; bodies(): Set<string> }
}) {
  const { store, documents, neighbours } = deps
  const commons = () => documents.get('commons')
  /** What phones may fetch. */
  const named = () => new Set([...referencedBlobs(commons()), ...fileBlobs(commons()), ...readyBlobs(commons())])
  /** What this screen keeps: also what is for screens alone. */
  const kept = () => new Set([...named(), ...vaultBlobs(documents.get('vault'))])
  // Between arriving and being named by a record, a blob must not be tidied away.
  const arriving = new Set<BlobId>()
  const holders = new Map<BlobId, Link>()
  /** Known to be on this disk since the last tidying: a note more is no reason to ask it for every picture. */
  const onDisk = new Set<BlobId>()
  let isLooking = false
  let isWanted = false
  return { named, fetchFrom, fetchMissing, serve, find, keepTidy, tidy }

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

  /** To screens what this one has, to phones what a document names, be it on another screen; `isTheirs`: and their minutes. */
  async function serve(who: Peer, blob: BlobId, isTheirs: boolean): Promise<Source | undefined> {
    if (who.role !== 'screen' && !isTheirs && !named().has(blob)) return undefined
    const here = await stored(blob)
    return here || who.role === 'screen' ? here : fromAnother(blob)
  }

  /** A file's bytes, here or on another screen. */
  async function find(blob: BlobId): Promise<Source | undefined> {
    return (await stored(blob)) ?? fromAnother(blob)
  }

  async function stored(blob: BlobId): Promise<Source | undefined> {
    const size = await store.blobBytes(blob)
    return size === undefined ? undefined : { size, read: (from, most) => store.readBlobPart(blob, from, most) }
  }

  /** Passed through, part by part: what one screen keeps, everybody at any screen may have. */
  async function fromAnother(blob: BlobId): Promise<Source | undefined> {
    const size = filesOf(commons()).find((file) => file.blob === blob)?.size
    if (size === undefined) return undefined
    const has = async (link: Link) =>
      typeof (await deps.bulk().part(link, blob, { from: 0, most: Math.min(1, size), size })) !== 'string'
    const known = holders.get(blob)
    let holder = known?.isClosed() ? undefined : known
    for (const link of neighbours.links())
      if (!holder && link.peer.role === 'screen' && (await has(link))) holders.set(blob, (holder = link))
    return holder && partsOf(deps.bulk(), holder, blob, size)
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
    // A large file stays on the screen that took it; everything else every screen has.
    const large = new Set(filesOf(commons()).flatMap(({ blob, size }) => (size > PICTURE_BYTES ? [blob] : [])))
    const wanted = [...kept()].filter((blob) => !large.has(blob) && !onDisk.has(blob)).values()
    const bringNext = async () => {
      for (const blob of wanted) await bring(blob)
    }
    await Promise.all(Array.from({ length: AT_ONCE }, bringNext))
  }

  async function bring(blob: BlobId): Promise<void> {
    if (await store.hasBlob(blob)) return void onDisk.add(blob)
    for (const link of neighbours.links()) {
      if (link.peer.role !== 'screen') continue
      const bytes = await deps.bulk().fetch(link, blob, PICTURE_BYTES)
      if (typeof bytes === 'string') continue
      await store.putBlob(bytes)
      return documents.nudge()
    }
  }

  /** Drops what neither a record nor the epoch names any more, now and then. Returns its stop. */
  function keepTidy(): () => void {
    return deps.clock.every(DROP_MS, () => void tidy())
  }

  async function tidy(): Promise<void> {
    const epoch = deps.book.all().find(({ id }) => id === documents.epoch())?.body
    const baselines = epoch?.kind === 'epoch' ? Object.values(epoch.docs).map(({ hash }) => hash as BlobId) : []
    const named = new Set([...kept(), ...arriving, ...baselines, ...deps.coming().blobs()])
    await store.dropUnreferenced(named, deps.coming().bodies()) // a fault is told through onFault
    onDisk.clear()
  }
}

/** A blob that is elsewhere, as something to serve. */
export const partsOf = (bulk: Bulk, link: Link, name: BlobId, size: number): Source => ({
  size,
  async read(from, most) {
    const part = await bulk.part(link, name, { from, most, size })
    return typeof part === 'string' ? undefined : part
  },
})
