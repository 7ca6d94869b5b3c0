import { afterEach, expect, test, vi } from 'vitest'
import { watchUntouched } from '../../src/platform/untouched.ts'
import { makeClock } from '../faces/time.ts'

afterEach(() => vi.unstubAllGlobals())

type Given = { hasBeenTouched?: boolean; camera?: PermissionState; sound?: AudioContextState }

/** A browser, as far as it says what it wants a touch for. */
function makeBrowser({ hasBeenTouched = false, camera = 'granted', sound = 'suspended' }: Given = {}) {
  const page = new EventTarget()
  const permission = { state: camera }
  const contexts: Sound[] = []
  class Sound extends EventTarget {
    state = sound
    constructor() {
      super()
      contexts.push(this)
    }
    becomes(state: AudioContextState) {
      this.state = state
      this.dispatchEvent(new Event('statechange'))
    }
    close() {
      this.state = 'closed'
      return Promise.resolve()
    }
  }
  vi.stubGlobal('window', page)
  vi.stubGlobal('AudioContext', Sound)
  vi.stubGlobal('navigator', {
    userActivation: { hasBeenActive: hasBeenTouched },
    permissions: { query: () => Promise.resolve(permission) },
  })
  const clock = makeClock()
  let told = 0
  const untouched = watchUntouched({ clock, onChange: () => (told += 1) })
  return {
    untouched,
    clock,
    permission,
    contexts,
    told: () => told,
    touch: () => page.dispatchEvent(new Event('pointerdown')),
  }
}

test('a wall that came back by itself wants a touch to be heard, and no more once it is touched', async () => {
  const { untouched, clock, contexts, told, touch } = makeBrowser()
  await clock.turn(900)
  expect(untouched.wanted(false)).toBeUndefined() // it may still be allowed
  await clock.turn(200)
  expect(untouched.wanted(false)).toBe('sound')
  const before = told()
  touch()
  expect([untouched.wanted(false), told()]).toEqual([undefined, before + 1])
  expect(contexts.map(({ state }) => state)).toEqual(['closed'])
})

test('a camera that the browser asks about goes first, until somebody has answered', async () => {
  const { untouched, clock, permission } = makeBrowser({ camera: 'prompt' })
  await clock.turn(2_000)
  expect([untouched.wanted(true), untouched.wanted(false)]).toEqual(['camera', 'sound'])
  permission.state = 'granted'
  expect(untouched.wanted(true)).toBe('sound')
})

test('a camera that is known to be asked about is told of as soon as the browser says so, not when sound is settled', async () => {
  const { untouched, clock, told } = makeBrowser({ camera: 'prompt' })
  await clock.turn(0)
  expect([untouched.wanted(true), told()]).toEqual(['camera', 1])
})

test.each([
  ['was touched before it was watched', { hasBeenTouched: true }, 0],
  ['may play by itself, as a kiosk is set up', { sound: 'running' as const }, 1],
])('a wall that %s wants nothing, and keeps no sound open', async (_name, given, opened) => {
  const { untouched, clock, contexts } = makeBrowser(given)
  await clock.turn(5_000)
  expect([untouched.wanted(true), untouched.wanted(false)]).toEqual([undefined, undefined])
  expect(contexts.map(({ state }) => state)).toEqual(Array.from({ length: opened }, () => 'closed'))
})

test('a microphone that is opened allows sound without a touch', async () => {
  const { untouched, clock, contexts } = makeBrowser()
  await clock.turn(2_000)
  contexts[0]?.becomes('running')
  expect(untouched.wanted(false)).toBeUndefined()
})

test('what is stopped lets go of its sound', async () => {
  const { untouched, clock, contexts } = makeBrowser()
  await clock.turn(2_000)
  untouched.stop()
  untouched.stop()
  expect(contexts.map(({ state }) => state)).toEqual(['closed'])
})
