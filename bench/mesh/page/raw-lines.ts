/** What a connection between two pages is for, and the channels it has. */
const CHANNELS = { link: ['state', 'calls'], bulk: ['bulk'] } as const
type Purpose = keyof typeof CHANNELS
export type Line = { purpose: Purpose; pc: RTCPeerConnection; channels: readonly RTCDataChannel[]; open: boolean }
type Said = { from: string; purpose: Purpose; hello?: true; sdp?: RTCSessionDescriptionInit; ice?: RTCIceCandidateInit }

/** Connections of this page with every other page of a room, introduced by the signaling server of y-webrtc. */
export function openLines(
  room: string,
  signaling: string,
  stun: string,
  onOpen: Record<Purpose, (line: Line) => void>,
) {
  const me = crypto.getRandomValues(new Uint32Array(2)).join('-')
  const lines = new Map<string, Line>()
  const opened = new Set<() => void>()
  const socket = new WebSocket(signaling)
  const say = (topic: string, said: Omit<Said, 'from'>) =>
    socket.send(JSON.stringify({ type: 'publish', topic, from: me, ...said }))
  socket.onopen = () => {
    socket.send(JSON.stringify({ type: 'subscribe', topics: [room, me] }))
    say(room, { purpose: 'link', hello: true })
  }
  socket.onmessage = ({ data }: MessageEvent<string>) => void hear(JSON.parse(data) as Said)
  const all = (purpose: Purpose) => [...lines.values()].filter((line) => line.open && line.purpose === purpose)

  return {
    all,
    /** The channel of a second connection to the one page we are linked with. */
    async openBulk(): Promise<[RTCDataChannel]> {
      const [known] = all('bulk')
      if (known) return [known.channels[0] as RTCDataChannel]
      const to = [...lines.keys()].find((key) => key.endsWith(' link'))?.split(' ')[0] ?? ''
      const open = new Promise<void>((resolve) => opened.add(resolve))
      void offer(to, 'bulk')
      await open
      return [all('bulk')[0]?.channels[0] as RTCDataChannel]
    },
    stop() {
      socket.close()
      for (const { pc } of lines.values()) pc.close()
    },
  }

  async function hear({ from, purpose, hello, sdp, ice }: Said) {
    if (from === me) return
    const known = lines.get(`${from} ${purpose}`)
    if (hello && !known) return me < from ? offer(from, purpose) : say(from, { purpose, hello: true })
    if (sdp?.type === 'offer') {
      const { pc } = make(from, purpose)
      await pc.setRemoteDescription(sdp)
      await pc.setLocalDescription()
      say(from, { purpose, sdp: pc.localDescription?.toJSON() as RTCSessionDescriptionInit })
    } else if (sdp) await known?.pc.setRemoteDescription(sdp)
    if (ice) await known?.pc.addIceCandidate(ice)
  }

  async function offer(to: string, purpose: Purpose) {
    const { pc } = make(to, purpose)
    await pc.setLocalDescription()
    say(to, { purpose, sdp: pc.localDescription?.toJSON() as RTCSessionDescriptionInit })
  }

  function make(peer: string, purpose: Purpose): Line {
    const pc = new RTCPeerConnection({ iceServers: [{ urls: stun }] })
    pc.onicecandidate = ({ candidate }) => candidate && say(peer, { purpose, ice: candidate.toJSON() })
    const channels = CHANNELS[purpose].map((label, id) => {
      const channel = pc.createDataChannel(label, { negotiated: true, id })
      channel.binaryType = 'arraybuffer'
      channel.bufferedAmountLowThreshold = 48 << 10
      channel.onopen = () => {
        if (line.open || channels.some(({ readyState }) => readyState !== 'open')) return
        line.open = true
        onOpen[purpose](line)
        opened.forEach((tell) => tell())
      }
      return channel
    })
    const line: Line = { purpose, pc, channels, open: false }
    lines.set(`${peer} ${purpose}`, line)
    return line
  }
}
