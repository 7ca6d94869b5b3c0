import { toBase64url } from '../lib/bytes.ts'
import type { Clock, Random } from '../lib/clock.ts'
import { makeListeners } from '../lib/listeners.ts'
import type { LinkDenial } from '../protocol/handshake.ts'
import type { DeviceId, SessionId } from '../protocol/ids.ts'
import type { IntroBody } from '../protocol/link.ts'
import { makeAttempt, RELAY_AFTER_MS, type Attempt } from './attempt.ts'
import type { Credentials, Side } from './handshake.ts'
import { isKnownStart, whoMakesRoom } from './limits.ts'
import type { Link } from './link.ts'
import type { OpenRtc } from './rtc.ts'

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

export function startNeighbours(deps: {
  device: DeviceId
  boot: string
  openRtc: OpenRtc
  /** Through the box, where no direct path exists. */
  openRelay: OpenRtc
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
  let relayAfterMs = RELAY_AFTER_MS
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
        const known = attempts.get(intro.attempt)
        // The same attempt, another way.
        if (known) return known.peer.device === intro.device ? known.take(intro) : undefined
        const welcome = deps.welcome()
        if (!welcome || isBusyWith(intro)) return
        return begin(path, welcome, 'answerer', intro.attempt, intro)?.take(intro)
      }
      case 'answer':
      case 'candidates':
        return attempts.get(intro.attempt)?.take(intro)
      case 'end': {
        const attempt = attempts.get(intro.attempt)
        const { device } = attempt?.peer ?? {}
        return device === undefined || device === intro.device ? attempt?.take(intro) : undefined
      }
      case 'typed':
        return // Not an introduction yet: see introductions.onTyped.
    }
  }

  function isBusyWith(intro: IntroBody): boolean {
    const link = links.get(intro.device)
    const starts = [...attempts.values()].map(({ peer }) => peer)
    if (link) starts.push({ device: intro.device, boot: link.boot })
    return isKnownStart(starts, intro)
  }

  function offer(path: Path, credentials: Credentials, peer: Attempt['peer'] = {}): SessionId | undefined {
    const id = toBase64url(deps.random(16)) as SessionId
    const attempt = begin(path, credentials, 'offerer', id, peer)
    attempt?.offer()
    return attempt && id
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
    const attempt = makeAttempt({
      id,
      via: path.via,
      side,
      peer: { ...(peer.device && { device: peer.device }), ...(peer.boot && { boot: peer.boot }) },
      credentials,
      open: { direct: deps.openRtc, relayed: deps.openRelay },
      relayAfterMs,
      clock: deps.clock,
      say: (intro) => path.send({ ...mine, ...intro }),
      onEnd: () => void attempts.delete(id),
      onLink(link, way, start) {
        // Where the last link had to be relayed, the next one probably must be, too.
        relayAfterMs = way === 'relayed' ? 0 : RELAY_AFTER_MS
        keep(link)
        start()
      },
      onRefused: (why) =>
        refused.tell({ ...why, attempt: id, ...(attempt.peer.device && { device: attempt.peer.device }) }),
    })
    attempts.set(id, attempt)
    return attempt
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
