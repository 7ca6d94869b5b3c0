import * as Y from 'yjs'
import { toBase64url, type Bytes } from '../lib/bytes.ts'
import type { Clock } from '../lib/clock.ts'
import type { BlobId } from '../protocol/ids.ts'
import type { DocName, EpochId } from '../protocol/link.ts'
import { laterEpoch, type EpochOrder } from '../room/epoch.ts'
import { SCREEN_DOCUMENT_BYTES } from '../services/quotas.ts'
import type { Documents } from './documents.ts'
import { mayBeSentMore } from './limits.ts'
import type { Link } from './link.ts'
import { mayRead } from './may-read.ts'
import type { Audience, StatementBook } from './statement-book.ts'

const BASELINE_PAUSE_MS = 5_000
/** So long whoever is nearer to handing it over has it to itself: ten that all did would send each newcomer the room ten times. */
const TURN_MS = 5_000

/** How devices that are in different epochs come together: the later one's baselines are handed over, proven by its statement. */
export type Baselines = {
  /** Hands ours to a device in another epoch, where ours is the later. `before`: so many others do so unless they cannot. */
  offer(link: Link, audience: Audience, theirs: EpochId, before: number): Promise<void>
  /** Takes one document of a later epoch; with the last of them this device goes over. Called in the order they came. */
  gather(doc: DocName, epoch: EpochId, bytes: Bytes): Promise<void>
  /** We are in another epoch: what was handed over says nothing about it. */
  forgetSent(): void
}

export function makeBaselines(deps: {
  documents: Documents
  book: StatementBook
  clock: Clock
  onLost: () => void
}): Baselines {
  const { documents, book, clock } = deps
  let lost: EpochId = ''
  let sentAtMs = new WeakMap<Link, number>()
  let behindSinceMs = new WeakMap<Link, number>()
  let gathering: { epoch: EpochId; got: Map<DocName, { bytes: Bytes; seen: Record<string, number> }> } | undefined
  return {
    offer,
    gather,
    forgetSent() {
      sentAtMs = new WeakMap()
      behindSinceMs = new WeakMap()
    },
  }

  /** Undefined: never heard of. One that a device opened which is no screen (any more) stands behind all others. */
  function orderOf(epoch: EpochId): EpochOrder | undefined {
    if (epoch === '') return { id: '', n: -2, rank: Infinity }
    const body = book.all().find(({ id }) => id === epoch)?.body
    if (body?.kind !== 'epoch') return undefined
    const by = book.roster()?.devices.get(body.by)
    return by?.role === 'screen' ? { id: epoch, n: body.n, rank: by.rank } : { id: epoch, n: -1, rank: Infinity }
  }

  async function offer(link: Link, audience: Audience, theirs: EpochId, before: number): Promise<void> {
    const mine = documents.epoch()
    const [mineOrder, theirOrder] = [orderOf(mine), orderOf(theirs)]
    if (mine === '' || !mineOrder) return
    // An epoch we have never heard of may be later than ours: a screen will tell us its statement. A phone cannot, and
    // may have it from a screen that was removed since; it knows by itself whether ours is later.
    if (theirOrder ? laterEpoch(mineOrder, theirOrder) <= 0 : audience === 'screen') return
    const sinceMs = behindSinceMs.get(link) ?? clock.now()
    behindSinceMs.set(link, sinceMs)
    if (clock.now() - sinceMs < before * TURN_MS) return
    if (clock.now() - (sentAtMs.get(link) ?? 0) < BASELINE_PAUSE_MS || !mayBeSentMore(link.peer, link.queuedBytes()))
      return
    sentAtMs.set(link, clock.now())
    const body = book.all().find(({ id }) => id === mine)?.body
    if (body?.kind !== 'epoch') return
    const handed: [DocName, Bytes][] = []
    for (const doc of documents.names) {
      const promised = body.docs[doc]
      if (!promised || !mayRead(link.peer, doc)) continue
      const bytes = await documents.baselineBytes(promised.hash as BlobId)
      if (!bytes) return tellLost(mine)
      handed.push([doc, bytes])
    }
    // The whole roster goes ahead: who was removed for this epoch must be known before anybody is in it.
    link.send({ type: 'statements', items: book.missingFor('phone', []) })
    for (const [doc, bytes] of handed) link.send({ type: 'baseline', doc, epoch: mine }, bytes)
  }

  /** Nobody could follow us here: once is enough, whoever asks. */
  function tellLost(epoch: EpochId) {
    if (epoch === lost || epoch !== documents.epoch()) return
    lost = epoch
    deps.onLost()
  }

  async function gather(doc: DocName, epoch: EpochId, bytes: Bytes): Promise<void> {
    const [theirs, mine] = [orderOf(epoch), orderOf(documents.epoch())]
    const body = book.all().find(({ id }) => id === epoch)?.body
    if (!theirs || !mine || body?.kind !== 'epoch' || laterEpoch(theirs, mine) <= 0) return
    const promised = body.docs[doc]
    const hash = toBase64url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
    if (!promised || promised.hash !== hash || bytes.length > SCREEN_DOCUMENT_BYTES || !isWhole(bytes)) return
    if (gathering?.epoch !== epoch) gathering = { epoch, got: new Map() }
    gathering.got.set(doc, { bytes, seen: promised.seen })
    if (!documents.names.every((name) => gathering?.got.has(name))) return
    const { got } = gathering
    gathering = undefined
    await documents.adopt(epoch, got)
  }
}

/** Whether a fresh document takes it: once we have gone over to it there is no way back. */
function isWhole(baseline: Bytes): boolean {
  try {
    Y.applyUpdate(new Y.Doc(), baseline)
    return true
  } catch {
    return false // the screen that opened this epoch is at fault; we stay where we are
  }
}
