import { afterEach, expect, test, vi } from 'vitest'
import { makeOpenRtc } from '../../src/mesh/rtc.ts'

/** A browser's connection that does what its network does when the test says so. */
class BrowserConnection {
  static made: BrowserConnection[] = []
  localDescription: { sdp: string } | null = null
  remoteDescription: { sdp: string } | null = null
  connectionState = 'new'
  channels: { onopen?: () => void; readyState: string }[] = []
  learnAnswer = () => {}
  constructor() {
    BrowserConnection.made.push(this)
  }
  createDataChannel() {
    const channel = { readyState: 'connecting' }
    this.channels.push(channel)
    return channel
  }
  setLocalDescription() {
    this.localDescription = { sdp: 'mine' }
    return Promise.resolve()
  }
  setRemoteDescription(description: { sdp: string }) {
    return new Promise<void>((resolve) => {
      this.learnAnswer = () => {
        this.remoteDescription = description
        resolve()
      }
    })
  }
  close() {}
}

afterEach(() => {
  vi.unstubAllGlobals()
  BrowserConnection.made = []
})

test('channels that open before the page is told of the answer wait for it: the handshake signs both descriptions', async () => {
  vi.stubGlobal('RTCPeerConnection', BrowserConnection)
  const heard: unknown[] = []
  const rtc = makeOpenRtc({ stunUrls: () => [], clock: {} as never })(['control', 'calls'], {
    onCandidates: () => undefined,
    onOpen: () => heard.push(rtc.descriptions()),
    onClose: () => undefined,
  })
  await rtc.offer()
  const accepted = rtc.accept('theirs')
  const [browser] = BrowserConnection.made
  for (const channel of browser?.channels ?? []) channel.onopen?.()
  expect(heard).toEqual([])
  browser?.learnAnswer()
  await accepted
  expect(heard).toEqual([{ mine: 'mine', theirs: 'theirs' }])
})

test('channels that open after the answer are told of at once, and once', async () => {
  vi.stubGlobal('RTCPeerConnection', BrowserConnection)
  let opened = 0
  const rtc = makeOpenRtc({ stunUrls: () => [], clock: {} as never })(['control', 'calls'], {
    onCandidates: () => undefined,
    onOpen: () => (opened += 1),
    onClose: () => undefined,
  })
  await rtc.offer()
  const accepted = rtc.accept('theirs')
  const [browser] = BrowserConnection.made
  browser?.learnAnswer()
  await accepted
  expect(opened).toBe(0)
  for (const channel of browser?.channels ?? []) channel.onopen?.()
  expect(opened).toBe(1)
})
