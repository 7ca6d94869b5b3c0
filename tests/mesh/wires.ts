import { makeChance } from '../simulation/chance.ts'
import { makeNetwork } from '../simulation/network.ts'
import { makeRtc, type Plug, type Tap } from '../simulation/rtc.ts'
import { clockOver, makeTimeline } from '../simulation/time.ts'
import type { Bytes } from '../../src/lib/bytes.ts'
import { LOW_WATER_BYTES, MOST_HANDSHAKE_BYTES, type Channel } from '../../src/mesh/frames.ts'
import { mostPacketBytes } from '../../src/mesh/limits.ts'
import { makeLink, wire, type Link } from '../../src/mesh/link.ts'
import type { OpenRtc, RtcConnection } from '../../src/mesh/rtc.ts'
import type { RoomId } from '../../src/protocol/ids.ts'
import type { Peer } from '../../src/trust/judge.ts'
import { named, sealOf } from '../trust/people.ts'

/** Two or more devices on a network whose time is turned by hand; links are made of trust, without a handshake. */
export function makeBench(seed: string) {
  const timeline = makeTimeline()
  const chance = makeChance(seed)
  const taps: Tap[] = []
  const network = makeNetwork({ timeline, chance, onArrival: () => {} })
  const rtc = makeRtc({ timeline, network, chance, tap: (...frame) => taps.forEach((tap) => tap(...frame)) })
  const plugs = new Map<string, Plug>()
  const openRtcOf = (name: string): OpenRtc => {
    const plug = plugs.get(name) ?? { name, isOn: () => true }
    plugs.set(name, plug)
    return rtc.openRtcOf(plug)
  }
  const clock = clockOver(timeline, { skewMs: 0, isOn: () => true, whenAwake: (run) => run() })
  return { ...timeline, network, chance, clock, openRtcOf, link, onFrame: (tap: Tap) => void taps.push(tap) }

  /** A link between two, as each has it: what `a` holds is its link to `b`. */
  async function link(a: Peer & { name: string }, b: Peer & { name: string }): Promise<[Link, Link]> {
    const ends: Record<'a' | 'b', RtcConnection> = {
      a: openRtcOf(a.name)(
        ['control', 'calls'],
        eventsOf(
          () => ends.b,
          () => links.a,
        ),
      ),
      b: openRtcOf(b.name)(
        ['control', 'calls'],
        eventsOf(
          () => ends.a,
          () => links.b,
        ),
      ),
    }
    const links = { a: linkOver(ends.a, b, openRtcOf(a.name)), b: linkOver(ends.b, a, openRtcOf(b.name)) }
    const offer = await ends.a.offer()
    await ends.a.accept(await ends.b.answer(offer))
    await timeline.settle()
    links.a.start()
    links.b.start()
    return [links.a.link, links.b.link]
  }

  function eventsOf(other: () => RtcConnection, mine: () => { link: Link }) {
    return {
      onCandidates: (candidates: string[]) => other().addCandidates(candidates),
      onOpen: () => {},
      onClose: () => mine().link.close('connection'),
    }
  }

  function linkOver(connection: RtcConnection, peer: Peer, openRtc: OpenRtc) {
    const mostBytes = { now: mostPacketBytes(peer) }
    const [control, calls] = connection.channels.map((channel) => wire(channel, mostBytes)) as [Wired, Wired]
    const room = 'A'.repeat(22) as RoomId
    return makeLink({
      peer,
      room,
      boot: '',
      sas: '',
      control,
      calls,
      openRtc,
      clock,
      closeConnection: connection.close,
    })
  }
}
type Wired = ReturnType<typeof wire>

/** Somebody of a story, as the others know them. */
export const somebody = (
  name: string,
  role: Peer['role'] = 'screen',
  more: Partial<Peer> = {},
): Peer & { name: string } => ({
  name,
  device: named(name),
  seal: sealOf(name),
  role,
  admin: false,
  ...more,
})

/** A channel whose far end is read by hand, and whose buffer empties when it is told to. */
export function makeSlowChannel() {
  const sent: Bytes[] = []
  let waiting: Bytes[] = []
  let isOpen = true
  let take: (frame: Bytes) => void = () => {}
  let drained = () => {}
  let lowWater = LOW_WATER_BYTES
  const buffered = () => waiting.reduce((sum, { length }) => sum + length, 0)
  const channel: Channel = {
    send(frame) {
      if (!isOpen) return false
      waiting.push(frame)
      sent.push(frame)
      return true
    },
    bufferedBytes: buffered,
    onMessage: (listener) => void (take = listener),
    onDrained: (listener) => void (drained = listener),
    drainsAt: (bytes) => void (lowWater = bytes),
  }
  return {
    channel,
    sent,
    arrive: (frame: Bytes) => take(frame),
    close: () => void (isOpen = false),
    /** Lets go of so many frames, as the network takes them. */
    drain(frames: number) {
      const before = buffered()
      waiting = waiting.slice(frames)
      if (before > lowWater && buffered() <= lowWater) drained()
    },
  }
}

export { MOST_HANDSHAKE_BYTES }
