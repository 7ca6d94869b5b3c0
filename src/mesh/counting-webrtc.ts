/**
 * The browser's own WebRTC, for a library that takes it as a parameter: every byte handed to a data channel is told. What is
 * counted is what applications' notes and their bookkeeping weigh, before the browser seals it.
 */
export function countingWebRtc(onSent: (bytes: number) => void) {
  class CountingConnection extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      this.addEventListener('datachannel', ({ channel }) => counted(channel))
    }
    override createDataChannel(...args: Parameters<RTCPeerConnection['createDataChannel']>): RTCDataChannel {
      return counted(super.createDataChannel(...args))
    }
  }
  return { RTCPeerConnection: CountingConnection, RTCSessionDescription, RTCIceCandidate }

  function counted(channel: RTCDataChannel): RTCDataChannel {
    const send = channel.send.bind(channel) as (data: ArrayBufferView<ArrayBuffer>) => void
    channel.send = (data: string | Blob | ArrayBuffer | ArrayBufferView<ArrayBuffer>) => {
      send(data as ArrayBufferView<ArrayBuffer>)
      onSent(bytesOf(data)) // not reached where the channel refused it
    }
    return channel
  }
}

const bytesOf = (data: string | Blob | ArrayBuffer | ArrayBufferView): number =>
  typeof data === 'string' ? new TextEncoder().encode(data).length : data instanceof Blob ? data.size : data.byteLength
