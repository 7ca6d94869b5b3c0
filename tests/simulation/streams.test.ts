import { makeWorld } from './world.ts'
import { expect, test } from 'vitest'
import * as v from 'valibot'
import { err } from '../../src/lib/result.ts'
import { setVisitorsMay } from '../../src/room/commons.ts'
import { BUILT_IN } from '../../src/services/built-in/index.ts'
import { service, type Service } from '../../src/services/service.ts'
import { callInStream } from '../../src/services/stream-client.ts'
import type { Phone, Screen } from './people.ts'

/** Says what it hears back, or counts where it hears nothing: a service as a developer adds one. */
const count = service({
  kind: 'test.count',
  version: 1,
  needs: 'service.call',
  withinMs: 30_000,
  stream: {},
  args: v.object({}),
  async run(_host, _args, { stream, signal }) {
    for (let n = 0; !signal.aborted; n++) await stream.send(n)
  },
})
;(BUILT_IN as Service[]).push(count)

function counting(phone: Phone, on: Screen, stop = new AbortController()) {
  const took: number[] = []
  const { clock } = phone.around()
  const done = callInStream((args) => phone.node().call('service.stream', args), {
    ...{ clock, id: 'A'.repeat(22), kind: 'test.count', args: {}, on: on.me, signal: stop.signal },
    async take(item) {
      took.push(item as number)
      await new Promise<void>((resolve) => void clock.after(100, resolve))
    },
  })
  return { took, done, stop: () => stop.abort() }
}
const inOrder = (took: readonly number[]) => expect(took).toEqual(took.map((_, n) => n))

async function room(seed: string) {
  const world = makeWorld(seed)
  const hall = await world.makeRoom('hall')
  const [kitchen, den] = [await world.pairScreen(hall, 'kitchen'), await world.pairScreen(hall, 'den')]
  const mia = await world.pairMember(hall, 'mia')
  await world.advance(5_000)
  const screens = [hall, kitchen, den]
  const home = screens.find(({ me }) => me === mia.node().homeScreen()) ?? hall
  const [far] = screens.filter((screen) => screen !== home)
  if (!far) throw new Error('Believed: three screens')
  return { world, hall, mia, home, far }
}

test('the screen that does it loses power in the middle: what came before came once and in order, and it is said to be gone', async () => {
  const { world, mia, far } = await room('stream, callee gone')
  const stream = counting(mia, far)
  await world.advance(3_000)
  expect(stream.took.length).toBeGreaterThan(10)
  far.losePower()
  expect(await world.finish(stream.done)).toEqual(err('service-gone'))
  inOrder(stream.took)
})

test('the phone’s own screen is lost in the middle: it goes on by another one, with nothing missing and nothing twice', async () => {
  const { world, mia, home, far } = await room('stream, home gone')
  const stream = counting(mia, far)
  await world.advance(3_000)
  home.losePower()
  await world.advance(25_000)
  const before = stream.took.length
  await world.advance(3_000)
  expect(stream.took.length).toBeGreaterThan(before + 5)
  stream.stop()
  expect(await world.finish(stream.done)).toEqual(err('cancelled'))
  inOrder(stream.took)
})

test('who may not call the service may not call it in a stream, here or on another screen', async () => {
  const { world, hall, home, far } = await room('stream, rights')
  const ana = await world.visit(hall, 'ana')
  setVisitorsMay(hall.node().docs().commons, { addNotes: true, show: false, files: true }, hall.node().author)
  await world.advance(2_000)
  for (const on of [home, far]) expect(await world.finish(counting(ana, on).done)).toEqual(err('visitors-may-not'))
})
