import type { Bytes } from '../../lib/bytes.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Bulk, Source } from '../../mesh/bulk.ts'
import type { Calls } from '../../mesh/calls.ts'
import type { Link } from '../../mesh/link.ts'
import type { Neighbours } from '../../mesh/neighbours.ts'
import type { Presence } from '../../mesh/presence.ts'
import type { BlobId, DeviceId } from '../../protocol/ids.ts'
import type { RoomDocs } from '../../room/documents.ts'
import { fileKind, isDrawnEverywhere } from '../../lib/file-kind.ts'
import { addFile, fileBlobs, fileLimitsOf, filesBytes, markBroken, wasFile } from '../../room/files.ts'
import type { Author } from '../../room/records.ts'
import { mayBringFile } from '../../services/bounds.ts'
import type { FileDesk, FileWord } from '../../services/file-desk.ts'
import type { RoomStore } from '../../storage/room-store.ts'
import type { Surroundings } from '../device.ts'
import { openArrivals, type Arrival } from '../files/arrivals.ts'
import { partsOf } from './blobs.ts'

/** A photograph; what is larger is judged when somebody wants to see it. */
const JUDGED_BYTES = 20 << 20
/** Memory that is short now may not be so long after: what cannot be drawn is tried once more. */
const JUDGED_AGAIN_MS = 10_000
/** So many transfers between two people are kept in mind, to pass on the bytes of those that cannot link. */
const KEPT_WAYS = 500

/** Files at this screen: fetched from phones for the room, served to who is present, passed on between two people. */
export type ScreenFiles = FileDesk & {
  coming(): readonly Arrival[]
  /** Files that visitors' phones took with them from this screen, counted when the last byte was read. */
  taken(): number
  /** Another screen that this person is at. */
  screenOf(person: DeviceId): Link | undefined
  serve(link: Link, name: BlobId): Promise<Source | undefined>
  bodies(): Set<string>
  blobs(): Set<BlobId>
  onChange(listener: () => void): () => void
  stop(): void
}

export async function startScreenFiles(deps: {
  me: DeviceId
  docs: () => RoomDocs
  onCommons: (listener: () => void) => () => void
  author: Author
  store: RoomStore
  neighbours: Neighbours
  presence: Presence
  calls: () => Calls
  bulk: () => Bulk
  clock: Clock
  nameOf: (device: DeviceId) => string
  freeBytes: () => Promise<number>
  /** Whether a picture can be drawn; missing where nothing can tell. */
  isDrawable: Surroundings['isDrawable']
  readFile: (blob: BlobId) => Promise<Bytes | undefined>
  /** Serves what the room's documents name. */
  serveBlob: (link: Link, blob: BlobId) => Promise<Source | undefined>
}): Promise<ScreenFiles> {
  const { store, neighbours } = deps
  const commons = () => deps.docs().commons
  const ways = new Map<BlobId, { from: DeviceId; to: DeviceId; size: number }>()
  const counted = await store.getValue('taken')
  let taken = typeof counted === 'number' ? counted : 0

  const arrivals = await openArrivals({
    store,
    bulk: deps.bulk,
    clock: deps.clock,
    forgets: true,
    wayTo: ({ from, id }) => {
      const link = neighbours.linkTo(from)
      return Promise.resolve(link && { link, name: id })
    },
    onWhole({ id, name, size, from, by }, blob, head) {
      const file = { name, size, kind: fileKind(head, size), blob, by: from, byName: deps.nameOf(from) || by }
      addFile(commons(), id, file, deps.author)
      if (isDrawnEverywhere(head) && size <= JUDGED_BYTES) void judge(id, blob)
      return 'done'
    },
    onFailed({ id, from, reason }) {
      void arrivals.drop(id)
      void tell(deps.me, { id, say: 'cancel', to: from, by: '', reason }, false)
    },
  })
  const stops = [
    neighbours.onLink(() => arrivals.hurry()),
    // Another screen took it, or it was removed there.
    deps.onCommons(() => {
      for (const { id } of arrivals.all()) if (wasFile(commons(), id)) void arrivals.drop(id)
    }),
  ]

  return {
    async put(who, { id, name, size }) {
      if (wasFile(commons(), id) || arrivals.get(id)) return void arrivals.hurry()
      const { mostBytes, totalBytes } = fileLimitsOf(commons())
      const coming = arrivals.all().reduce((sum, arrival) => sum + arrival.size, 0)
      if (size > mostBytes) return 'file-too-large'
      if (!mayBringFile(deps.docs(), who, arrivals.all())) return 'files-full'
      if (filesBytes(commons()) + coming + size > totalBytes) return 'files-full'
      if ((await deps.freeBytes()) < size) return 'storage-full'
      arrivals.start({ id, name, size, from: who.device, by: deps.nameOf(who.device) })
      return undefined
    },
    async cancel(id) {
      const arrival = arrivals.get(id)
      if (!arrival) return
      await arrivals.drop(id)
      await tell(deps.me, { id, say: 'cancel', to: arrival.from, by: '' }, false)
    },
    screenOf,
    senderOf: (id) => arrivals.get(id)?.from,
    tell,
    coming: arrivals.all,
    taken: () => taken,
    serve,
    bodies: arrivals.bodies,
    blobs: arrivals.blobs,
    onChange: arrivals.onChange,
    stop() {
      stops.forEach((stop) => stop())
      arrivals.stop()
    },
  }

  /** What is no picture after all is not offered for a wall. It is in the room first: losing power here loses nothing. */
  async function judge(id: BlobId, blob: BlobId) {
    if (!(await isSpoiled(blob))) return
    stops.push(
      deps.clock.after(
        JUDGED_AGAIN_MS,
        () => void isSpoiled(blob).then((is) => is && markBroken(commons(), id, deps.author)),
      ),
    )
  }

  async function isSpoiled(blob: BlobId): Promise<boolean> {
    const bytes = deps.isDrawable && (await deps.readFile(blob))
    return bytes !== undefined && (await deps.isDrawable?.(new Blob([bytes]))) === false
  }

  async function tell(from: DeviceId, { to, ...word }: FileWord & { to: DeviceId; by: string }, onward: boolean) {
    if (word.say === 'ask' || word.say === 'accept') remember(word, from, to)
    const phone = neighbours.linkTo(to)
    if (phone) return reasonOf(await deps.calls().call(phone, 'file.told', { ...word, from }))
    const screen = onward ? screenOf(to) : undefined
    return screen ? reasonOf(await deps.calls().call(screen, 'file.pass', { ...word, from, to })) : 'person-away'
  }

  /** Who sends and who takes; the one who accepts is the one to whom it was sent. */
  function remember({ id, say, size }: FileWord, from: DeviceId, to: DeviceId) {
    const known = ways.get(id)
    const way = say === 'ask' ? { from, to } : { from: to, to: from }
    ways.delete(id)
    ways.set(id, { ...way, size: size ?? known?.size ?? 0 })
    const oldest = ways.size > KEPT_WAYS ? ways.keys().next().value : undefined
    if (oldest) ways.delete(oldest)
  }

  async function serve(link: Link, name: BlobId): Promise<Source | undefined> {
    const way = ways.get(name)
    if (way && (link.peer.role === 'screen' || link.peer.device === way.to)) {
      const next = neighbours.linkTo(way.from) ?? screenOf(way.from)
      return next && next !== link ? partsOf(deps.bulk(), next, name, way.size) : undefined
    }
    const source = await deps.serveBlob(link, name)
    return source && link.peer.role === 'visitor' && fileBlobs(commons()).has(name) ? counting(source) : source
  }

  function counting(source: Source): Source {
    return {
      size: source.size,
      async read(from, most) {
        const bytes = await source.read(from, most)
        if (bytes && from + bytes.length === source.size) void store.setValue('taken', ++taken)
        return bytes
      },
    }
  }

  function screenOf(person: DeviceId): Link | undefined {
    for (const screen of deps.presence.screensOf(person)) {
      const link = neighbours.linkTo(screen)
      if (link) return link
    }
    return undefined
  }
}

/** A phone that does not answer is asleep or gone: the person is away, whatever the cable says. */
const reasonOf = (answer: { ok: true } | { ok: false; error: string }): string | undefined =>
  answer.ok ? undefined : AWAY.has(answer.error) ? 'person-away' : answer.error
/** The last: its page is still loading what answers. */
const AWAY = new Set(['timeout', 'link-closed', 'unknown-ask'])
