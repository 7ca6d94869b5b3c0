import { toBase64url } from '../../lib/bytes.ts'
import type { Clock, Random } from '../../lib/clock.ts'
import { makeListeners } from '../../lib/listeners.ts'
import type { OfferChannel } from '../../platform/offer-channel.ts'
import {
  ANSWER_LETTERS,
  MOST_PAGE_OFFERS,
  PAGE_VERSION,
  parsePageHello,
  parsePageSaid,
  parseTabSaid,
  type DoorSaid,
  type PageOffer,
  type PageSaid,
  type TabSaid,
} from '../../protocol/page-offers.ts'
import type { DoorView, OfferStands } from '../../ui/offer/view.ts'
import { watchStanding } from './standing.ts'

/** A page may say so much at once, and one thing more every 50 ms: answers to what a room asks come far below that. */
const MOST_SAID = 200
const SAID_EVERY_MS = 50

/** What of a MessagePort is used. */
export type Port = {
  postMessage(text: string): void
  onmessage: ((event: { data: unknown }) => void) | null
  close(): void
}

/**
 * The offer window: hears one page, asks the person about whatever it would offer, and stands between that page and the tab
 * that is in the room. It has no keys and no links, so a page that holds a handle on it holds nothing of the room.
 */
export function openDoor(deps: { channel: OfferChannel; clock: Clock; random: Random }) {
  const { channel, clock } = deps
  const door = toBase64url(deps.random(16))
  const changes = makeListeners<void>()
  const offers = new Map<string, PageOffer & { stands: OfferStands }>()
  /** What the person was shown and said yes to, as they read it. */
  const agreed = new Set<string>()
  const running = new Set<string>()
  let at: DoorView['at'] = 'waiting'
  let origin = ''
  let room: { tab: string; name: string } | undefined
  let reason: string | undefined
  let port: Port | undefined
  /** They said no to what came later: nothing new is asked about any more. */
  let isEnough = false
  let said = { atMs: clock.now(), left: MOST_SAID }
  const standing = watchStanding({ clock, onChange: () => changes.tell() })
  const letGo = channel.hold(door)
  const stopHearing = channel.onSaid(hear)
  tellTab({ say: 'look' })

  return {
    view: (): DoorView => ({
      ...{ at: isAsking() ? 'asking' : at, origin, room: room?.name, reason, mayAllow: standing.isRipe() },
      offers: (isAsking() ? notAgreed() : [...offers.values()]).map(({ kind, title, stands }) => ({
        id: kind,
        title: title ?? kind,
        kind,
        stands,
      })),
    }),
    onChange: changes.add,
    /** The page's first word. A second one, from whomever, is not heard. */
    meet(from: string, data: unknown, handed: Port | undefined): void {
      const hello = parsePageHello(data)
      if (!hello.ok || !handed || at !== 'waiting') return
      origin = from
      port = handed
      handed.onmessage = ({ data: text }) => take(text)
      // Of a file, or a frame without an origin: nobody could be named to the person who is asked.
      if (!/^https?:\/\//.test(from)) return end('page-nameless')
      if (hello.value.version !== PAGE_VERSION) return end('page-version')
      at = 'asking'
      tell()
    },
    allow(): void {
      if (!room || !standing.isRipe()) return
      for (const one of notAgreed()) agreed.add(asRead(one))
      at = 'offering'
      send()
    },
    /** What the person agreed to before goes on. */
    refuse(): void {
      if (at !== 'offering' || !room || !isAsking()) return end('offer-declined')
      isEnough = true
      for (const { kind } of notAgreed()) {
        offers.delete(kind)
        tellPage({ say: 'stands', kind, reason: 'offer-declined' })
      }
      send()
    },
    /** Whether the window is visible and has the focus: no tap counts before it has been for a while. */
    see(isSeen: boolean): void {
      standing.see(isSeen)
      changes.tell()
    },
    /** The person ends it. */
    stop: () => end('offer-ended'),
  }

  function take(text: unknown): void {
    if (at === 'over') return
    const nowMs = clock.now()
    said = { atMs: nowMs, left: Math.min(MOST_SAID, said.left + Math.max(0, nowMs - said.atMs) / SAID_EVERY_MS) - 1 }
    if (said.left < 0) return end('page-floods')
    const read = parsePageSaid(text)
    if (!read.ok) return tellPage({ say: 'malformed' })
    switch (read.value.say) {
      case 'offer':
        return add(read.value.offer)
      case 'withdraw':
        offers.delete(read.value.kind)
        return send()
      case 'answer':
        return answer(read.value)
      case 'bye':
        return end('page-gone')
    }
  }

  function add(offer: PageOffer): void {
    if (!offers.has(offer.kind) && offers.size >= MOST_PAGE_OFFERS)
      return tellPage({ say: 'stands', kind: offer.kind, reason: 'too-many' })
    if (isEnough && !agreed.has(asRead(offer)))
      return tellPage({ say: 'stands', kind: offer.kind, reason: 'offer-declined' })
    offers.set(offer.kind, { ...offer, stands: 'asked' })
    send()
  }

  function notAgreed() {
    return [...offers.values()].filter((one) => !agreed.has(asRead(one)))
  }

  function isAsking(): boolean {
    return at === 'asking' || (at === 'offering' && notAgreed().length > 0)
  }

  function tell(): void {
    const all = isAsking() && room ? notAgreed().map(asRead) : []
    standing.ask(all.length > 0 ? JSON.stringify([room?.name, all]) : undefined)
    changes.tell()
  }

  /** All that was agreed to, each time: whatever was lost before, the tab then knows. */
  function send(): void {
    if (at === 'offering' && room) {
      const all = [...offers.values()]
        .filter((one) => agreed.has(asRead(one)))
        .map(({ stands: _stands, ...offer }) => offer)
      tellTab({ say: 'offer', door, origin, offers: all })
    }
    tell()
  }

  function answer({ call, value }: Extract<PageSaid, { say: 'answer' }>): void {
    if (!running.delete(call)) return
    const json = value === undefined ? undefined : JSON.stringify(value)
    const isFit = json !== undefined && json.length <= ANSWER_LETTERS
    tellTab({ say: 'answer', door, call, ...(isFit && { json }) })
  }

  function hear(data: unknown): void {
    const heard = parseTabSaid(data)
    if (!heard.ok || at === 'over') return
    const word = heard.value
    if (word.say === 'here') return meetTab(word)
    if (word.door !== door || at !== 'offering') return
    if (word.say === 'stands') return stand(word.refused)
    if (word.say === 'cancel') running.delete(word.call)
    else running.add(word.call)
    const { door: _door, ...rest } = word
    tellPage(rest)
  }

  function meetTab({ tab, room: name }: Extract<TabSaid, { say: 'here' }>): void {
    const isNew = room?.tab !== tab
    room = { tab, name }
    if (!isNew) return tell()
    void channel.gone(tab).then(() => leaveTab(tab))
    send()
  }

  function leaveTab(tab: string): void {
    if (room?.tab !== tab || at === 'over') return
    room = undefined
    for (const [kind, one] of offers) offers.set(kind, { ...one, stands: 'asked' })
    // Another tab of this browser may be in the room by now.
    tellTab({ say: 'look' })
    tell()
  }

  function stand(refused: readonly { kind: string; reason: string }[]): void {
    for (const [kind, one] of offers) {
      if (!agreed.has(asRead(one))) continue
      const not = refused.find((other) => other.kind === kind)
      offers.set(kind, { ...one, stands: not ? { refused: not.reason } : 'offered' })
      tellPage({ say: 'stands', kind, ...(not && { reason: not.reason }) })
    }
    tell()
  }

  function end(why: string): void {
    if (at === 'over') return
    at = 'over'
    reason = why
    tellPage({ say: 'over', reason: why })
    port?.close()
    stopHearing()
    letGo()
    tell()
  }

  function tellTab(word: DoorSaid): void {
    channel.say(word)
  }

  function tellPage(word: object): void {
    port?.postMessage(JSON.stringify(word))
  }
}

/** Of an offer, what the question shows. */
const asRead = ({ kind, title }: PageOffer): string => JSON.stringify([kind, title ?? kind])
