import { expect, test } from 'vitest'
import { sendStream, takeStreams } from '../../src/mesh/media.ts'
import type { OpenMedia } from '../../src/mesh/rtc-media.ts'
import { makeBench, somebody } from './wires.ts'

const SLIDES = { name: 'slides' } as unknown as MediaStream

/** A laptop linked to a wall, and a browser's media reduced to who has heard of whom. */
async function laptopAndWall(mayCome: () => boolean) {
  const bench = makeBench('media')
  const [ana, wall] = [somebody('ana', 'visitor'), somebody('wall')]
  const open = new Set<string>()
  const openMediaOf =
    (name: string): OpenMedia =>
    (stream, events) => {
      open.add(name)
      return {
        offer: () => Promise.resolve('offer'),
        answer(offer) {
          expect([stream, offer]).toEqual([undefined, 'offer'])
          events.onStream(SLIDES)
          return Promise.resolve('answer')
        },
        accept: () => Promise.resolve(),
        addCandidates: () => undefined,
        close: () => void open.delete(name),
      }
    }
  const [toWall, toAna] = await bench.link(ana, wall)
  const streams = takeStreams({ openMedia: openMediaOf('wall'), mayCome })
  streams.attach(toAna)
  const send = () =>
    sendStream({ link: toWall, stream: SLIDES, openMedia: openMediaOf('ana'), random: bench.chance.fork('ana').bytes })
  return { ...bench, open, toWall, toAna, streams, send }
}

test('a laptop’s screen comes to the wall, and is gone on both when the laptop stops (M25)', async () => {
  const { open, toAna, streams, send, advance } = await laptopAndWall(() => true)
  const sent = send()
  await advance(100)
  expect(streams.of(toAna)).toBe(SLIDES)
  sent.stop()
  await advance(100)
  expect([streams.of(toAna), open.size]).toEqual([undefined, 0])
})

test('taken down at the wall, the laptop hears of it and stops (M25)', async () => {
  const { open, toAna, streams, send, advance } = await laptopAndWall(() => true)
  let ended = 0
  send().onEnd(() => ended++)
  await advance(100)
  streams.end(toAna)
  await advance(100)
  expect([ended, open.size]).toEqual([1, 0])
})

test('whom the display does not name is not let in (M25)', async () => {
  const { open, toAna, streams, send, advance } = await laptopAndWall(() => false)
  let ended = 0
  send().onEnd(() => ended++)
  await advance(100)
  expect([streams.of(toAna), ended, open.size]).toEqual([undefined, 1, 0])
})

test('with the link goes what came over it (M25)', async () => {
  const { open, toWall, toAna, streams, send, advance } = await laptopAndWall(() => true)
  send()
  await advance(100)
  toWall.close('stopped')
  await advance(500)
  expect([streams.of(toAna), open.size]).toEqual([undefined, 0])
})
