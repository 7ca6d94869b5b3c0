import { makeWorld } from '../simulation/world.ts'
import { expect, test, vi } from 'vitest'
import { browserOf, slides } from '../simulation/browser.ts'
import { setPagesOpen } from '../../src/room/commons.ts'
import { isKindTaken, pageOffersOf } from '../../src/room/page-offers.ts'
import { readArgs } from '../../src/services/page-args.ts'
import { authorize } from '../../src/trust/authorize.ts'
import { crookedVisitor } from './attackers.ts'
import { onlyStoppedBy } from './kit.ts'

vi.mock(import('../../src/trust/authorize.ts'), { spy: true })
vi.mock(import('../../src/room/page-offers.ts'), { spy: true })
vi.mock(import('../../src/services/page-args.ts'), { spy: true })

const lamp = { kind: 'lamp.off', version: 1, fields: [], origin: 'https://evil.example' }

async function openRoom(name: string) {
  const world = makeWorld(name)
  const hall = await world.makeRoom('hall')
  setPagesOpen(hall.node().docs().commons, true, hall.node().author)
  return { world, hall, commons: () => hall.node().docs().commons }
}

test('a visitor offers nothing, whatever the room lets members do', () =>
  onlyStoppedBy(authorize, () => 'allowed', {
    stopped: 'visitors-may-not',
    async attack() {
      const { world, hall } = await openRoom('a visitor offers')
      const { ground, link } = await crookedVisitor(world, hall)
      const answer = await world.finish(ground.calls.call(link, 'service.offer', { offers: [lamp] }))
      return answer.ok ? 'in' : answer.error
    },
  }))

test('what is named as the room’s own services are is not taken, from whichever member', () =>
  onlyStoppedBy(isKindTaken, () => false, {
    stopped: 'kind-taken',
    async attack() {
      const { world, hall, commons } = await openRoom('a page as the room')
      const mia = await world.pairMember(hall, 'mia')
      await world.advance(5_000)
      const offers = [{ ...lamp, kind: 'display.dim', title: 'All walls blank' }]
      const answer = await world.finish(mia.node().call('service.offer', { offers }))
      await world.advance(1_000)
      if (!answer.ok) return answer.error
      return pageOffersOf(commons()).length > 0 ? 'in' : 'nothing of it'
    },
  }))

test('a page is never asked what it did not say that it takes', () =>
  onlyStoppedBy(readArgs, (_fields, args) => ({ ok: true, value: args as Record<string, unknown> }), {
    stopped: 'malformed',
    succeeds: 'it was handed {"by":{"much":true}}',
    async attack() {
      const { world, hall } = await openRoom('a lying schema')
      const [mia, ana] = [await world.pairMember(hall, 'mia'), await world.visit(hall, 'ana')]
      await world.advance(5_000)
      const browser = browserOf(mia)
      browser.openTab()
      const handed: unknown[] = []
      const page = browser.openPage({ run: (args) => handed.push(args) })
      page.say(slides())
      await world.advance(1_100)
      page.door.allow()
      await world.advance(2_000)
      const asked = { id: 'A'.repeat(22), kind: 'slides.turn', args: { by: { much: true } } }
      const answer = await world.finish(ana.node().call('service.call', asked))
      return handed.length > 0 ? `it was handed ${JSON.stringify(handed[0])}` : answer.ok ? 'in' : answer.error
    },
  }))

test('a page that the person has not agreed to offers nothing, however it asks', async () => {
  const { world, hall, commons } = await openRoom('a page that was not asked')
  const mia = await world.pairMember(hall, 'mia')
  await world.advance(5_000)
  const browser = browserOf(mia)
  browser.openTab()
  const page = browser.openPage()
  for (let n = 0; n < 50; n++) page.say(slides())
  page.say({ say: 'stands', door: 'A'.repeat(22), refused: [] })
  page.say({ say: 'allow' })
  await world.advance(5_000)
  expect(page.door.view().at).toBe('asking')
  expect(pageOffersOf(commons())).toEqual([])
  page.door.refuse()
  page.say(slides())
  await world.advance(5_000)
  expect(pageOffersOf(commons())).toEqual([])
  expect(page.told.at(-1)).toEqual({ say: 'closed' })
})

test('a page that floods its window is cut off, and what it offered is gone', async () => {
  const { world, hall, commons } = await openRoom('a page that floods')
  const mia = await world.pairMember(hall, 'mia')
  await world.advance(5_000)
  const browser = browserOf(mia)
  browser.openTab()
  const page = browser.openPage()
  page.say(slides())
  await world.advance(1_100)
  page.door.allow()
  await world.advance(2_000)
  expect(pageOffersOf(commons()).length).toBe(1)
  for (let n = 0; n < 300; n++) page.say(slides({ version: n }))
  await world.advance(2_000)
  expect(page.door.view()).toMatchObject({ at: 'over', reason: 'page-floods' })
  expect(pageOffersOf(commons())).toEqual([])
})

test('more than eight services, a second page in the window, one without an origin, or of another version: none is offered', async () => {
  const { world, hall, commons } = await openRoom('odd pages')
  const mia = await world.pairMember(hall, 'mia')
  await world.advance(5_000)
  const browser = browserOf(mia)
  browser.openTab()
  const page = browser.openPage()
  for (let n = 0; n < 12; n++) page.say(slides({ kind: `slides.turn${n}` }))
  await world.advance(1_100)
  // Whoever else has a handle on the window comes too late.
  let reached = false
  const port = { onmessage: null, close() {}, postMessage: () => void (reached = true) }
  page.door.meet('https://evil.example', { osmose: 'hello', version: 1 }, port)
  expect(page.door.view().origin).toBe('https://slides.example')
  page.door.allow()
  await world.advance(2_000)
  expect([reached, pageOffersOf(commons()).length]).toEqual([false, 8])
  expect(new Set(pageOffersOf(commons()).map(({ origin }) => origin))).toEqual(new Set(['https://slides.example']))
  expect(browser.openPage({ origin: 'null' }).door.view()).toMatchObject({ at: 'over', reason: 'page-nameless' })
  const next = browser.openPage({ hello: { osmose: 'hello', version: 2 } })
  expect(next.door.view()).toMatchObject({ at: 'over', reason: 'page-version' })
  expect(browser.openPage({ hello: { hello: 'world' } }).door.view().at).toBe('waiting')
})

test('a tap counts only where the question, as it stands, has been before the person for a second', async () => {
  const { world, hall, commons } = await openRoom('a stolen tap')
  const mia = await world.pairMember(hall, 'mia')
  await world.advance(5_000)
  const browser = browserOf(mia)
  browser.openTab()
  const page = browser.openPage()
  const tap = async (afterMs: number) => {
    await world.advance(afterMs)
    const { mayAllow } = page.door.view()
    page.door.allow()
    return [mayAllow, page.door.view().at]
  }
  page.say(slides())
  expect(await tap(900)).toEqual([false, 'asking'])
  // Behind its opener, and raised again between two clicks.
  page.door.see(false)
  expect(await tap(5_000)).toEqual([false, 'asking'])
  page.door.see(true)
  expect(await tap(900)).toEqual([false, 'asking'])
  // Something else is in the list than what was read.
  page.say(slides({ kind: 'lamp.off' }))
  expect(await tap(900)).toEqual([false, 'asking'])
  page.say(slides({ kind: 'lamp.off', title: 'Turn the slides back' }))
  expect(await tap(900)).toEqual([false, 'asking'])
  await world.advance(2_000)
  expect(pageOffersOf(commons())).toEqual([])
  expect(await tap(100)).toEqual([true, 'offering'])
  await world.advance(2_000)
  expect(pageOffersOf(commons()).length).toBe(2)
})

test('what comes after the yes under another kind or title is asked about, and after one no not again', async () => {
  const { world, hall, commons } = await openRoom('a page that wants more')
  const mia = await world.pairMember(hall, 'mia')
  await world.advance(5_000)
  const browser = browserOf(mia)
  browser.openTab()
  const page = browser.openPage({ run: () => 'turned' })
  const shown = () => page.door.view().offers.map(({ title }) => title)
  const offered = () => pageOffersOf(commons()).map(({ title }) => title)
  page.say(slides())
  await world.advance(1_100)
  page.door.allow()
  page.say(slides({ version: 2 }))
  page.say(slides({ kind: 'lamp.off', title: 'Lamp off' }))
  await world.advance(2_000)
  expect([page.door.view().at, shown(), offered()]).toEqual(['asking', ['Lamp off'], ['Turn the slides']])
  // Meanwhile what was agreed to is done.
  const asked = { id: 'A'.repeat(22), kind: 'slides.turn', args: { by: 1 } }
  expect(await world.finish(mia.node().call('service.call', asked))).toEqual({ ok: true, value: 'turned' })
  page.door.allow()
  page.say(slides({ title: 'All doors open' }))
  await world.advance(2_000)
  expect([page.door.view().at, shown(), offered()]).toEqual(['asking', ['All doors open'], ['Lamp off']])
  page.door.refuse()
  expect(page.told.at(-1)).toEqual({ say: 'stands', kind: 'slides.turn', reason: 'offer-declined' })
  page.say(slides({ kind: 'lamp.on' }))
  page.say(slides())
  await world.advance(2_000)
  expect([page.door.view().at, offered()]).toEqual(['offering', ['Lamp off', 'Turn the slides']])
  expect(page.told).toContainEqual({ say: 'stands', kind: 'lamp.on', reason: 'offer-declined' })
})
