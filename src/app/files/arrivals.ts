import * as v from 'valibot'
import type { Bytes } from '../../lib/bytes.ts'
import type { Clock } from '../../lib/clock.ts'
import { makeListeners } from '../../lib/listeners.ts'
import type { Bulk } from '../../mesh/bulk.ts'
import type { Link } from '../../mesh/link.ts'
import type { BlobId } from '../../protocol/ids.ts'
import { blobId, counter, deviceId, parse, text } from '../../protocol/shape.ts'
import type { BlobWriter } from '../../storage/blob-writer.ts'
import type { RoomStore } from '../../storage/room-store.ts'
import { KIND_BYTES } from '../../lib/file-kind.ts'

/** A file on its way here. `id`: the name under which its sender serves it, unguessable, and of a blob's shape. */
const arriving = v.object({
  id: blobId,
  name: text(200),
  size: counter,
  from: deviceId,
  /** Whose file it is, in words. */
  by: text(60),
  /** Known beforehand where a room's file is fetched: then other bytes are refused. */
  expected: v.optional(blobId),
  body: v.optional(v.string()),
  /** Whole: the blob it has become. */
  blob: v.optional(blobId),
})
type Arriving = v.InferOutput<typeof arriving>
export type Arrival = Readonly<Arriving> & {
  bytes: number
  at: 'waiting' | 'moving' | 'paused' | 'whole' | 'failed'
  /** Why it does not move, or never will. */
  reason?: string
}
/** Where an arrival's bytes are to be had now, and under which name; undefined: nowhere just now. */
export type Way = { link: Link; name: BlobId }

/** Files on their way to this device, kept piece by piece, so that they go on after a break, a sleep or a restart. */
export type Arrivals = {
  all(): readonly Arrival[]
  get(id: string): Arrival | undefined
  /** Fetches it, or goes on with it; asked again, it is the same file. */
  start(what: Omit<Arriving, 'body' | 'blob'>): void
  /** Goes on with what stands still: a link came up. */
  hurry(): void
  /** Forgets it, and what was kept of it. */
  drop(id: string): Promise<void>
  /** Bodies and blobs that nobody may tidy away. */
  bodies(): Set<string>
  blobs(): Set<BlobId>
  onChange(listener: () => void): () => void
  stop(): void
}

const KEY = 'arriving'
/** More at once would only make each slower, and all of them heavier. */
const MOST_MOVING = 3
const TRY_AGAIN_MS = 3_000
/** What nobody sent anything of for so long is not waited for any more. */
const FORGET_MS = 30 * 60_000

export async function openArrivals(deps: {
  store: RoomStore
  bulk: () => Bulk
  clock: Clock
  wayTo: (arrival: Arrival) => Promise<Way | undefined>
  /** It is whole. `head`: its first bytes, where they passed by. Kept in the list where this answers `keep`. */
  onWhole: (arrival: Arrival, blob: BlobId, head: Bytes) => 'keep' | 'done'
  onFailed?: (arrival: Arrival) => void
  /** A way stalled: another may be better. */
  onStalled?: (arrival: Arrival, way: Way) => void
  forgets?: boolean
}): Promise<Arrivals> {
  const { store, clock } = deps
  const changes = makeListeners<void>()
  const all = new Map<string, Arrival>()
  const writers = new Map<string, BlobWriter>()
  const heads = new Map<string, Bytes>()
  const movedAtMs = new Map<string, number>()
  /** Being fetched just now; said to move once something does. */
  const trying = new Set<string>()
  let stopped = false
  for (const kept of await load(store)) {
    all.set(kept.id, { ...kept, bytes: kept.blob ? kept.size : 0, at: kept.blob ? 'whole' : 'paused' })
    movedAtMs.set(kept.id, clock.now())
  }
  const stopTimer = clock.every(TRY_AGAIN_MS, () => {
    forgetSilent()
    hurry()
  })
  hurry()

  return {
    all: () => [...all.values()],
    get: (id) => all.get(id),
    start(what) {
      const known = all.get(what.id)
      if (known && known.at !== 'failed') return hurry()
      put({ ...what, bytes: 0, at: 'waiting' })
      movedAtMs.set(what.id, clock.now())
      void keep()
      hurry()
    },
    hurry,
    async drop(id) {
      all.delete(id)
      const writer = writers.get(id)
      forget(id)
      changes.tell()
      await writer?.abort()
      await keep()
    },
    bodies: () => new Set([...all.values()].flatMap(({ body }) => (body === undefined ? [] : [body]))),
    blobs: () => new Set([...all.values()].flatMap(({ blob }) => (blob === undefined ? [] : [blob]))),
    onChange: changes.add,
    stop() {
      stopped = true
      stopTimer()
    },
  }

  function hurry() {
    for (const arrival of all.values()) {
      if (stopped || trying.size >= MOST_MOVING) return
      if (!trying.has(arrival.id) && (arrival.at === 'waiting' || arrival.at === 'paused')) void move(arrival.id)
    }
  }

  async function move(id: string): Promise<void> {
    trying.add(id)
    const ended = await fetchRest(id)
    trying.delete(id)
    if (!all.has(id) || stopped) return
    if (ended === undefined) return void hurry()
    const isOver = ended !== 'none' && ended !== 'stalled'
    change(id, { at: isOver ? 'failed' : 'paused', reason: ended })
    if (!isOver) return
    await writers.get(id)?.abort()
    forget(id)
    await keep()
    const failed = all.get(id)
    if (failed) deps.onFailed?.(failed)
    hurry()
  }

  /** Undefined when it is whole; else why it stopped. */
  async function fetchRest(id: string): Promise<string | undefined> {
    const arrival = all.get(id)
    const way = arrival && (await deps.wayTo(arrival))
    if (!way) return 'none'
    const writer = await writerOf(id)
    for (let now = all.get(id); now && now.bytes < now.size; now = all.get(id)) {
      const read = await readSome(id, now, way, writer)
      if (read !== undefined) return read
    }
    if (!all.has(id)) return undefined
    const finished = await writer.finish()
    if (!finished.ok) return finished.error === 'wrong-blob' ? 'file-damaged' : finished.error
    await settle(id, finished.value)
    return undefined
  }

  async function readSome(id: string, now: Arrival, way: Way, writer: BlobWriter): Promise<string | undefined> {
    for await (const piece of deps.bulk().read(way.link, way.name, now.bytes, now.size)) {
      const arrival = all.get(id)
      if (!arrival || stopped) return undefined
      if (!piece.ok) {
        if (piece.error === 'stalled') deps.onStalled?.(arrival, way)
        return piece.error
      }
      if (arrival.bytes === 0) heads.set(id, piece.value.slice(0, KIND_BYTES))
      const written = await writer.write(piece.value)
      if (!written.ok) return written.error
      movedAtMs.set(id, clock.now())
      if (all.has(id)) change(id, { at: 'moving', bytes: arrival.bytes + piece.value.length })
    }
    return undefined
  }

  async function writerOf(id: string): Promise<BlobWriter> {
    const open = writers.get(id)
    if (open) return open
    const arrival = all.get(id)
    const resumed =
      arrival?.body === undefined ? undefined : await store.resumeBlobWriter(arrival.body, arrival.expected)
    const writer = resumed?.writer ?? store.openBlobWriter(arrival?.expected)
    writers.set(id, writer)
    if (!all.has(id)) return writer
    change(id, { body: writer.body, bytes: resumed?.bytes ?? 0 })
    await keep()
    return writer
  }

  async function settle(id: string, blob: BlobId): Promise<void> {
    const arrival = all.get(id)
    if (!arrival) return
    const head = heads.get(id) ?? (await store.readBlobPart(blob, 0, KIND_BYTES)) ?? new Uint8Array()
    const { body: _written, reason: _old, ...rest } = arrival
    const whole: Arrival = { ...rest, bytes: rest.size, at: 'whole', blob }
    if (deps.onWhole(whole, blob, head) === 'keep') put(whole)
    else all.delete(id)
    forget(id)
    changes.tell()
    await keep()
  }

  function forgetSilent() {
    if (!deps.forgets) return
    for (const { id, at } of all.values())
      if (at === 'paused' && clock.now() - (movedAtMs.get(id) ?? 0) > FORGET_MS) {
        void writers.get(id)?.abort()
        all.delete(id)
        forget(id)
        void keep()
        changes.tell()
      }
  }

  function forget(id: string) {
    writers.delete(id)
    heads.delete(id)
    movedAtMs.delete(id)
  }

  function change(id: string, more: Partial<Arrival>) {
    const { reason: _old, ...arrival } = all.get(id) as Arrival
    put({ ...arrival, ...more })
  }

  function put(arrival: Arrival) {
    all.set(arrival.id, arrival)
    changes.tell()
  }

  /** A full disk: then it goes on only for as long as the page lives. */
  async function keep(): Promise<void> {
    const kept = [...all.values()].filter(({ at }) => at !== 'failed')
    await store.setValue(
      KEY,
      kept.length > 0 ? kept.map(({ bytes: _b, at: _a, reason: _r, ...rest }) => rest) : undefined,
    )
  }
}

async function load(store: RoomStore): Promise<Arriving[]> {
  const read = parse(v.array(v.unknown()), (await store.getValue(KEY)) ?? [])
  return (read.ok ? read.value : []).flatMap((one) => {
    const kept = parse(arriving, one)
    return kept.ok ? [kept.value] : []
  })
}
