/** Two bare peer connections: the floor that nothing over WebRTC can go below. `calls` echoes, `bulk` takes bytes. */
export async function openRawPair(side: 'offerer' | 'answerer', exchange: (sdp: string) => Promise<string>) {
  const pc = new RTCPeerConnection()
  const channel = (label: string, id: number) => {
    const made = pc.createDataChannel(label, { negotiated: true, id })
    made.binaryType = 'arraybuffer'
    return made
  }
  const calls = channel('calls', 0)
  const bulk = channel('bulk', 1)
  const open = new Promise<void>((resolve) => {
    bulk.onopen = () => resolve()
  })
  const whole = async () => {
    if (pc.iceGatheringState !== 'complete')
      await new Promise<void>(
        (resolve) => (pc.onicegatheringstatechange = () => pc.iceGatheringState === 'complete' && resolve()),
      )
    return pc.localDescription?.sdp ?? ''
  }
  if (side === 'offerer') {
    await pc.setLocalDescription()
    await pc.setRemoteDescription({ type: 'answer', sdp: await exchange(await whole()) })
  } else {
    await pc.setRemoteDescription({ type: 'offer', sdp: await exchange('') })
    await pc.setLocalDescription()
    await exchange(await whole())
    calls.onmessage = ({ data }) => calls.send(data as string)
    let taken = 0
    bulk.onmessage = ({ data }) => {
      taken += (data as ArrayBuffer).byteLength
      // The sender stops its clock when everything has arrived, not when it has been handed to its own buffer.
      if (taken % BULK_BYTES === 0) bulk.send('all')
    }
  }
  await open
  return {
    async roundTripMs(): Promise<number> {
      const startMs = performance.now()
      await new Promise((resolve) => {
        calls.onmessage = resolve
        calls.send('x'.repeat(80))
      })
      return performance.now() - startMs
    },
    async sendBulk(): Promise<number> {
      const chunk = new Uint8Array(CHUNK_BYTES)
      bulk.bufferedAmountLowThreshold = 256 << 10
      const startMs = performance.now()
      const all = new Promise((resolve) => (bulk.onmessage = resolve))
      for (let at = 0; at < BULK_BYTES; at += CHUNK_BYTES) {
        if (bulk.bufferedAmount > 1 << 20) await new Promise((resolve) => (bulk.onbufferedamountlow = resolve))
        bulk.send(chunk)
      }
      await all
      return BULK_BYTES / 1e6 / ((performance.now() - startMs) / 1000)
    },
  }
}
export const BULK_BYTES = 50 * 1024 * 1024
const CHUNK_BYTES = 64 * 1024
