import * as v from 'valibot'
import { toBase64url, type Bytes } from '../../lib/bytes.ts'
import type { Source } from '../../mesh/bulk.ts'
import type { Link } from '../../mesh/link.ts'
import type { BlobId, DeviceId } from '../../protocol/ids.ts'
import { blobId, counter, deviceId, parse, text } from '../../protocol/shape.ts'
import { cleanFileName } from '../../room/file-name.ts'
import { fileLimitsOf, wasFile } from '../../room/files.ts'
import type { FileWord } from '../../services/file-desk.ts'
import type { Surroundings } from '../device.ts'
import type { PhoneNode } from './phone-node.ts'

/** What a phone sends, as it remembers it over a reload: the file itself a browser does not let it keep. */
const sent = v.object({
  id: blobId,
  name: text(200),
  size: counter,
  modifiedMs: v.number(),
  to: v.union([v.literal('room'), deviceId]),
  toName: text(60),
  /** Cancelled then, and whoever waits for the rest has yet to hear of it. */
  cancelledMs: v.optional(v.number()),
})
type Sent = v.InferOutput<typeof sent>
export type Sending = Readonly<Omit<Sent, 'cancelledMs'>> & {
  /** So many bytes the other side has asked for. */
  bytes: number
  /** `unchosen`: the page was loaded anew, and the person must choose the file again. */
  at: 'asking' | 'waiting' | 'moving' | 'paused' | 'unchosen' | 'over'
  /** How it ended, or why it does not move. */
  reason?: string
}

export type Sendings = {
  all(): readonly Sending[]
  /** To the room, or to one person's phone; a file that was waited for goes on. A reason where it is refused at once. */
  send(file: File, to: Sent['to'], toName: string): Promise<string | undefined>
  /** False where it is not ours to cancel. */
  cancel(id: BlobId): boolean
  hear(from: DeviceId, word: FileWord): void
  serve(link: Link, name: BlobId): Source | undefined
  stop(): void
}

const KEY = 'sending'
const LOOK_MS = 3_000
/** Nobody asked for more for so long: it stands still, and is offered again. */
const STILL_MS = 8_000
/** No screen waits longer for what nobody sends. */
const UNTOLD_MS = 30 * 60_000

export async function openSendings(deps: {
  node: PhoneNode
  around: Surroundings
  onChange: () => void
}): Promise<Sendings> {
  const { node } = deps
  const { clock, random } = deps.around
  const all = new Map<BlobId, Sending>()
  const files = new Map<BlobId, File>()
  const movedAtMs = new Map<BlobId, number>()
  const offering = new Set<BlobId>()
  const untold = new Map<BlobId, Sent>()
  const telling = new Set<BlobId>()
  const links = new Set<Link>()
  /** Which screens said that they know nothing of it. */
  const strangers = new Map<BlobId, WeakSet<Link>>()
  const commons = () => node.documents.get('commons')
  for (const kept of await load(node)) {
    const { cancelledMs, ...row } = kept
    if (cancelledMs === undefined) all.set(kept.id, { ...row, bytes: 0, at: 'unchosen' })
    else untold.set(kept.id, kept)
  }
  const stops = [
    clock.every(LOOK_MS, look),
    node.under.onLink((link) => {
      links.add(link)
      link.onClose(() => links.delete(link))
      for (const kept of untold.values()) void tellCancelled(kept)
    }),
    node.documents.onUpdate(takeArrived),
    node.onChange(() => [...all.values()].forEach(({ id, at }) => at === 'paused' && void offer(id))),
  ]
  takeArrived()

  return {
    all: () => [...all.values()],
    async send(file, to, toName) {
      const again = [...all.values()].find(
        ({ at, name, size, modifiedMs }) =>
          at === 'unchosen' &&
          name === cleanFileName(file.name) &&
          size === file.size &&
          modifiedMs === file.lastModified,
      )
      if (!again && file.size > fileLimitsOf(commons()).mostBytes) return 'file-too-large'
      const id = again?.id ?? (toBase64url(random(32)) as BlobId)
      files.set(id, file)
      if (again) change(id, { at: 'waiting' })
      else {
        const what = { id, name: cleanFileName(file.name), size: file.size, modifiedMs: file.lastModified, to, toName }
        all.set(id, { ...what, bytes: 0, at: 'asking' })
      }
      deps.onChange()
      void keep()
      const refused = await offer(id)
      if (refused !== undefined) end(id)
      return refused
    },
    cancel(id) {
      const sending = all.get(id)
      if (!sending) return false
      const kept = { ...rowOf(sending), cancelledMs: clock.now() }
      if (sending.at !== 'over') untold.set(id, kept)
      end(id)
      if (sending.at !== 'over') void tellCancelled(kept)
      return true
    },
    hear(from, { id, say, reason }) {
      const sending = all.get(id)
      // Of what the room takes, the screen that fetches it speaks.
      if (!sending || sending.at === 'over' || (sending.to !== 'room' && sending.to !== from)) return
      if (say === 'accept') return sending.at === 'asking' || sending.at === 'waiting' ? move(id, 0) : undefined
      files.delete(id)
      const why = {
        accept: '',
        ask: '',
        done: 'file-taken',
        decline: 'file-declined',
        cancel: reason ?? 'file-cancelled',
      }
      change(id, { at: 'over', reason: why[say], ...(say === 'done' && { bytes: sending.size }) })
      void keep()
    },
    serve(link, name) {
      const sending = all.get(name)
      const file = files.get(name)
      const isTheirs = link.peer.role === 'screen' || link.peer.device === sending?.to
      if (!sending || !file || !isTheirs) return undefined
      return { size: file.size, read: (from, most) => readFile(name, file, from, most) }
    },
    stop: () => stops.forEach((stop) => stop()),
  }

  /** Asks the room to take it, or the person; asked again it is the same file. Why not, if that is the answer. */
  async function offer(id: BlobId): Promise<string | undefined> {
    const sending = all.get(id)
    // All read, and nobody said that it came: their word may have been lost, and is said again when asked again.
    const isAllRead = sending?.at === 'moving' && sending.bytes >= sending.size
    const isToAsk = sending?.to === 'room' || sending?.at === 'asking' || isAllRead
    if (!sending || !isToAsk || !files.has(id) || offering.has(id)) return undefined
    offering.add(id)
    const { name, size, to } = sending
    const answer =
      to === 'room'
        ? await node.call('file.put', { id, name, size })
        : await node.call('file.tell', { to, id, say: 'ask', name, size })
    offering.delete(id)
    const now = all.get(id)
    if (!now || now.at === 'over' || now.at === 'moving') return undefined
    if (!answer.ok && !MAY_PASS.has(answer.error)) {
      change(id, { at: 'over', reason: answer.error })
      files.delete(id)
      void keep()
      return answer.error
    }
    if (answer.ok) change(id, { at: now.at === 'paused' ? 'paused' : 'waiting' })
    else if (now.at !== 'asking') change(id, { at: 'paused' })
    return undefined
  }

  /** Out of reach for now, it is said again: the other side would go on waiting. */
  async function tellCancelled({ id, to, cancelledMs = 0 }: Sent): Promise<void> {
    if (telling.has(id)) return
    telling.add(id)
    const isTold = to === 'room' ? await tellScreens(id) : await tellPerson(id, to)
    telling.delete(id)
    if (!isTold && clock.now() - cancelledMs < UNTOLD_MS) return
    untold.delete(id)
    strangers.delete(id)
    void keep()
  }

  async function tellPerson(id: BlobId, to: DeviceId): Promise<boolean> {
    const answer = await node.call('file.tell', { to, id, say: 'cancel' })
    return answer.ok || !(MAY_PASS.has(answer.error) || answer.error === 'person-away')
  }

  /** Whichever screen fetches it, home or not: the others know nothing of it. */
  async function tellScreens(id: BlobId): Promise<boolean> {
    const deaf = strangers.get(id) ?? new WeakSet<Link>()
    strangers.set(id, deaf)
    const had = await Promise.all(
      [...links].map(async (link) => {
        if (deaf.has(link)) return false
        const answer = await node.under.askAt(link, 'file.remove', { id })
        if (!answer.ok && MAY_PASS.has(answer.error)) return false
        const read = answer.ok ? parse(removed, answer.value) : undefined
        // A screen of the release before says only that it may be done, which an admin's phone is told of anything.
        const had = read?.ok ? read.value.had : read !== undefined && !node.isAdmin()
        // While it is still being offered, this screen may yet begin to fetch it.
        if (!had && !offering.has(id)) deaf.add(link)
        return had
      }),
    )
    return had.includes(true)
  }

  async function readFile(id: BlobId, file: File, from: number, most: number): Promise<Bytes | undefined> {
    const bytes = await file
      .slice(from, from + most)
      .arrayBuffer()
      .catch(() => undefined) // changed, or taken away, since it was chosen
    if (!all.has(id)) return undefined
    if (bytes) move(id, from + bytes.byteLength)
    else {
      files.delete(id)
      change(id, { at: 'unchosen', reason: 'file-changed' })
    }
    return bytes && new Uint8Array(bytes)
  }

  function move(id: BlobId, bytes: number) {
    movedAtMs.set(id, clock.now())
    const sending = all.get(id)
    if (sending && sending.at !== 'over') change(id, { at: 'moving', bytes: Math.max(sending.bytes, bytes) })
  }

  function look() {
    takeArrived()
    for (const kept of untold.values()) void tellCancelled(kept)
    for (const { id, at, bytes, size } of all.values()) {
      const isStill = clock.now() - (movedAtMs.get(id) ?? 0) > STILL_MS
      if (at === 'moving' && isStill && bytes < size) change(id, { at: 'paused' })
      else if (isStill && at !== 'over') void offer(id)
    }
  }

  /** The room has it: from now on it is in the room's list. */
  function takeArrived() {
    for (const { id, to } of all.values()) if (to === 'room' && wasFile(commons(), id)) end(id)
  }

  function end(id: BlobId) {
    all.delete(id)
    files.delete(id)
    movedAtMs.delete(id)
    deps.onChange()
    void keep()
  }

  function change(id: BlobId, more: Partial<Sending>) {
    const { reason: _old, ...sending } = all.get(id) as Sending
    all.set(id, { ...sending, ...more })
    deps.onChange()
  }

  async function keep(): Promise<void> {
    const kept = [...all.values()].filter(({ at }) => at !== 'over')
    const rows = [...kept.map(rowOf), ...untold.values()]
    await node.under.store.setValue(KEY, rows.length > 0 ? rows : undefined)
  }
}

const rowOf = ({ id, name, size, modifiedMs, to, toName }: Sending): Sent => ({
  ...{ id, name, size, modifiedMs, to, toName },
})
/** What a screen says of a file it was asked to remove. */
const removed = v.object({ had: v.boolean() })

/** Out of reach for now; everything else is an answer. */
const MAY_PASS = new Set(['offline', 'timeout', 'link-closed'])

async function load(node: PhoneNode): Promise<Sent[]> {
  const read = parse(v.array(v.unknown()), (await node.under.store.getValue(KEY)) ?? [])
  return (read.ok ? read.value : []).flatMap((one) => {
    const kept = parse(sent, one)
    return kept.ok ? [kept.value] : []
  })
}
