import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import type { ScreenNode } from '../../src/app/screen/screen-node.ts'
import { makeWallSpeech } from '../../src/app/screen/wall-speech.ts'
import { ok } from '../../src/lib/result.ts'
import { setHearing } from '../../src/room/hearing.ts'
import { BLOCK } from '../../src/speech/endpointer.ts'
import { speechWordsOf } from '../../src/ui/strings/speech.ts'
import { makeClock } from '../faces/time.ts'

const LOOK_MS = 125

const QUIET = new Float32Array(BLOCK).fill(0.001)
const VOICE = Float32Array.from({ length: BLOCK }, (_, i) => 0.3 * Math.sin(i))
const BLOCK_MS = 20
const CLEAR = { name: 'display.clear', slots: {}, said: 'clear the wall' }

const was = vi.hoisted((): string[] => [])
const microphone = vi.hoisted(() => ({ hear: (_block: Float32Array) => {} }))
vi.mock(import('../../src/platform/microphone.ts'), () => ({
  mayOpenUntouched: async () => true,
  async openMicrophone({ onBlock }) {
    microphone.hear = onBlock
    was.push('opened')
    return ok({ stop: () => void was.push('closed') })
  },
}))
vi.mock(import('../../src/app/speech/understanding.ts'), () => ({
  makeUnderstanding: () =>
    ({
      ready: async () => ok({}),
      hear: async () => ok({ text: CLEAR.said, intent: CLEAR }),
      ...{ unsayable: () => [], doubts: () => [], wider: () => false, stop: () => undefined },
    }) as never,
}))

/** A wall that sees, and listens to whoever looks at it. */
function seeingWall() {
  was.length = 0
  const clock = makeClock()
  const commons = new Y.Doc()
  const author = { now: clock.now, screen: 'wall' } as never
  setHearing(commons, { on: true, look: true }, author)
  /** What others are to this wall: who spoke meanwhile, and who claimed the request before; it claims nothing itself here. */
  const hall: { spoke?: string; claimed?: string } = {}
  let seen: object | undefined
  let tell = () => {}
  const eye = { latest: () => seen, onChange: (listener: () => void) => ((tell = listener), () => undefined) }
  const node = {
    ...{ author, seeing: { eye }, docs: () => ({ commons }) },
    ears: { listensBy: () => undefined, claimedBefore: () => hall.claimed },
    voices: {
      ...{ isSpeaking: () => false, say: () => undefined, hush: () => undefined, onHush: () => () => undefined },
      spokeIn: () => hall.spoke,
    },
  } as unknown as ScreenNode
  const speech = makeWallSpeech({
    ...{ node, around: { clock, origin: '' } as never, recording: {} as never },
    lang: () => 'en',
    refused: () => undefined,
    isSpeech: () => undefined,
    onChange: () => undefined,
  })
  speech.actions.drawn(true)
  return {
    ...{ speech, hall },
    /** Somebody holds the button and says a request. */
    async asks() {
      speech.actions.press()
      await clock.turn(0)
      for (const block of [...Array<Float32Array>(15).fill(QUIET), ...Array<Float32Array>(40).fill(VOICE)]) {
        microphone.hear(block)
        await clock.turn(BLOCK_MS)
      }
      speech.actions.lift()
      await vi.waitFor(() => expect(speech.view().thinking).toBe(false))
    },
    /** So many looks at somebody near, who looks here or at their neighbour, or whose face is missed. */
    async looks(times: number, at: 'here' | 'aside' | 'missed') {
      for (let n = 0; n < times; n++) {
        await clock.turn(LOOK_MS)
        const atMs = clock.now()
        const seenMs = at === 'missed' ? atMs - LOOK_MS : atMs
        const box = { x: 100, y: 100, width: 120, height: 120 }
        const sight = { track: 1, box, turn: at === 'aside' ? 0.6 : 0, mouthOpen: 0.02, seenMs }
        seen = { sights: [sight], frame: { width: 640, height: 480 }, atMs }
        tell()
        await clock.turn(0)
      }
    },
  }
}

test('a face that is missed in one look goes on being waited for', async () => {
  const { looks } = seeingWall()
  await looks(8, 'here')
  expect(was).toEqual(['opened'])
  for (let n = 0; n < 3; n++) {
    await looks(1, 'missed')
    await looks(2, 'here')
  }
  await looks(6, 'here')
  expect(was).toEqual(['opened'])
})

test('who has looked away for half a second is no longer waited for, and is again when they look back', async () => {
  const { looks } = seeingWall()
  await looks(8, 'here')
  await looks(3, 'aside')
  expect(was).toEqual(['opened'])
  await looks(1, 'aside')
  expect(was).toEqual(['opened', 'closed'])
  await looks(6, 'here')
  expect(was).toEqual(['opened', 'closed', 'opened'])
})

test('under a dialog a look opens nothing', async () => {
  const { speech, looks } = seeingWall()
  speech.actions.drawn(false)
  await looks(8, 'here')
  expect(was).toEqual([])
})

test('a slow wall says of a request that the hall did that it did it, and of the hall’s voice that it spoke', async () => {
  const { speech, hall, asks } = seeingWall()
  const words = speechWordsOf('en')
  hall.spoke = 'hall'
  await asks()
  expect(speech.view().heard?.answer).toBe(words.spokenOver(''))
  hall.claimed = 'hall'
  await asks()
  expect(speech.view().heard?.answer).toBe(words.elsewhere(''))
})
