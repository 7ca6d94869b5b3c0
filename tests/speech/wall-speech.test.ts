import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import type { ScreenNode } from '../../src/app/screen/screen-node.ts'
import { makeWallSpeech } from '../../src/app/screen/wall-speech.ts'
import type { RoomVoice } from '../../src/app/speech/talk.ts'
import type { Link } from '../../src/mesh/link.ts'
import { makeVoices } from '../../src/mesh/voices.ts'
import type { DeviceId } from '../../src/protocol/ids.ts'
import type { LinkMessage } from '../../src/protocol/link.ts'
import { makeClock } from '../faces/time.ts'

/** What the wall gives its ears to know who speaks. */
const given = vi.hoisted((): { voice?: RoomVoice | undefined } => ({}))
vi.mock(import('../../src/app/speech/hearing.ts'), () => ({
  makeHearing: (deps) => {
    given.voice = deps.voice
    return { actions: {}, isListening: () => false, stop: () => undefined } as never
  },
}))

/** The voice of a device, which says what it is given until it is told to stop. */
const synthesis = {
  speaking: false,
  pending: false,
  getVoices: () => [{ localService: true, lang: 'en-GB' }],
  speak: () => void (synthesis.speaking = true),
  cancel: () => void (synthesis.speaking = false),
}
beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('speechSynthesis', synthesis)
  vi.stubGlobal('SpeechSynthesisUtterance', class {})
})
afterEach(() => {
  synthesis.cancel()
  vi.advanceTimersByTime(1_000)
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** A wall's speech, and the link to another screen. */
function wall() {
  const clock = makeClock()
  const told: LinkMessage[] = []
  let arrive = (_message: LinkMessage) => {}
  const link = {
    peer: { device: 'hall' as DeviceId, role: 'screen' },
    onMessage: (listener: typeof arrive) => void (arrive = listener),
    onClose: () => undefined,
    send: (message: LinkMessage) => void told.push(message),
  } as unknown as Link
  const voices = makeVoices({ clock })
  voices.attach(link)
  const node = {
    voices,
    docs: () => ({ commons: new Y.Doc() }),
    author: { now: clock.now },
    ears: { listensBy: () => undefined },
    seeing: {},
    sounds: { play: () => undefined },
  } as unknown as ScreenNode
  const around = { clock, origin: '' }
  const speech = makeWallSpeech({
    ...{ node, around: around as never, recording: {} as never },
    lang: () => 'en',
    refused: () => undefined,
    isSpeech: () => undefined,
    onChange: () => undefined,
  })
  return { speech, told, arrive: (message: LinkMessage) => arrive(message) }
}

test('what this wall says aloud the others are told as it begins and as it ends, and they can silence it (M28)', () => {
  const { speech, told, arrive } = wall()
  speech.actions.say('Lena is in the kitchen.')
  expect(told).toEqual([{ type: 'voice', is: 'begins' }])
  vi.advanceTimersByTime(1_000)
  expect([told.length, given.voice?.isSpeaking()]).toEqual([1, true])
  arrive({ type: 'voice', is: 'hush' })
  expect([synthesis.speaking, given.voice?.isSpeaking()]).toEqual([false, false])
  vi.advanceTimersByTime(1_000)
  expect(told.slice(1)).toEqual([{ type: 'voice', is: 'ends' }])
  speech.stop()
})

test('its ears take neither its own voice nor another screen’s for a person’s, and whoever speaks to it silences both (M28)', () => {
  const { speech, told, arrive } = wall()
  arrive({ type: 'voice', is: 'begins' })
  expect(given.voice?.isSpeaking()).toBe(true)
  speech.actions.say('Lena is in the kitchen.')
  told.length = 0
  given.voice?.hush()
  expect([synthesis.speaking, told]).toEqual([false, [{ type: 'voice', is: 'hush' }]])
  arrive({ type: 'voice', is: 'ends' })
  expect(given.voice?.isSpeaking()).toBe(false)
  speech.stop()
})
