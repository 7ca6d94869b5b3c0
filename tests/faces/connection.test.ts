import { expect, test } from 'vitest'
import { pinsOf } from '../../src/faces/models.ts'
import { startFaceWorker } from '../../src/faces/worker/client.ts'
import type { Frame, Request } from '../../src/faces/worker/shared.ts'
import manifest from '../../models/models.json'
import { makeClock } from './time.ts'

type Behaviour = 'answers' | 'crashes' | 'is-silent' | 'says-nonsense' | 'lacks-model' | 'faults'
const NOBODY = {
  still: false,
  moved: 1,
  frame: { width: 640, height: 480 },
  faces: [],
  cost: { detectMs: 1, embedMs: 0 },
}

/** A device on which workers behave as a test says, at the time. */
function makeDevice() {
  const clock = makeClock()
  const device = { behaviour: 'answers' as Behaviour, opening: 'answers' as Behaviour, spawned: 0, ended: 0 }
  function spawn(): Worker {
    device.spawned++
    const target = new EventTarget()
    const say = (data: unknown) => target.dispatchEvent(new MessageEvent('message', { data }))
    const act = (how: Behaviour, id: number, answer: object) => {
      if (how === 'answers') say({ id, ...answer })
      else if (how === 'crashes') target.dispatchEvent(new Event('error'))
      else if (how === 'says-nonsense') say({ id, type: 'seen', faces: 'many' })
      else if (how === 'faults') say({ id, type: 'failed', failure: OUT_OF_MEMORY })
      else if (how === 'lacks-model') say({ id, type: 'failed', failure: MISSING })
    }
    return Object.assign(target, {
      postMessage({ id, ask }: Request) {
        const [how, answer] =
          ask === 'open' ? [device.opening, { type: 'opened' }] : [device.behaviour, { type: 'seen', ...NOBODY }]
        queueMicrotask(() => act(how, id, answer))
      },
      terminate: () => device.ended++,
    }) as unknown as Worker
  }
  const worker = startFaceWorker({
    ...{ modelBase: 'https://box.test/models', pins: pinsOf(manifest), quality: manifest.quality },
    ...{ clock, spawn, releaseMs: 100_000 },
  })
  return { device, clock, worker }
}
const OUT_OF_MEMORY = { type: 'fault', because: 'RuntimeError: Aborted(OOM)' }
const MISSING = { type: 'model-missing', file: 'face-identity.tflite', status: 404 }

/** What of a frame a client touches. */
function makeFrame() {
  const frame = { closed: 0, close: () => void frame.closed++ }
  return frame as typeof frame & Frame
}

test('no worker runs before it is asked, and one serves all questions', async () => {
  const { device, worker } = makeDevice()
  expect([device.spawned, worker.state()]).toEqual([0, { at: 'idle' }])
  expect(await worker.look(makeFrame())).toEqual({ ok: true, value: NOBODY })
  await worker.look(makeFrame())
  expect([device.spawned, worker.state()]).toEqual([1, { at: 'ready' }])
})

test.each([
  ['crashes', 'crashed'],
  ['says-nonsense', 'not-understood'],
] as const)('a worker that %s is replaced, and says so; the next look is answered', async (behaviour, because) => {
  const { device, worker } = makeDevice()
  await worker.warm()
  device.behaviour = behaviour
  expect(await worker.look(makeFrame())).toEqual({ ok: false, error: { type: 'worker-died', because } })
  device.behaviour = 'answers'
  expect((await worker.look(makeFrame())).ok).toBe(true)
  expect([device.spawned, device.ended]).toEqual([2, 1])
})

test('a worker that hangs is given up', async () => {
  const { device, clock, worker } = makeDevice()
  await worker.warm()
  device.behaviour = 'is-silent'
  const look = worker.look(makeFrame())
  await clock.turn(15_000)
  expect(await look).toMatchObject({ error: { because: 'silent' } })
})

test('what kills every worker is not met with haste: it rests, answers at once, and later tries again by itself', async () => {
  const { device, clock, worker } = makeDevice()
  await worker.warm()
  device.behaviour = 'crashes'
  for (const _ of [1, 2, 3]) await worker.look(makeFrame())
  expect(worker.state().at).toBe('resting')
  const spawned = device.spawned
  const refused = makeFrame()
  expect((await worker.look(refused)).ok).toBe(false)
  expect([device.spawned, refused.closed]).toEqual([spawned, 1])
  device.behaviour = 'answers'
  await clock.turn(20_000)
  expect((await worker.look(makeFrame())).ok).toBe(true)
})

test('a missing model has its name, and is looked for again after a while', async () => {
  const { device, clock, worker } = makeDevice()
  device.opening = 'lacks-model'
  expect(await worker.warm()).toEqual({ ok: false, error: MISSING })
  expect(worker.state()).toMatchObject({ at: 'resting', failure: MISSING })
  device.opening = 'answers'
  expect((await worker.look(makeFrame())).ok).toBe(false)
  await clock.turn(20_000)
  expect((await worker.look(makeFrame())).ok).toBe(true)
})

test('a missing model is looked for at once where somebody asks for it, and what kills workers is not', async () => {
  const { device, worker } = makeDevice()
  device.opening = 'lacks-model'
  await worker.warm()
  device.opening = 'answers'
  expect((await worker.warm()).ok).toBe(true)
  device.behaviour = 'crashes'
  for (const _ of [1, 2, 3]) await worker.look(makeFrame())
  expect((await worker.warm()).ok).toBe(false)
})

test('a worker out of memory fails at every look, and is replaced at the second; one odd picture replaces nobody', async () => {
  const { device, worker } = makeDevice()
  await worker.warm()
  for (const behaviour of ['faults', 'answers', 'faults', 'answers'] as const) {
    device.behaviour = behaviour
    await worker.look(makeFrame())
  }
  expect([device.spawned, device.ended]).toEqual([1, 0])
  device.behaviour = 'faults'
  await worker.look(makeFrame())
  expect(await worker.look(makeFrame())).toEqual({ ok: false, error: OUT_OF_MEMORY })
  expect([device.spawned, device.ended]).toEqual([2, 1])
  device.behaviour = 'answers'
  expect((await worker.look(makeFrame())).ok).toBe(true)
})

test('a model that is missed only in the middle is looked for again after a while, by another worker', async () => {
  const { device, clock, worker } = makeDevice()
  await worker.warm()
  device.behaviour = 'lacks-model'
  expect(await worker.look(makeFrame())).toEqual({ ok: false, error: MISSING })
  expect([device.ended, worker.state()]).toMatchObject([1, { at: 'resting', failure: MISSING }])
  device.behaviour = 'answers'
  await clock.turn(20_000)
  expect((await worker.look(makeFrame())).ok).toBe(true)
})

test('a worker that nobody asks anything is ended, and comes back when asked', async () => {
  const { device, clock, worker } = makeDevice()
  await worker.warm()
  await clock.turn(100_000)
  expect([device.ended, worker.state()]).toEqual([1, { at: 'idle' }])
  expect((await worker.look(makeFrame())).ok).toBe(true)
})

test('after stop nothing runs, every picture is closed, and stopping twice is harmless', async () => {
  const { device, worker } = makeDevice()
  await worker.warm()
  worker.stop()
  worker.stop()
  const frame = makeFrame()
  expect(await worker.look(frame)).toEqual({ ok: false, error: { type: 'stopped' } })
  expect([device.ended, frame.closed, worker.state()]).toEqual([1, 1, { at: 'stopped' }])
})

test('whoever gives up a look is not kept waiting', async () => {
  const { device, worker } = makeDevice()
  await worker.warm()
  device.behaviour = 'is-silent'
  const giveUp = new AbortController()
  const look = worker.look(makeFrame(), { signal: giveUp.signal })
  await Promise.resolve()
  giveUp.abort()
  expect(await look).toEqual({ ok: false, error: { type: 'aborted' } })
})
