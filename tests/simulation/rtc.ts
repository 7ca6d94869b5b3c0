import { toHex, type Bytes } from '../../src/lib/bytes.ts'
import { LOW_WATER_BYTES, type Channel } from '../../src/mesh/frames.ts'
import type { OpenRtc, RtcConnection, RtcEvents } from '../../src/mesh/rtc.ts'
import type { Chance } from './chance.ts'
import type { Line, Network } from './network.ts'
import type { Timeline } from './time.ts'

/** Larger frames throw in browsers. */
const MOST_FRAME_BYTES = 65_536

/** A device in front of the network: it may be switched off in the middle of anything. */
export type Plug = { name: string; isOn(): boolean }
/** Sees each frame as it arrives. */
export type Tap = (from: string, to: string, label: string, frame: Bytes) => void

type End = {
  id: string
  plug: Plug
  sdp: string
  theirs: string | undefined
  /** Whether it was told where the other can be reached. */
  hasCandidate: boolean
  at: 'new' | 'opening' | 'open' | 'closed'
  events: RtcEvents
  channels: Wire[]
}
type Wire = {
  label: string
  line: Line<Bytes> | undefined
  take: (frame: Bytes) => void
  drained: () => void
  lowWater: number
}

/** Peer connections between simulated devices: one offer, one answer, ordered reliable channels, fingerprints in the SDP. */
export function makeRtc({
  timeline,
  network,
  chance,
  tap,
}: {
  timeline: Timeline
  network: Network
  chance: Chance
  tap: Tap
}) {
  const ends = new Map<string, End>()
  const opened = new Map<string, number>()
  network.onHeal(() => ends.forEach(connect))

  return {
    openRtcOf:
      (plug: Plug): OpenRtc =>
      (labels, events) =>
        open(plug, labels, events),
    /** The device lost its power: nobody is told. */
    vanish(plug: Plug) {
      for (const end of ends.values()) if (end.plug === plug) drop(end)
    },
  }

  function open(plug: Plug, labels: readonly string[], events: RtcEvents): RtcConnection {
    const nth = (opened.get(plug.name) ?? 0) + 1
    opened.set(plug.name, nth)
    const luck = chance.fork(`rtc ${plug.name} ${nth}`)
    const id = toHex(luck.bytes(8))
    const fingerprint = toHex(luck.bytes(32)).toUpperCase().match(/../g)?.join(':')
    const sdp = `v=0\r\no=- ${id} 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=fingerprint:sha-256 ${fingerprint}\r\na=setup:actpass\r\n`
    const end: End = { id, plug, sdp, theirs: undefined, hasCandidate: false, at: 'new', events, channels: [] }
    end.channels = labels.map((label) => ({
      label,
      line: undefined,
      take: () => {},
      drained: () => {},
      lowWater: LOW_WATER_BYTES,
    }))
    ends.set(id, end)
    const gather = () =>
      timeline.soon(
        luck.between(1, 20),
        () => plug.isOn() && end.at !== 'closed' && events.onCandidates([`candidate:${id}`]),
      )
    return {
      channels: end.channels.map((wire) => channelOver(end, wire)),
      offer() {
        gather()
        return Promise.resolve(sdp)
      },
      answer(offer) {
        end.theirs = offer
        gather()
        connect(end)
        return Promise.resolve(sdp)
      },
      accept(answer) {
        end.theirs = answer
        connect(end)
        return Promise.resolve()
      },
      addCandidates() {
        end.hasCandidate = true
        connect(end)
      },
      isReached: () => end.at === 'opening' || end.at === 'open',
      descriptions: () => (end.theirs === undefined ? undefined : { mine: sdp, theirs: end.theirs }),
      close() {
        if (end.at === 'closed') return
        const other = otherOf(end)
        drop(end)
        events.onClose()
        // The other hears of it if there is a way just now; a cut swallows it, and then only a heartbeat tells.
        if (other && network.reaches(end.plug.name, other.plug.name))
          timeline.soon(luck.between(1, 30), () => closedByOther(other))
      },
    }
  }

  function closedByOther(end: End) {
    if (end.at === 'closed' || !end.plug.isOn()) return
    drop(end)
    end.events.onClose()
  }

  function drop(end: End) {
    end.at = 'closed'
    ends.delete(end.id)
    for (const wire of end.channels) wire.line?.end()
  }

  /** The end whose description this one was given, if its own certificate is the one that it was given. */
  function otherOf(end: End): End | undefined {
    const id = /^o=- (\w+)/m.exec(end.theirs ?? '')?.[1]
    const other = id === undefined ? undefined : ends.get(id)
    return other && fingerprintIn(other.sdp) === fingerprintIn(end.theirs ?? '') ? other : undefined
  }

  function connect(end: End) {
    const other = otherOf(end)
    if (!other || otherOf(other) !== end || end.at !== 'new' || other.at !== 'new') return
    if (!end.hasCandidate && !other.hasCandidate) return
    if (!network.reaches(end.plug.name, other.plug.name)) return
    for (const [one, two] of [
      [end, other],
      [other, end],
    ] as const) {
      one.at = 'opening'
      for (const [i, wire] of one.channels.entries()) wire.line = lineBetween(one, two, i)
      timeline.soon(chance.fork(`open ${one.id}`).between(4, 60), () => whenOpen(one, two))
    }
  }

  function lineBetween(from: End, to: End, channel: number): Line<Bytes> {
    const label = to.channels[channel]?.label ?? ''
    return network.line<Bytes>(from.plug.name, to.plug.name, {
      name: `${label} ${from.id}`,
      isOpen: () => to.at === 'open' && to.plug.isOn() && from.plug.isOn(),
      deliver(frame) {
        tap(from.plug.name, to.plug.name, label, frame)
        to.channels[channel]?.take(frame)
        const waiting = from.channels[channel]?.line?.waitingBytes() ?? 0
        const low = from.channels[channel]?.lowWater ?? LOW_WATER_BYTES
        if (waiting <= low && waiting + frame.length > low) from.channels[channel]?.drained()
      },
    })
  }

  function whenOpen(end: End, other: End) {
    if (end.at !== 'opening' || !end.plug.isOn()) return
    end.at = 'open'
    end.events.onOpen()
    for (const wire of other.channels) wire.line?.look()
  }

  function channelOver(end: End, wire: Wire): Channel {
    return {
      send(frame) {
        if (end.at !== 'open' || !wire.line) return false
        if (frame.length > MOST_FRAME_BYTES)
          throw new Error(`A frame of ${frame.length} bytes would throw in a browser`)
        wire.line.send(frame.slice(), frame.length)
        return true
      },
      bufferedBytes: () => wire.line?.waitingBytes() ?? 0,
      onMessage(listener) {
        wire.take = listener
      },
      onDrained(listener) {
        wire.drained = listener
      },
      drainsAt(bytes) {
        wire.lowWater = bytes
      },
    }
  }
}

const fingerprintIn = (sdp: string) => /^a=fingerprint:.*$/m.exec(sdp)?.[0].trim()
