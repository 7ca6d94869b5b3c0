import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { makeWallListening } from '../../src/app/screen/wall-listening.ts'
import type { ScreenSounds } from '../../src/app/screen/sounds.ts'
import { makeListeners } from '../../src/lib/listeners.ts'
import { err, ok } from '../../src/lib/result.ts'
import { makeHeardBook } from '../../src/mesh/heard.ts'
import type { MicrophoneFault } from '../../src/platform/microphone.ts'
import type { DeviceId } from '../../src/protocol/ids.ts'
import type { RoomDocs } from '../../src/room/documents.ts'
import { setListening } from '../../src/room/listening.ts'
import type { startListener } from '../../src/sound-events/worker/client.ts'
import { makeClock } from '../faces/time.ts'

type Deps = Parameters<typeof makeWallListening>[0]

/** A wall whose admin turns listening on and off, and what its microphone and worker do. */
function wall({ mayAdmin = true, mic = 'ok' as 'ok' | MicrophoneFault } = {}) {
  const clock = makeClock()
  const commons = new Y.Doc() as unknown as RoomDocs['commons']
  const updates = makeListeners<{ doc: 'commons' }>()
  const sounds = makeListeners<Parameters<Parameters<ScreenSounds['onSound']>[0]>[0]>()
  const heard = makeHeardBook()
  const was: string[] = []
  const handed: number[] = []
  const now = { mic, speaking: false }
  let block = (_block: Float32Array) => {}
  let worker: Parameters<typeof startListener>[0] | undefined
  let gone = () => {}
  const author = { screen: 'hall' as DeviceId, now: () => clock.now() }
  const node = {
    ...{ author, heard, docs: () => ({ commons }) as RoomDocs },
    documents: { onUpdate: updates.add, onEpoch: () => () => undefined },
    sounds: { onSound: sounds.add },
  } as unknown as Deps['node']
  const listening = makeWallListening({
    node,
    around: { clock, origin: 'https://box' },
    refused: () => (mayAdmin ? undefined : 'locked'),
    onChange: () => undefined,
    isSpeaking: () => now.speaking,
    async open({ onBlock, onGone }) {
      was.push('asked')
      block = onBlock
      gone = onGone
      return now.mic === 'ok' ? ok({ stop: () => was.push('stopped') }) : err(now.mic)
    },
    listen(deps) {
      worker = deps
      return { hear: (one) => handed.push(Math.max(...one)), stop: () => was.push('worker ended') }
    },
  })
  return {
    ...{ clock, listening, heard, was, handed, now },
    mic: () => listening.view().mic,
    gone: () => gone(),
    play: () => sounds.tell({ play: 'chime' }),
    hear: (level: number) => block(new Float32Array(320).fill(level)),
    worker: () => worker,
    tell: (names: ('knock' | 'clap' | 'alarm')[], speech = false) =>
      worker?.onHeard({ now: names, speech, looked: true, tookMs: 2 }),
    async turn(on: boolean) {
      const refused = await listening.actions.save({ on })
      updates.tell({ doc: 'commons' })
      await clock.turn(0)
      return refused
    },
    async elsewhere(on: boolean) {
      setListening(commons, { on }, author)
      updates.tell({ doc: 'commons' })
      await clock.turn(0)
    },
  }
}

test('off by default: no microphone is asked for, and nobody can say whether somebody speaks', async () => {
  const { was, mic, listening } = wall()
  expect([was, mic(), listening.isSpeech(1_000)]).toEqual([[], 'off', undefined])
})

test('switched on by an admin at any wall it listens; of what is heard names go to the room; off stops the track', async () => {
  const { turn, elsewhere, was, mic, tell, heard, listening } = wall()
  await turn(true)
  expect([was, mic()]).toEqual([['asked'], 'listening'])
  tell(['knock'], true)
  expect([heard.all(), listening.view().now]).toEqual([['knock'], ['knock']])
  await elsewhere(false)
  expect([was, mic()]).toEqual([['asked', 'worker ended', 'stopped'], 'off'])
  expect([heard.all(), listening.isSpeech(1_000)]).toEqual([[], undefined])
  tell(['alarm'])
  expect(heard.all()).toEqual([])
})

test('who is no admin cannot switch it on', async () => {
  const { turn, was } = wall({ mayAdmin: false })
  expect(await turn(true)).toBe('locked')
  expect(was).toEqual([])
})

test('muted at the wall the track is stopped, whatever the room wants, until it is opened again', async () => {
  const { turn, was, mic, listening, clock } = wall()
  await turn(true)
  listening.actions.mute(true)
  await turn(true)
  expect([was, mic()]).toEqual([['asked', 'worker ended', 'stopped'], 'muted'])
  listening.actions.mute(false)
  await clock.turn(0)
  expect(mic()).toBe('listening')
})

test('a refused microphone is named and not asked for again; one that is taken, or a worker that dies, is tried again', async () => {
  const refused = wall({ mic: 'refused' })
  await refused.turn(true)
  await refused.clock.turn(60_000)
  expect([refused.was.filter((one) => one === 'asked').length, refused.mic()]).toEqual([1, 'blocked'])
  expect(refused.listening.view().because).toBe('refused')

  const { turn, was, mic, clock, gone, worker, listening } = wall()
  await turn(true)
  gone()
  expect([mic(), listening.view().because]).toEqual(['blocked', 'no-microphone'])
  await clock.turn(20_000)
  expect(mic()).toBe('listening')
  worker()?.onFailed({ type: 'worker-died' })
  expect(mic()).toBe('blocked')
  await clock.turn(20_000)
  expect([mic(), was.filter((one) => one === 'asked').length]).toEqual(['listening', 3])
})

test('the room does not hear what this wall plays or says, nor its echo', async () => {
  const { turn, hear, handed, play, now, clock } = wall()
  await turn(true)
  hear(0.5)
  play()
  hear(0.5)
  await clock.turn(3_000)
  hear(0.5)
  now.speaking = true
  hear(0.5)
  now.speaking = false
  hear(0.5)
  await clock.turn(3_000)
  hear(0.5)
  expect(handed).toEqual([0.5, 0, 0.5, 0, 0, 0.5])
})

test('it tells whether somebody spoke lately, once it has listened for as long: until then nobody can tell', async () => {
  const { turn, tell, listening, clock } = wall()
  await turn(true)
  tell([])
  expect(listening.isSpeech(10_000)).toBeUndefined()
  await clock.turn(10_000)
  expect(listening.isSpeech(10_000)).toBe(false)
  tell([], true)
  await clock.turn(9_000)
  expect(listening.isSpeech(10_000)).toBe(true)
  await clock.turn(2_000)
  expect(listening.isSpeech(10_000)).toBe(false)
})
