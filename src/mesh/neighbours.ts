import { toBase64url } from '../lib/bytes.ts'
import type { Clock, Random } from '../lib/clock.ts'
import { makeListeners } from '../lib/listeners.ts'
import type { LinkDenial } from '../protocol/handshake.ts'
import type { DeviceId, SessionId } from '../protocol/ids.ts'
import type { IntroBody } from '../protocol/link.ts'
import { MOST_HANDSHAKE_BYTES } from './frames.ts'
import { makePipe, shakeHands, type Credentials, type Side } from './handshake.ts'
import { mostPacketBytes, whoMakesRoom } from './limits.ts'
import { makeLink, wire, type Link } from './link.ts'
import type { OpenRtc, RtcConnection } from './rtc.ts'

/** An attempt that has not become a link by then is given up. */
const ATTEMPT_MS = 12_000
/** A box or neighbour cannot make us open more connections than this at once. */
const MOST_ATTEMPTS = 40

/**
 * A way to hand one neighbour an introduction: through the box, or through a device we are both linked to. `via`: which
 * session or device that is.
 */
export type Path = { via?: string; send(intro: IntroBody): void }
/** `proven`: it was the other device that refused us, and no judgement of our own (see handshake.ts). */
export type Refusal = { reason: LinkDenial; proven: boolean; device?: DeviceId; attempt: SessionId }

/** All links of this device, and how they come about (M1). */
export type Neighbours = {
  links(): readonly Link[]
  linkTo(device: DeviceId): Link | undefined
  /** Offers a connection along a path; the outcome is told by onLink or onRefused. */
  offer(path: Path, credentials: Credentials): SessionId | undefined
  knock(path: Path): void
  /** An introduction came along a path; answers go back along it. */
  take(path: Path, intro: IntroBody): void
  onLink(listener: (link: Link) => void): () => void
  onRefused(listener: (refusal: Refusal) => void): () => void
  stop(): void
}
type Attempt = {
  via: string | undefined
  rtc: RtcConnection
  side: Side
  peer: { device?: DeviceId; boot?: string }
  end(): void
}

export function startNeighbours(deps: {
  device: DeviceId
  boot: string
  openRtc: OpenRtc
  clock: Clock
  random: Random
  /** What this device shows to who comes to it; undefined: it takes no visitors (a phone). */
  welcome: () => Credentials | undefined
}): Neighbours {
  const attempts = new Map<SessionId, Attempt>()
  const links = new Map<DeviceId, Link>()
  const linked = makeListeners<Link>()
  const refused = makeListeners<Refusal>()
  const mine = { device: deps.device, boot: deps.boot }
  let stopped = false

  return {
    links: () => [...links.values()],
    linkTo: (device) => links.get(device),
    offer,
    knock: (path) => path.send({ ...mine, type: 'knock' }),
    take,
    onLink: linked.add,
    onRefused: refused.add,
    stop() {
      stopped = true
      for (const attempt of attempts.values()) attempt.end()
      for (const link of links.values()) link.close('stopped')
    },
  }

  function take(path: Path, intro: IntroBody) {
    if (stopped || intro.device === deps.device) return
    switch (intro.type) {
      case 'knock': {
        const welcome = deps.welcome()
        if (!welcome || isBusyWith(intro)) return
        // The lower id offers, so that two who find each other at once make one connection.
        if (deps.device < intro.device) offer(path, welcome, intro)
        else path.send({ ...mine, type: 'knock' })
        return
      }
      case 'offer': {
        const welcome = deps.welcome()
        if (!welcome || isBusyWith(intro) || attempts.has(intro.attempt)) return
        const attempt = begin(path, welcome, 'answerer', intro.attempt, intro)
        if (attempt)
          void attempt.rtc
            .answer(intro.sdp)
            .then((sdp) => path.send({ ...mine, type: 'answer', attempt: intro.attempt, sdp }), attempt.end)
        return
      }
      case 'answer': {
        const attempt = attempts.get(intro.attempt)
        if (attempt?.side !== 'offerer') return
        attempt.peer = intro
        void attempt.rtc.accept(intro.sdp).catch(attempt.end)
        return
      }
      case 'candidates':
        return attempts.get(intro.attempt)?.rtc.addCandidates(intro.candidates)
      case 'typed':
        return // Not an introduction yet: see introductions.onTyped.
    }
  }

  function isBusyWith(intro: IntroBody): boolean {
    const link = links.get(intro.device)
    if (link && link.boot === intro.boot) return true
    return [...attempts.values()].some(({ peer }) => peer.device === intro.device && peer.boot === intro.boot)
  }

  function offer(path: Path, credentials: Credentials, peer: Attempt['peer'] = {}): SessionId | undefined {
    const id = toBase64url(deps.random(16)) as SessionId
    const attempt = begin(path, credentials, 'offerer', id, peer)
    if (!attempt) return undefined
    void attempt.rtc.offer().then((sdp) => path.send({ ...mine, type: 'offer', attempt: id, sdp }), attempt.end)
    return id
  }

  function begin(
    path: Path,
    credentials: Credentials,
    side: Side,
    id: SessionId,
    peer: Attempt['peer'],
  ): Attempt | undefined {
    if (stopped) return undefined
    if (attempts.size >= MOST_ATTEMPTS) whoMakesRoom(attempts.values())?.end()
    if (attempts.size >= MOST_ATTEMPTS) return undefined
    let link: Link | undefined
    const rtc = deps.openRtc(['control', 'calls'], {
      onCandidates: (candidates) => path.send({ ...mine, type: 'candidates', attempt: id, candidates }),
      onOpen: () => void shake(),
      onClose: () => (link ? link.close('connection') : attempt.end()),
    })
    const stopTimer = deps.clock.after(ATTEMPT_MS, () => attempt.end())
    let ended = false
    const attempt: Attempt = {
      via: path.via,
      rtc,
      side,
      peer: { ...peer },
      end() {
        if (ended) return
        ended = true
        stopTimer()
        attempts.delete(id)
        if (!link) {
          rtc.close()
          refused.tell({
            reason: 'timeout',
            proven: false,
            attempt: id,
            ...(attempt.peer.device && { device: attempt.peer.device }),
          })
        }
      },
    }
    attempts.set(id, attempt)
    // Channels are wired before they open, so that nothing the other side says early is lost.
    const mostBytes = { now: MOST_HANDSHAKE_BYTES }
    const [control, calls] = rtc.channels.map((channel) => wire(channel, mostBytes)) as [
      ReturnType<typeof wire>,
      ReturnType<typeof wire>,
    ]
    const pipe = makePipe(control.send, () => rtc.close())
    control.onPacket(pipe.push, rtc.close)
    return attempt

    async function shake() {
      const descriptions = rtc.descriptions()
      if (!descriptions) return attempt.end()
      const outcome = await shakeHands({ side, pipe, descriptions, credentials, clock: deps.clock })
      if (ended) return
      if (!outcome.ok) {
        refused.tell({
          ...outcome.error,
          attempt: id,
          ...(attempt.peer.device && { device: attempt.peer.device }),
        })
        link = undefined
        ended = true
        stopTimer()
        attempts.delete(id)
        // The reason needs a moment to leave.
        deps.clock.after(200, rtc.close)
        return
      }
      const { peer: who, room, sas } = outcome.value
      mostBytes.now = mostPacketBytes(who)
      const held = pipe.waiting()
      const made = makeLink({
        peer: who,
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
        clock: deps.clock,
        closeConnection: rtc.close,
      })
      ended = true
      stopTimer()
      attempts.delete(id)
      link = made.link
      keep(link)
      made.start()
    }
  }

  function keep(link: Link) {
    links.get(link.peer.device)?.close('replaced')
    links.set(link.peer.device, link)
    link.onClose(() => {
      if (links.get(link.peer.device) === link) links.delete(link.peer.device)
    })
    linked.tell(link)
  }
}
