import { makeListeners } from '../../lib/listeners.ts'
import { sendStream, type SentStream } from '../../mesh/media.ts'
import type { OpenMedia } from '../../mesh/rtc-media.ts'
import { captureScreen } from '../../platform/capture.ts'
import { shownOn } from '../../room/commons.ts'
import type { Outcome } from '../../ui/view.ts'
import type { Surroundings } from '../device.ts'
import type { PhoneNode } from './phone-node.ts'

/** This device's screen on the wall it is at. */
export type Share = {
  isOn(): boolean
  start(): Promise<Outcome>
  stop(): void
  onChange(listener: () => void): () => void
}

export function makeShare({
  node,
  around,
  openMedia,
}: {
  node: PhoneNode
  around: Surroundings
  openMedia: OpenMedia
}): Share {
  const changes = makeListeners<void>()
  let now: { stream: MediaStream; sent: SentStream; stops: (() => void)[] } | undefined

  return { isOn: () => now !== undefined, start, stop: () => end(true), onChange: changes.add }

  async function start(): Promise<Outcome> {
    end(true)
    const captured = await captureScreen()
    // Who thinks better of it is told nothing: they know.
    if (!captured.ok) return captured.error === 'share-cancelled' ? undefined : captured.error
    const stream = captured.value
    const answer = await node.call('display.share', {})
    const link = node.under.home()
    if (!answer.ok || !link) {
      stream.getTracks().forEach((track) => track.stop())
      return answer.ok ? 'offline' : answer.error
    }
    const sent = sendStream({ link, stream, openMedia, random: around.random })
    let wasShown = isShown()
    const stops = [
      sent.onEnd(() => end(false)),
      // Taken down at the wall, or something else is shown there now.
      node.documents.onUpdate(() => {
        if (isShown()) wasShown = true
        else if (wasShown) end(false)
      }),
    ]
    for (const track of stream.getVideoTracks()) track.onended = () => end(true)
    now = { stream, sent, stops }
    changes.tell()
    return undefined
  }

  function isShown(): boolean {
    const home = node.homeScreen()
    const shown = home && shownOn(node.documents.get('commons'), home)
    return shown !== undefined && shown.kind === 'screen' && shown.by === node.me
  }

  /** `mine`: this side ends it, so the wall is cleared. */
  function end(mine: boolean) {
    if (!now) return
    const { stream, sent, stops } = now
    now = undefined
    stops.forEach((stop) => stop())
    sent.stop()
    stream.getTracks().forEach((track) => track.stop())
    if (mine && isShown()) void node.call('display.clear', { target: 'all' })
    changes.tell()
  }
}
