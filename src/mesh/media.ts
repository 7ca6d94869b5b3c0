import { toBase64url } from '../lib/bytes.ts'
import type { Random } from '../lib/clock.ts'
import { makeListeners } from '../lib/listeners.ts'
import type { Link } from './link.ts'
import type { MediaConnection, OpenMedia } from './rtc-media.ts'

/** What moves over a link beside words and bytes: one picture that moves, over a connection negotiated inside the link (M25). */
export type SentStream = { stop(): void; onEnd(listener: () => void): () => void }

/** Sends a stream to the device at the other end, until stopped, or until that one ends it, or the link closes. */
export function sendStream(deps: {
  link: Link
  stream: MediaStream
  openMedia: OpenMedia
  random: Random
}): SentStream {
  const { link } = deps
  const id = toBase64url(deps.random(16))
  const ends = makeListeners<void>()
  let isOver = false
  const media = deps.openMedia(deps.stream, {
    onCandidates: (candidates) => link.send({ type: 'media', id, candidates }),
    onStream: () => undefined,
    onClose: () => end(true),
  })
  const stops = [
    link.onMessage((message) => {
      if (message.type !== 'media' || message.id !== id) return
      if (message.end) return end(false)
      if (message.sdp?.type === 'answer') void media.accept(message.sdp.sdp).catch(() => end(true))
      if (message.candidates) media.addCandidates(message.candidates)
    }),
    link.onClose(() => end(false)),
  ]
  void media.offer().then(
    (sdp) => link.send({ type: 'media', id, sdp: { type: 'offer', sdp } }),
    () => end(true),
  )
  return { stop: () => end(true), onEnd: ends.add }

  function end(tell: boolean) {
    if (isOver) return
    isOver = true
    stops.forEach((stop) => stop())
    if (tell) link.send({ type: 'media', id, end: true })
    media.close()
    ends.tell()
  }
}

/** Streams that come over links; of each device at most one, the newest. */
export type Streams = {
  attach(link: Link): void
  of(link: Link): MediaStream | undefined
  /** Ends what comes over this link, and lets its sender know. */
  end(link: Link): void
  onChange(listener: () => void): () => void
}
type Coming = { id: string; media: MediaConnection; stream: MediaStream | undefined }

/** `mayCome`: whether this device's stream is wanted now; any other offer is answered with its end. */
export function takeStreams(deps: { openMedia: OpenMedia; mayCome: (link: Link) => boolean }): Streams {
  const changes = makeListeners<void>()
  const coming = new Map<Link, Coming>()

  return {
    attach(link) {
      link.onClose(() => drop(link, false))
      link.onMessage((message) => {
        if (message.type !== 'media') return
        const { id } = message
        if (message.sdp?.type === 'offer') {
          if (deps.mayCome(link)) take(link, id, message.sdp.sdp)
          else link.send({ type: 'media', id, end: true })
        }
        const mine = coming.get(link)
        if (mine?.id !== id) return
        if (message.candidates) mine.media.addCandidates(message.candidates)
        if (message.end) drop(link, false)
      })
    },
    of: (link) => coming.get(link)?.stream,
    end: (link) => drop(link, true),
    onChange: changes.add,
  }

  function take(link: Link, id: string, offer: string) {
    drop(link, false)
    const media = deps.openMedia(undefined, {
      onCandidates: (candidates) => link.send({ type: 'media', id, candidates }),
      onStream(stream) {
        if (coming.get(link) !== mine) return
        mine.stream = stream
        changes.tell()
      },
      onClose: () => coming.get(link) === mine && drop(link, true),
    })
    const mine: Coming = { id, media, stream: undefined }
    coming.set(link, mine)
    void media.answer(offer).then(
      (sdp) => link.send({ type: 'media', id, sdp: { type: 'answer', sdp } }),
      () => drop(link, true),
    )
  }

  function drop(link: Link, tell: boolean) {
    const mine = coming.get(link)
    if (!mine) return
    coming.delete(link)
    if (tell) link.send({ type: 'media', id: mine.id, end: true })
    mine.media.close()
    changes.tell()
  }
}
