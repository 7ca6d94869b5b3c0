import type { Clock } from '../lib/clock.ts'
import { negotiationOf, type RtcConnection } from './rtc.ts'

/** A connection for one moving picture: one offer, one answer, gone with the link that vouches for it. */
export type MediaConnection = Pick<RtcConnection, 'offer' | 'answer' | 'accept' | 'addCandidates' | 'close'>
/** `stream`: what is sent; without it the other side's is awaited. */
export type OpenMedia = (
  stream: MediaStream | undefined,
  events: { onCandidates(candidates: string[]): void; onStream(stream: MediaStream): void; onClose(): void },
) => MediaConnection

/** A wall shows pages and slides: letters must be sharp, and thirty pictures a second are a tablet's whole battery. */
const MOST_BITS_PER_S = 4_000_000

/** Over the browser's own WebRTC, with the box's STUN as the only server, as for links. */
export function makeOpenMedia(deps: { stunUrls: () => string[]; clock: Clock }): OpenMedia {
  return (stream, events) => {
    const pc = new RTCPeerConnection({ iceServers: deps.stunUrls().map((urls) => ({ urls })) })
    let closed = false
    const close = () => {
      if (closed) return
      closed = true
      pc.close()
      events.onClose()
    }
    pc.onconnectionstatechange = () => {
      if (pc.connectionState === 'failed' || pc.connectionState === 'closed') close()
      if (pc.connectionState === 'connected') void limit(pc)
    }
    pc.ontrack = ({ track }) => {
      events.onStream(new MediaStream([track]))
      track.onended = close
    }
    for (const track of stream?.getVideoTracks() ?? []) pc.addTrack(track, stream as MediaStream)
    return {
      ...negotiationOf(pc, { clock: deps.clock, onCandidates: events.onCandidates, isClosed: () => closed }),
      close,
    }
  }
}

async function limit(pc: RTCPeerConnection): Promise<void> {
  for (const sender of pc.getSenders()) {
    const parameters = sender.getParameters()
    for (const encoding of parameters.encodings) encoding.maxBitrate = MOST_BITS_PER_S
    await sender.setParameters(parameters).catch(() => undefined) // then the browser's own measure holds
  }
}
