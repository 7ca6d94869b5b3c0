import { toBase64url } from '../../lib/bytes.ts'
import { err, ok } from '../../lib/result.ts'
import type { Credentials } from '../../mesh/handshake.ts'
import { startIntroductions } from '../../mesh/introductions.ts'
import type { Link } from '../../mesh/link.ts'
import { startNeighbours } from '../../mesh/neighbours.ts'
import type { DeviceId } from '../../protocol/ids.ts'
import { signerOf } from '../../trust/keys.ts'
import type { Surroundings } from '../device.ts'
import type { PhoneNode } from './phone-node.ts'

/** An introduction through two screens and a handshake; whoever takes longer is not to be had directly. */
const LINK_MS = 7_000
/** After that somebody may have changed their Wi-Fi. */
const GIVEN_UP_MS = 60_000
/** A link that carries nothing any more. */
const IDLE_MS = 30_000

/** Links from this phone to another one, on demand, introduced by a screen: they carry files, and no rights. */
export type Peers = {
  /** The other phone, if it can be reached directly. */
  linkTo(device: DeviceId): Promise<Link | undefined>
  /** It went silent: the next way is another. */
  giveUp(device: DeviceId): void
  stop(): void
}

export function startPeers(deps: {
  node: PhoneNode
  around: Surroundings
  /** Whether this phone has something for that one. Everybody else is refused. */
  mayCome: (device: DeviceId) => boolean
  /** Whether anything still moves between us. */
  isBusy: (device: DeviceId) => boolean
}): Peers {
  const { node, around } = deps
  const { clock, random, box } = around
  const given = new Map<DeviceId, number>()
  const seeking = new Map<DeviceId, Promise<Link | undefined>>()
  const neighbours = startNeighbours({
    device: node.me,
    boot: toBase64url(random(16)),
    openRtc: around.openRtc,
    openRelay: around.openRelay,
    clock,
    random,
    welcome: () => credentials((device) => isHere(device) && deps.mayCome(device)),
  })
  const introductions = startIntroductions({ me: node.me, box, neighbours, random, mayIntroduce: () => false })
  const isHere = (device: DeviceId) => node.presence.people().some((person) => person.device === device)
  const stops = [
    // Who is in the room no longer has no way to those who are. Out of reach ourselves, we cannot know.
    node.presence.onChange(() => {
      if (!node.under.home() || !isHere(node.me)) return
      for (const link of neighbours.links()) if (!isHere(link.peer.device)) link.close('not-here')
    }),
    node.under.onLink(introductions.attach),
    neighbours.onLink((link) => {
      node.under.bulk.attach(link)
      const stopIdle = clock.every(IDLE_MS, () => !deps.isBusy(link.peer.device) && link.close('idle'))
      link.onClose(stopIdle)
    }),
  ]

  return {
    linkTo(device) {
      const open = neighbours.linkTo(device)
      if (open) return Promise.resolve(open)
      if (clock.now() - (given.get(device) ?? -GIVEN_UP_MS) < GIVEN_UP_MS) return Promise.resolve(undefined)
      const sought = seeking.get(device) ?? seek(device).finally(() => seeking.delete(device))
      seeking.set(device, sought)
      return sought
    },
    giveUp(device) {
      given.set(device, clock.now())
      neighbours.linkTo(device)?.close('silent')
    },
    stop() {
      stops.forEach((stop) => stop())
      introductions.stop()
      neighbours.stop()
    },
  }

  function seek(device: DeviceId): Promise<Link | undefined> {
    const home = node.under.home()
    if (!home) return Promise.resolve(undefined)
    return new Promise((resolve) => {
      const done = (link?: Link) => {
        stopTimer()
        stopLink()
        stopRefused()
        if (!link) given.set(device, clock.now())
        resolve(link)
      }
      const stopTimer = clock.after(LINK_MS, () => done())
      const stopLink = neighbours.onLink((link) => link.peer.device === device && done(link))
      const stopRefused = neighbours.onRefused(({ attempt }) => attempt === mine && done())
      const mine = neighbours.offer(
        introductions.throughNeighbour(home, device),
        credentials((found) => found === device),
      )
    })
  }

  /** Who is at the other end is proven by its key, and known to us by name: nothing else is claimed or believed. */
  function credentials(isExpected: (device: DeviceId) => boolean): Credentials {
    const { keys } = node.under
    return {
      signer: signerOf(keys),
      hello: { device: keys.device, seal: keys.seal, nonce: toBase64url(random(16)), room: node.papers().room },
      claim: () => Promise.resolve({ as: 'resident' }),
      judge: (_claim, { device, seal }) =>
        Promise.resolve(
          // A visitor without an admission is somebody whom `authorize` lets do nothing.
          isExpected(device) ? ok({ device, seal, role: 'visitor', admin: false }) : err('unknown-device'),
        ),
    }
  }
}
