import type { Clock } from '../lib/clock.ts'
import type { Bytes } from '../lib/bytes.ts'
import { LOW_WATER_BYTES, type Channel } from './frames.ts'

/** How long candidates are gathered before they are handed on together; the first is usually enough on a LAN. */
const CANDIDATE_BATCH_MS = 15

/** One connection: one offer, one answer, negotiated channels, never renegotiated. Over WebRTC here, over the box in relay.ts. */
export type RtcConnection = {
  channels: readonly Channel[]
  offer(): Promise<string>
  /** Takes the other's offer and returns the answer. */
  answer(offer: string): Promise<string>
  accept(answer: string): Promise<void>
  addCandidates(candidates: readonly string[]): void
  /** The other end answers, though the channels may not be open yet. */
  isReached(): boolean
  /** Both session descriptions, once there are two: the handshake signs their fingerprints. */
  descriptions(): { mine: string; theirs: string } | undefined
  close(): void
}
export type RtcEvents = {
  onCandidates(candidates: string[]): void
  /** Every channel is open, and both descriptions are known. */
  onOpen(): void
  onClose(): void
}
/** `labels.length` channels with ids 0, 1, …; the same labels on both sides. */
export type OpenRtc = (labels: readonly string[], events: RtcEvents) => RtcConnection

/** Connections over the browser's own WebRTC. `stunUrls` is asked at every opening: the box may have come back elsewhere. */
export function makeOpenRtc(deps: { stunUrls: () => string[]; clock: Clock }): OpenRtc {
  return (labels, events) => {
    const pc = new RTCPeerConnection({ iceServers: deps.stunUrls().map((urls) => ({ urls })) })
    let closed = false
    let toOpen = labels.length
    let isTold = false

    const close = () => {
      if (closed) return
      closed = true
      pc.close()
      events.onClose()
    }
    pc.onconnectionstatechange = () => {
      if (pc.connectionState === 'failed' || pc.connectionState === 'closed') close()
    }
    /** A channel may open a moment before the page is told of the answer that opened it; the handshake needs both. */
    const tellOpen = () => {
      if (toOpen > 0 || closed || isTold || !pc.remoteDescription) return
      isTold = true
      events.onOpen()
    }
    const channels = labels.map((label, id) => {
      const channel = pc.createDataChannel(label, { negotiated: true, id })
      channel.binaryType = 'arraybuffer'
      channel.bufferedAmountLowThreshold = LOW_WATER_BYTES
      channel.onopen = () => {
        toOpen -= 1
        tellOpen()
      }
      channel.onclose = close
      return channelOver(channel)
    })
    const negotiation = negotiationOf(pc, {
      clock: deps.clock,
      onCandidates: events.onCandidates,
      isClosed: () => closed,
    })
    return {
      channels,
      ...negotiation,
      async accept(answer) {
        await negotiation.accept(answer)
        tellOpen()
      },
      isReached: () => ['connected', 'completed'].includes(pc.iceConnectionState),
      descriptions() {
        const mine = pc.localDescription?.sdp
        const theirs = pc.remoteDescription?.sdp
        return mine && theirs ? { mine, theirs } : undefined
      },
      close,
    }
  }
}

/** One offer and one answer, with candidates as they come, whatever the connection is to carry. */
export function negotiationOf(
  pc: RTCPeerConnection,
  deps: { clock: Clock; onCandidates(candidates: string[]): void; isClosed(): boolean },
): Pick<RtcConnection, 'offer' | 'answer' | 'accept' | 'addCandidates'> {
  let waiting: string[] = []
  const early: string[] = []
  pc.onicecandidate = ({ candidate }) => {
    if (!candidate || candidate.candidate === '') return
    waiting.push(candidate.candidate)
    if (waiting.length > 1) return
    deps.clock.after(CANDIDATE_BATCH_MS, () => {
      const batch = waiting
      waiting = []
      if (!deps.isClosed()) deps.onCandidates(batch)
    })
  }
  const addCandidate = (candidate: string) =>
    // A candidate that cannot be used is normal (another address family, a name that does not resolve).
    void pc.addIceCandidate({ candidate, sdpMid: '0', sdpMLineIndex: 0 }).catch(() => undefined)
  const remoteKnown = () => early.splice(0).forEach(addCandidate)

  return {
    async offer() {
      await pc.setLocalDescription()
      return pc.localDescription?.sdp ?? ''
    },
    async answer(offer) {
      await pc.setRemoteDescription({ type: 'offer', sdp: offer })
      remoteKnown()
      await pc.setLocalDescription()
      return pc.localDescription?.sdp ?? ''
    },
    async accept(answer) {
      await pc.setRemoteDescription({ type: 'answer', sdp: answer })
      remoteKnown()
    },
    addCandidates(candidates) {
      if (pc.remoteDescription) candidates.forEach(addCandidate)
      else early.push(...candidates.slice(0, 40))
    },
  }
}

function channelOver(channel: RTCDataChannel): Channel {
  return {
    send(frame: Bytes) {
      if (channel.readyState !== 'open') return false
      try {
        channel.send(frame)
        return true
      } catch {
        return false // the browser's own buffer is full or the channel is just closing: the writer keeps the frame
      }
    },
    bufferedBytes: () => channel.bufferedAmount,
    onMessage(listener) {
      channel.onmessage = ({ data }) => {
        if (data instanceof ArrayBuffer) listener(new Uint8Array(data))
      }
    },
    onDrained(listener) {
      channel.onbufferedamountlow = listener
    },
    drainsAt(bytes) {
      channel.bufferedAmountLowThreshold = bytes
    },
  }
}
