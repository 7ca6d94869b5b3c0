import * as v from 'valibot'
import * as Y from 'yjs'
import { expect, test } from 'vitest'
import { err, ok, type Result } from '../../src/lib/result.ts'
import { cameraWatch } from '../../src/services/built-in/camera-watch.ts'
import { makeRunner } from '../../src/services/runner.ts'
import { service, type Service, type ServiceHost, type Step } from '../../src/services/service.ts'
import { callInStream } from '../../src/services/stream-client.ts'
import { makeStreams } from '../../src/services/streams.ts'
import type { Peer } from '../../src/trust/judge.ts'
import { named, sealOf } from '../trust/people.ts'
import { hostOf } from './host.ts'

const [mia, jo] = ['mia', 'jo'].map(
  (who): Peer => ({ device: named(who), seal: sealOf(who), role: 'member', admin: false }),
) as [Peer, Peer]
const ID = 'A'.repeat(22)

/** A screen that offers this, and a clock that is put forward by hand. */
function offering(offered: Service, more: Partial<ServiceHost> = {}) {
  let nowMs = 0
  const timers = new Set<{ atMs: number; run: () => void }>()
  const clock = {
    now: () => nowMs,
    after(ms: number, run: () => void) {
      const timer = { atMs: nowMs + ms, run }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    every: () => () => {},
  }
  const host = hostOf(new Y.Doc(), clock.now, more)
  const runner = makeRunner({ services: [offered], host, clock, refused: () => undefined })
  const streams = makeStreams({ me: host.me, runner, clock })
  const step = (who: Peer) => (args: object) => streams.step(who, args as Step) as Promise<Result<unknown>>
  async function pass(ms: number) {
    for (let gone = 0; gone < ms; gone += 500) {
      nowMs += 500
      for (const timer of [...timers]) if (timer.atMs <= nowMs && timers.delete(timer)) timer.run()
      await settled()
    }
  }
  return { runner, step, pass, asked: { clock, id: ID, kind: offered.kind, args: {} } }
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 0))
const thing = (run: Service['run'], takes?: v.GenericSchema) =>
  service({
    kind: 'a.thing',
    version: 1,
    needs: 'service.call',
    args: v.object({}),
    stream: takes ? { takes } : {},
    run,
  })
async function* numbers(to: number) {
  for (let n = 0; n < to; n++) yield n
}

test('items go both ways, each once and in order, and the answer comes last', async () => {
  const doubles = thing(async (_host, _args, { stream }) => {
    let sum = 0
    for await (const n of stream.incoming) {
      sum += n as number
      await stream.send(2 * (n as number))
    }
    return { answer: sum }
  }, v.number())
  const { step, asked, runner } = offering(doubles)
  const took: unknown[] = []
  const done = await callInStream(step(mia), { ...asked, give: numbers(100), take: (item) => void took.push(item) })
  expect(done).toEqual(ok(4950))
  expect(took).toEqual(Array.from({ length: 100 }, (_, n) => 2 * n))
  expect(runner.load()).toBe(0)
})

test('whoever reads slowly sets the pace: little is made that nobody has asked for yet', async () => {
  let made = 0
  const endless = thing(async (_host, _args, { stream, signal }) => {
    while (!signal.aborted) await stream.send(made++)
  })
  const { step, asked, pass, runner } = offering(endless)
  const stop = new AbortController()
  const took: unknown[] = []
  let go = () => {}
  const done = callInStream(step(mia), {
    ...{ ...asked, signal: stop.signal },
    async take(item) {
      took.push(item)
      if (took.length === 5) await new Promise<void>((resolve) => (go = resolve))
      if (took.length === 100) stop.abort()
    },
  })
  await pass(1_000)
  expect(took.length).toBe(5)
  expect(made).toBeLessThan(50)
  go()
  expect(await done).toEqual(err('cancelled'))
  expect(took.slice(0, 100)).toEqual(Array.from({ length: 100 }, (_, n) => n))
  await settled()
  expect([runner.load(), made < 150]).toEqual([0, true])
})

test('a service that is slow to take holds its caller up, and no more than a handful wait', async () => {
  let given = 0
  async function* endless() {
    while (true) yield given++
  }
  const lazy = thing(async (_host, _args, { stream }) => {
    for await (const first of stream.incoming) {
      expect(first).toBe(0)
      await new Promise(() => {})
    }
  }, v.number())
  const { step, asked, pass, runner } = offering(lazy)
  const done = callInStream(step(mia), { ...asked, give: endless() })
  await pass(10_000)
  expect(given).toBeLessThan(20)
  // It is there and may take its time: the caller asks on and on. It is the caller who ends it.
  expect(runner.load()).toBe(1)
  runner.cancel(mia.device, ID)
  expect(await done).toEqual(err('cancelled'))
})

test('a caller who is heard of no more is not worked for any longer', async () => {
  let isWanted = true
  const endless = thing(async (_host, _args, { stream, signal }) => {
    signal.addEventListener('abort', () => (isWanted = false))
    while (!signal.aborted) await stream.send('more')
  })
  const { step, asked, pass, runner } = offering(endless)
  await step(mia)({ id: ID, kind: asked.kind, args: {}, step: 'open' })
  await step(mia)({ id: ID, step: 'pull', n: 0 })
  await pass(3_000)
  expect([runner.load(), isWanted]).toEqual([1, true])
  await pass(1_500)
  expect([runner.load(), isWanted]).toEqual([0, false])
})

test('a question asked again is answered alike; what cannot be, what is another’s, and what came to nothing is said', async () => {
  const three = thing(async (_host, _args, { stream }) => {
    for (const word of ['a', 'b', 'c']) await stream.send(word)
    return { answer: 'done' }
  }, v.string())
  const { step, asked, pass } = offering(three)
  const of = (who: Peer) => step(who)
  expect(await of(mia)({ id: ID, step: 'pull', n: 0 })).toEqual(err('service-gone'))
  expect((await of(mia)({ ...asked, kind: 'no.thing', step: 'open' })).ok).toBe(false)
  for (let again = 0; again < 2; again++) expect((await of(mia)({ ...asked, step: 'open' })).ok).toBe(true)
  await settled()
  const all = ok({ items: ['a', 'b', 'c'], end: ok('done') })
  for (let again = 0; again < 2; again++) expect(await of(mia)({ id: ID, step: 'pull', n: 0 })).toEqual(all)
  expect(await of(mia)({ id: ID, step: 'pull', n: 2 })).toEqual(ok({ items: ['c'], end: ok('done') }))
  for (const n of [1, 4]) expect(await of(mia)({ id: ID, step: 'pull', n })).toEqual(err('malformed'))
  expect(await of(jo)({ id: ID, step: 'pull', n: 0 })).toEqual(err('service-gone'))
  await pass(16_000)
  expect(await of(mia)({ id: ID, step: 'pull', n: 3 })).toEqual(err('service-gone'))
})

test.each<[string, Service, string]>([
  ['throws in the middle', thing(() => Promise.reject(new Error('a secret'))), 'service-failed'],
  ['sends what is no JSON', thing((_host, _args, { stream }) => stream.send(() => 1)), 'service-failed'],
  [
    'sends more than a frame holds',
    thing((_host, _args, { stream }) => stream.send('x'.repeat(20_000))),
    'service-failed',
  ],
  ['is sent what it does not take', thing(() => new Promise(() => {}), v.string()), 'malformed'],
  ['takes nothing and is sent something', thing(() => new Promise(() => {})), 'malformed'],
])('one that %s ends by its name', async (_, offered, reason) => {
  const { step, asked } = offering(offered)
  const give = reason === 'malformed' ? numbers(1) : undefined
  expect(await callInStream(step(mia), { ...asked, ...(give && { give }) })).toEqual(err(reason))
})

test('who asks faster than the room lets anybody is held up, and loses nothing', async () => {
  const { step, asked, pass } = offering(
    thing(async (_host, _args, { stream }) => {
      for (let n = 0; n < 100; n++) await stream.send(n)
    }),
  )
  let n = 0
  const took: unknown[] = []
  const strict = (args: object) => (++n % 3 === 0 ? Promise.resolve(err('too-many')) : step(mia)(args))
  const done = callInStream(strict, { ...asked, take: (item) => void took.push(item) })
  await pass(20_000)
  expect(await done).toEqual(ok(null))
  expect(took).toEqual(Array.from({ length: 100 }, (_, at) => at))
})

test('one that is called in a stream is not called otherwise', async () => {
  const { runner, asked } = offering(thing(() => undefined))
  expect(await runner.run(mia, asked)).toEqual(err('malformed'))
})

test('a camera is watched: said when it changes and not otherwise, until it is gone', async () => {
  let seen: ReturnType<ServiceHost['look']> = { eye: 'watching', faces: 0 }
  const listeners = new Set<() => void>()
  const { step, pass, asked } = offering(cameraWatch, {
    look: () => seen,
    onLook(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  })
  const told: unknown[] = []
  const done = callInStream(step(mia), { ...asked, take: (item) => void told.push(item) })
  for (const faces of [0, 1, 1, 3]) {
    seen = { eye: 'watching', faces }
    for (const tell of listeners) tell()
    await pass(6_000)
  }
  seen = undefined
  for (const tell of listeners) tell()
  expect(await done).toEqual(err('camera-none'))
  expect(told).toEqual([0, 1, 3].map((faces) => ({ eye: 'watching', faces })))
  expect(listeners.size).toBe(0)
})
