import * as Y from 'yjs'
import type { Bytes } from '../lib/bytes.ts'
import type { Clock } from '../lib/clock.ts'
import { digest } from '../lib/digest.ts'
import type { DeviceId } from '../protocol/ids.ts'
import { type DocName, type EpochId, type LinkMessage } from '../protocol/link.ts'
import { SCREEN_DOCUMENT_BYTES } from '../services/quotas.ts'
import { makeAsking } from './asking.ts'
import { makeBaselines } from './baselines.ts'
import type { Documents } from './documents.ts'
import { FROM_DISK } from './documents.ts'
import { mayBeSentMore } from './limits.ts'
import { DEAD_MS, type Link } from './link.ts'
import { mayRead, mayWrite } from './may-read.ts'
import type { RoomClock } from './room-clock.ts'
import type { Audience, StatementBook } from './statement-book.ts'

export const BEAT_MS = 2_000
/** Two who differ while changes are on their way would otherwise ask each other at every message. */
const HEAL_PAUSE_MS = 300

type LinkSync = {
  link: Link
  audience: Audience
  home: boolean
  askedAtMs: number
  theirEpoch: EpochId
}

/**
 * Keeps this device and its links equal: what is made here goes to every link, a home passes on to its phones what it
 * newly learned, and heartbeats carry digests so that whatever was missed is healed over any path (mesh/README.md).
 */
export type Sync = {
  attach(link: Link): void
  /** This phone's home, which pushes everything; its spare only heals. Undefined on screens. */
  setHome(isHome: (link: Link) => boolean): void
  /** This link has nothing that we lack: a whole answer has come from it, or its heartbeat says that we are equal. */
  onCaughtUp(listener: (link: Link) => void): void
  beat(): void
  stop(): void
}

export function startSync(deps: {
  me: DeviceId
  documents: Documents
  book: StatementBook
  clock: Clock
  roomClock: RoomClock
  /** The bytes that our epoch began with are gone, and somebody is to follow us: only another epoch brings us together. */
  onBaselineLost?: () => void
}): Sync {
  const { documents, book, clock } = deps
  const links = new Map<Link, LinkSync>()
  const caughtUp = new Set<(link: Link) => void>()
  const asking = makeAsking<Link>({
    clock,
    send: (link, doc) =>
      link.send({ type: 'sv', doc, epoch: documents.epoch() }, Y.encodeStateVector(documents.get(doc)) as Bytes),
  })
  const baselines = makeBaselines({ documents, book, clock, onLost: () => deps.onBaselineLost?.() })
  let isHome: ((link: Link) => boolean) | undefined
  /** Statements before the baselines they vouch for: both are checked asynchronously, in the order they came. */
  let inOrder: Promise<unknown> = Promise.resolve()

  const stops = [
    clock.every(BEAT_MS, beat),
    documents.onUpdate(({ doc, update, origin }) => {
      if (origin === FROM_DISK) return
      const from = [...links.keys()].find((link) => link === origin)
      for (const to of links.values()) {
        if (to.link === from || !mayRead(to.link.peer, doc)) continue
        // From a screen: every other screen has it from its author; only our own phones wait for us.
        if (from && to.audience === 'screen') continue
        if (to.audience === 'phone' && !to.home) continue
        to.link.send({ type: 'update', doc, epoch: documents.epoch() }, update)
      }
    }),
    documents.onEpoch(() => {
      asking.forgetAll()
      baselines.forgetSent()
      links.forEach((state) => {
        greet(state)
        for (const doc of documents.names) ask(state, doc)
        offerBaseline(state, state.theirEpoch)
      })
    }),
    book.onChange(({ added, from }) => {
      // What a phone signed it hands in by a call (M6).
      if (isHome) return
      for (const to of links.values()) {
        if (to.link === from || (from && to.audience === 'screen')) continue
        const ids = new Set(added.map(({ id }) => id.slice(0, 12)))
        const held = book.idsFor(to.audience).filter((id) => !ids.has(id))
        const items = book.missingFor(to.audience, held)
        if (items.length > 0) to.link.send({ type: 'statements', items })
      }
    }),
  ]

  return {
    attach(link) {
      const state: LinkSync = {
        link,
        audience: link.peer.role === 'screen' ? 'screen' : 'phone',
        home: true,
        askedAtMs: 0,
        theirEpoch: '',
      }
      links.set(link, state)
      link.onClose(() => {
        links.delete(link)
        asking.forget(link)
      })
      link.onMessage((message, payload) => take(state, message, payload))
      greet(state)
      // The screen's own greeting may have come before a phone listens; its next would be up to a beat away.
      if (isHome) for (const doc of documents.names) ask(state, doc)
    },
    setHome(next) {
      isHome = next
      beat()
    },
    onCaughtUp: (listener) => void caughtUp.add(listener),
    beat,
    stop: () => stops.forEach((stop) => stop()),
  }

  function beat() {
    for (const state of links.values()) {
      if (clock.now() - state.link.heardAtMs() > DEAD_MS) state.link.close('silent')
      else sendBeat(state)
    }
  }

  function sendBeat({ link, audience }: LinkSync) {
    const docs = Object.fromEntries(
      documents.names
        .filter((doc) => mayRead(link.peer, doc))
        .map((doc) => [doc, digest(Y.encodeStateVector(documents.get(doc)))]),
    )
    link.send({
      type: 'beat',
      now: clock.now(),
      epoch: documents.epoch(),
      docs,
      statements: book.digestFor(audienceOfMine(audience)),
      ...(isHome && { home: isHome(link) }),
    })
  }

  /** A phone and a screen compare what a phone may hold; two screens compare everything. */
  function audienceOfMine(theirs: Audience): Audience {
    return isHome ? 'phone' : theirs
  }

  function greet(state: LinkSync) {
    state.askedAtMs = 0
    sendBeat(state)
  }

  function ask({ link }: LinkSync, doc: DocName) {
    if (link.peer.role === 'screen' && mayRead(link.peer, doc)) asking.ask(link, doc)
  }

  function take(state: LinkSync, message: LinkMessage, payload: Bytes) {
    const { link } = state
    switch (message.type) {
      case 'beat':
        return compare(state, message)
      case 'sv':
        return holds(message.doc) ? answer(state, message.doc, message.epoch, payload) : undefined
      case 'diff':
      case 'update':
        // Only screens write documents; a phone that tries is not a phone of ours (rule M6).
        if (!mayWrite(link.peer)) return link.close('screens-only')
        if (message.epoch !== documents.epoch() || !holds(message.doc)) return
        // Before it is applied: what a Yjs document has taken in it cannot give back.
        if (documents.bytes(message.doc) + payload.length > SCREEN_DOCUMENT_BYTES) return link.close('room-full')
        if (!apply(message.doc, payload, link)) return link.close('malformed')
        if (message.type === 'diff') {
          asking.answered(link, message.doc)
          for (const listener of caughtUp) listener(link)
        }
        return
      case 'baseline': {
        if (!mayWrite(link.peer)) return link.close('screens-only')
        const { doc, epoch } = message
        if (holds(doc)) inOrder = inOrder.then(() => baselines.gather(doc, epoch, payload))
        return
      }
      case 'have':
        return sendMissing(state, message.ids)
      case 'statements':
        if (!mayWrite(link.peer)) return link.close('screens-only')
        inOrder = inOrder.then(() => book.take(message.items, link))
        return
      default:
        return
    }
  }

  function compare(state: LinkSync, beat: Extract<LinkMessage, { type: 'beat' }>) {
    const { link } = state
    if (link.peer.role === 'screen') deps.roomClock.heard(link.peer.device, beat.now)
    if (beat.home !== undefined) state.home = beat.home
    // Asked while it was in another epoch: it let the question pass, and will not answer.
    const hasMoved = beat.epoch !== state.theirEpoch
    state.theirEpoch = beat.epoch
    if (hasMoved || beat.epoch !== documents.epoch()) asking.forget(link)
    if (clock.now() - state.askedAtMs < HEAL_PAUSE_MS) return
    const audience = audienceOfMine(state.audience)
    if (link.peer.role === 'screen' && beat.statements !== book.digestFor(audience)) {
      state.askedAtMs = clock.now()
      link.send({ type: 'have', ids: book.idsFor(audience) })
    }
    if (beat.epoch !== documents.epoch()) return offerBaseline(state, beat.epoch)
    if (link.peer.role !== 'screen') return
    const differ = documents.names.filter(
      (doc) => beat.docs[doc] !== undefined && beat.docs[doc] !== digest(Y.encodeStateVector(documents.get(doc))),
    )
    if (differ.length === 0) return caughtUp.forEach((listener) => listener(link))
    state.askedAtMs = clock.now()
    for (const doc of differ) ask(state, doc)
  }

  function answer(state: LinkSync, doc: DocName, epoch: EpochId, stateVector: Bytes) {
    if (!mayRead(state.link.peer, doc)) return
    if (!mayBeSentMore(state.link.peer, state.link.queuedBytes())) return
    if (epoch !== documents.epoch()) return offerBaseline(state, epoch)
    const update = encodeFrom(documents.get(doc), stateVector)
    if (!update) return state.link.close('malformed')
    state.link.send({ type: 'diff', doc, epoch }, update)
  }

  function sendMissing(state: LinkSync, held: readonly string[]) {
    if (!mayBeSentMore(state.link.peer, state.link.queuedBytes())) return
    const items = book.missingFor(audienceOfMine(state.audience), held)
    // A phone has nothing to teach a screen: what it was told by another screen, screens tell each other.
    if (items.length > 0 && !isHome) state.link.send({ type: 'statements', items })
  }

  function apply(doc: DocName, update: Bytes, origin: Link): boolean {
    try {
      Y.applyUpdate(documents.get(doc), update, origin)
      return true
    } catch {
      return false // bytes that are no update: the sender is at fault, the document is untouched
    }
  }

  /** A phone has no epoch to teach. */
  function offerBaseline({ link, audience }: LinkSync, theirs: EpochId) {
    if (!isHome) void baselines.offer(link, audience, theirs, audience === 'phone' ? 0 : nearerTo(link))
  }

  /** Screens of our epoch that hand it over before us: the one that opened it, then by seniority. */
  function nearerTo(behind: Link): number {
    const mine = documents.epoch()
    const opener = book.all().find(({ id }) => id === mine)?.by
    const devices = book.roster()?.devices
    const placeOf = (device: DeviceId) => (device === opener ? -1 : (devices?.get(device)?.rank ?? Infinity))
    return [...links.values()].filter(
      ({ link, audience, theirEpoch }) =>
        link !== behind && audience === 'screen' && theirEpoch === mine && placeOf(link.peer.device) < placeOf(deps.me),
    ).length
  }

  function holds(doc: string): doc is DocName {
    return documents.names.some((name) => name === doc)
  }
}

function encodeFrom(doc: Y.Doc, stateVector: Bytes): Bytes | undefined {
  try {
    return Y.encodeStateAsUpdate(doc, stateVector) as Bytes
  } catch {
    return undefined
  }
}
