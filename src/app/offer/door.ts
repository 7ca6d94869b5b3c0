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
 * The offer window: hears one page, asks the person once whether it may, and stands between that page and the tab that is in
 * the room. It has no keys and no links, so a page that holds a handle on it holds nothing of the room.
 */
export function openDoor(deps: { channel: OfferChannel; clock: Clock; random: Random }) {
  const { channel, clock } = deps
  const door = toBase64url(deps.random(16))
  const changes = makeListeners<void>()
  const offers = new Map<string, PageOffer & { stands: OfferStands }>()
  const running = new Set<string>()
  let at: DoorView['at'] = 'waiting'
  let origin = ''
  let room: { tab: string; name: string } | undefined
  let reason: string | undefined
  let port: Port | undefined
  let said = { atMs: clock.now(), left: MOST_SAID }
  const letGo = channel.hold(door)
  const stopHearing = channel.onSaid(hear)
  tellTab({ say: 'look' })

  return {
    view: (): DoorView => ({
      ...{ at, origin, room: room?.name, reason },
      offers: [...offers.values()].map(({ kind, title, stands }) => ({ id: kind, title: title ?? kind, kind, stands })),
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
      changes.tell()
    },
    allow(): void {
      if (at !== 'asking' || !room) return
      at = 'offering'
      send()
    },
    refuse: () => end('offer-declined'),
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
    offers.set(offer.kind, { ...offer, stands: 'asked' })
    send()
  }

  /** All of it, each time: whatever was lost before, the tab then knows. */
  function send(): void {
    if (at === 'offering' && room) {
      const all = [...offers.values()].map(({ stands: _stands, ...offer }) => offer)
      tellTab({ say: 'offer', door, origin, offers: all })
    }
    changes.tell()
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
    if (!isNew) return changes.tell()
    void channel.gone(tab).then(() => leaveTab(tab))
    send()
  }

  function leaveTab(tab: string): void {
    if (room?.tab !== tab || at === 'over') return
    room = undefined
    for (const [kind, one] of offers) offers.set(kind, { ...one, stands: 'asked' })
    // Another tab of this browser may be in the room by now.
    tellTab({ say: 'look' })
    changes.tell()
  }

  function stand(refused: readonly { kind: string; reason: string }[]): void {
    for (const [kind, one] of offers) {
      const not = refused.find((other) => other.kind === kind)
      offers.set(kind, { ...one, stands: not ? { refused: not.reason } : 'offered' })
      tellPage({ say: 'stands', kind, ...(not && { reason: not.reason }) })
    }
    changes.tell()
  }

  function end(why: string): void {
    if (at === 'over') return
    at = 'over'
    reason = why
    tellPage({ say: 'over', reason: why })
    port?.close()
    stopHearing()
    letGo()
    changes.tell()
  }

  function tellTab(word: DoorSaid): void {
    channel.say(word)
  }

  function tellPage(word: object): void {
    port?.postMessage(JSON.stringify(word))
  }
}
