import type { Clock } from '../lib/clock.ts'
import type { Result } from '../lib/result.ts'
import type { DeviceId, SessionId } from '../protocol/ids.ts'
import type { IntroBody } from '../protocol/link.ts'
import { MOST_HANDSHAKE_BYTES } from './frames.ts'
import { makePipe, shakeHands, type Agreed, type Credentials, type Refused, type Side } from './handshake.ts'
import { mostPacketBytes } from './limits.ts'
import { makeLink, wire, type Link, type Wired } from './link.ts'
import { isRelayed } from './relay.ts'
import type { OpenRtc, RtcConnection } from './rtc.ts'

/** An attempt that has not become a link by then is given up. */
const ATTEMPT_MS = 12_000
/** Once answered, both ends are awake; what has not found a way by then finds none (as in M9), and a new try may. */
const UNREACHED_MS = 4_000
/** A connection on a LAN opens well within this; where none came, the access point may keep its clients apart (M21). */
export const RELAY_AFTER_MS = 400
/**
 * The way through the box is open by then, so introductions pass and both ends are awake: a direct path would be found
 * within this. Counted from there, not from the offer, a slow device does not take its own slowness for isolation.
 */
const LEAD_MS = 500
/** What has been answered directly is only being secured, and may take as long on a device that has much to do. */
const SECURING_MS = 3_000

type Description = Extract<IntroBody, { type: 'offer' | 'answer' }>
/** One attempt to become linked to one device: directly, or else through the box. */
export type Attempt = {
  /** Who brought the introduction. */
  via: string | undefined
  side: Side
  peer: { device?: DeviceId; boot?: string }
  /** The offerer's first word. */
  offer(): void
  /** A description or candidates of the other side, or that it gave up. */
  take(intro: Description | Extract<IntroBody, { type: 'candidates' | 'end' }>): void
  end(): void
}
type Way = 'direct' | 'relayed'
/** A connection that may become the link. */
type Try = {
  rtc: RtcConnection
  control: Wired
  calls: Wired
  pipe: ReturnType<typeof makePipe>
  mostBytes: { now: number }
}

export function makeAttempt(deps: {
  id: SessionId
  via: string | undefined
  side: Side
  peer: Attempt['peer']
  credentials: Credentials
  open: Readonly<Record<Way, OpenRtc>>
  relayAfterMs: number
  clock: Clock
  say(intro: { type: 'offer' | 'answer'; attempt: SessionId; sdp: string } | Candidates | End): void
  /** Over, one way or the other: what follows concerns the link alone. */
  onEnd(): void
  onLink(link: Link, way: Way, start: () => void): void
  onRefused(refused: Refused): void
}): Attempt {
  const { id, side, clock } = deps
  const tries = new Map<Way, Try>()
  let chosen: Try | undefined
  let link: Link | undefined
  let ended = false
  let isRelayOpen = false
  let isAnswered = false
  const stops = [clock.after(ATTEMPT_MS, () => fail())]
  const attempt: Attempt = {
    via: deps.via,
    side,
    peer: { ...deps.peer },
    offer() {
      if (side !== 'offerer') return
      stops.push(clock.after(deps.relayAfterMs, () => offerBy('relayed')))
      offerBy('direct')
    },
    take(intro) {
      if (intro.type === 'end') return fail('told')
      if (intro.type === 'candidates') return tries.get('direct')?.rtc.addCandidates(intro.candidates)
      const way = isRelayed(intro.sdp) ? 'relayed' : 'direct'
      if (intro.type === 'answer') {
        if (side !== 'offerer') return
        attempt.peer = { device: intro.device, boot: intro.boot }
        const one = tries.get(way)
        answered()
        return void one?.rtc.accept(intro.sdp).catch(() => one.rtc.close())
      }
      if (side !== 'answerer' || tries.has(way) || chosen || ended) return
      const one = open(way)
      void one.rtc.answer(intro.sdp).then((sdp) => {
        deps.say({ type: 'answer', attempt: id, sdp })
        answered()
      }, one.rtc.close)
    },
    end: () => fail(),
  }
  return attempt

  function offerBy(way: Way) {
    if (ended || chosen || tries.has(way)) return
    const one = open(way)
    void one.rtc.offer().then((sdp) => deps.say({ type: 'offer', attempt: id, sdp }), one.rtc.close)
  }

  function answered() {
    if (isAnswered || ended) return
    isAnswered = true
    const isReached = () => isRelayOpen || tries.get('direct')?.rtc.isReached()
    stops.push(clock.after(UNREACHED_MS, () => !chosen && !isReached() && fail()))
  }

  function open(way: Way): Try {
    const rtc = deps.open[way](['control', 'calls'], {
      onCandidates: (candidates) => deps.say({ type: 'candidates', attempt: id, candidates }),
      // Who offers says the first word (M2), on the one connection it chose: so both sides have the same.
      onOpen: () => side === 'offerer' && (way === 'direct' ? choose(way) : giveDirectALead()),
      onClose: () => closed(way),
    })
    // Channels are wired before they open, so that nothing the other side says early is lost.
    const mostBytes = { now: MOST_HANDSHAKE_BYTES }
    const [control, calls] = rtc.channels.map((channel) => wire(channel, mostBytes)) as [Wired, Wired]
    const pipe = makePipe(control.send, () => rtc.close())
    const one: Try = { rtc, control, calls, pipe, mostBytes }
    tries.set(way, one)
    control.onPacket((packet) => {
      pipe.push(packet)
      if (side === 'answerer') choose(way)
    }, rtc.close)
    return one
  }

  /** The way through the box is open; the direct one goes first while it may still come. */
  function giveDirectALead() {
    if (!tries.has('direct')) return choose('relayed')
    isRelayOpen = true
    const chooseRelayed = () => choose('relayed')
    const afterLead = () =>
      tries.get('direct')?.rtc.isReached() ? stops.push(clock.after(SECURING_MS, chooseRelayed)) : chooseRelayed()
    stops.push(clock.after(LEAD_MS, afterLead))
  }

  function choose(way: Way) {
    const one = tries.get(way)
    if (chosen || ended || !one) return
    chosen = one
    for (const other of tries.values()) if (other !== one) other.rtc.close()
    void shake(one, way)
  }

  function closed(way: Way) {
    if (link) return chosen === tries.get(way) ? link.close('connection') : undefined
    const one = tries.get(way)
    tries.delete(way)
    if (one && one === chosen) fail()
    // What failed early need not be waited for.
    else if (way === 'direct' && side === 'offerer') {
      if (isRelayOpen) choose('relayed')
      else offerBy('relayed')
    }
    if (tries.size === 0) fail()
  }

  async function shake({ rtc, control, calls, pipe, mostBytes }: Try, way: Way) {
    const descriptions = rtc.descriptions()
    if (!descriptions) return fail()
    const { credentials } = deps
    const outcome: Result<Agreed, Refused> = await shakeHands({ side, pipe, descriptions, credentials, clock })
    if (ended) return
    finish()
    if (!outcome.ok) {
      deps.onRefused(outcome.error)
      // The reason needs a moment to leave.
      clock.after(200, rtc.close)
      return
    }
    const { peer, room, sas } = outcome.value
    mostBytes.now = mostPacketBytes(peer)
    const held = pipe.waiting()
    const made = makeLink({
      peer,
      room,
      sas,
      boot: attempt.peer.boot ?? '',
      control: {
        ...control,
        onPacket(takePacket, fault) {
          held.forEach(takePacket)
          control.onPacket(takePacket, fault)
        },
      },
      calls,
      openRtc: deps.open[way],
      clock,
      closeConnection: rtc.close,
    })
    link = made.link
    deps.onLink(link, way, made.start)
  }

  /** The other end is told, unless it said so itself: it would ignore our next try for as long as it waits for this one. */
  function fail(by?: 'told') {
    if (ended) return
    finish()
    if (by !== 'told') deps.say({ type: 'end', attempt: id })
    for (const { rtc } of [...tries.values()]) rtc.close()
    deps.onRefused({ reason: 'timeout', proven: false })
  }

  function finish() {
    ended = true
    stops.forEach((stop) => stop())
    deps.onEnd()
  }
}
type Candidates = { type: 'candidates'; attempt: SessionId; candidates: string[] }
type End = { type: 'end'; attempt: SessionId }
