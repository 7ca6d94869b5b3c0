import { makeWorld, type World } from './world.ts'
import { expect, test } from 'vitest'
import { wallActions } from '../../src/app/screen/wall-actions.ts'
import { utf8 } from '../../src/lib/bytes.ts'
import { err, ok } from '../../src/lib/result.ts'
import { setPagesOpen, setRoomFacts } from '../../src/room/commons.ts'
import { pageOffersOf } from '../../src/room/page-offers.ts'
import { disagreements } from './agreement.ts'
import { browserOf, slides } from './browser.ts'
import type { Phone, Screen } from './people.ts'

const ask = (who: Phone, id = 'A', more: object = {}) =>
  who.node().call('service.call', { id: id.repeat(22), kind: 'slides.turn', args: { by: 1 }, ...more })
const offeredAt = (who: Screen | Phone) => {
  const node = who.node()
  return pageOffersOf('docs' in node ? node.docs().commons : node.documents.get('commons')).map(({ kind }) => kind)
}

/** A room open to pages, whose member Mia has a page open that turns slides. */
async function withSlides(world: World, run: (args: unknown) => unknown = () => 'turned') {
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const [mia, ben] = [await world.pairMember(hall, 'mia'), await world.pairMember(kitchen, 'ben')]
  setPagesOpen(hall.node().docs().commons, true, hall.node().author)
  await world.advance(5_000)
  const browser = browserOf(mia)
  browser.openTab()
  const page = browser.openPage({ run })
  page.say(slides())
  await world.advance(1_100)
  page.door.allow()
  await world.advance(2_000)
  return { hall, kitchen, mia, ben, browser, page }
}

test('whoever is in the room calls what a page of another origin offers, whichever screen they are at, and the page sees no more than the arguments', async () => {
  const world = makeWorld('slides')
  const seen: unknown[] = []
  const { hall, kitchen, mia, ben, page } = await withSlides(world, (args) => seen.push(args))
  expect([hall, kitchen, mia, ben].map(offeredAt)).toEqual(Array(4).fill(['slides.turn']))
  const ana = await world.visit(kitchen, 'ana')
  await world.advance(5_000)
  for (const [n, who] of [mia, ben, ana].entries()) expect(await world.finish(ask(who, 'ABC'[n]))).toEqual(ok(n + 1))
  // What else was in the arguments was left away; who called is nobody's in there.
  await world.finish(ask(ben, 'D', { args: { by: 2, token: 'secret' } }))
  expect(seen).toEqual([{ by: 1 }, { by: 1 }, { by: 1 }, { by: 2 }])
  expect(JSON.stringify(page.told)).not.toContain(ben.me)
  expect(await world.finish(ask(ben, 'E', { args: { by: 'far' } }))).toEqual(err('malformed'))
  expect(seen.length).toBe(4)
  // All that was sent to it is counted as gone, by whichever screen sent it.
  const gone = [hall, kitchen].map((screen) => screen.node().ledger.all().pages)
  expect(Math.max(...gone)).toBeGreaterThanOrEqual('{"by":1}'.length * 3)
  expect(disagreements(world)).toEqual([])
})

test('when its window is closed, the page reloads or the tab is gone, it is offered no more; a tab that comes back offers it again', async () => {
  const world = makeWorld('slides gone')
  const { hall, ben, browser, page } = await withSlides(world)
  expect(page.door.view().room).toBe('Club')
  setRoomFacts(hall.node().docs().commons, { name: 'Attic', place: '' }, hall.node().author)
  await world.advance(1_000)
  expect(page.door.view().room).toBe('Attic')
  page.door.stop()
  await world.advance(2_000)
  expect(offeredAt(hall)).toEqual([])
  expect(await world.finish(ask(ben))).toEqual(err('no-service'))
  const again = browser.openPage({ run: () => 'again' })
  again.say(slides())
  await world.advance(1_100)
  again.door.allow()
  await world.advance(2_000)
  expect(await world.finish(ask(ben, 'B'))).toEqual(ok('again'))
  // The tab of the room is reloaded: nobody has to say yes again.
  browser.closeTab()
  await world.advance(500)
  expect(again.door.view().room).toBeUndefined()
  expect(await world.finish(ask(ben, 'C'))).toEqual(err('service-away'))
  browser.openTab()
  await world.advance(2_000)
  expect(await world.finish(ask(ben, 'D'))).toEqual(ok('again'))
  again.say({ say: 'bye' })
  await world.advance(2_000)
  expect(offeredAt(hall)).toEqual([])
  expect(again.door.view()).toMatchObject({ at: 'over', reason: 'page-gone' })
})

test('a laptop that goes out of reach is said to be away, and what it offered is taken off the list', async () => {
  const world = makeWorld('slides away')
  const { hall, kitchen, mia, ben } = await withSlides(world)
  world.cut(mia)
  const asked = ask(ben, 'A', { withinMs: 2_000 })
  expect(['service-late', 'service-gone', 'service-away']).toContain(
    ((await world.finish(asked)) as { error: string }).error,
  )
  await world.advance(40_000)
  expect([hall, kitchen].map(offeredAt)).toEqual([[], []])
  world.heal()
  await world.advance(30_000)
  expect([hall, kitchen].map(offeredAt)).toEqual([['slides.turn'], ['slides.turn']])
  expect(await world.finish(ask(ben, 'B'))).toEqual(ok('turned'))
  expect(disagreements(world)).toEqual([])
})

test('when the screen that its laptop is at is lost, another one calls it', async () => {
  const world = makeWorld('slides and a lost screen')
  const { hall, kitchen, mia, ben } = await withSlides(world)
  const home = mia.node().homeScreen() === hall.me ? hall : kitchen
  world.cut(home)
  await world.advance(20_000)
  expect(await world.finish(ask(ben))).toEqual(ok('turned'))
  world.heal()
  await world.advance(20_000)
  expect(disagreements(world)).toEqual([])
})

test('a page that hangs, throws, or answers too much is told by its name; the next call finds it as before', async () => {
  const world = makeWorld('slides that fail')
  let does: (() => unknown) | undefined = () => 'x'.repeat(17_000)
  const { ben, browser, page } = await withSlides(world, () => does?.())
  expect(await world.finish(ask(ben, 'A'))).toEqual(err('service-failed'))
  does = () => undefined
  expect(await world.finish(ask(ben, 'B'))).toEqual(err('service-failed'))
  const slow = browser.openPage()
  slow.say(slides({ kind: 'slow.turn' }))
  await world.advance(1_100)
  slow.door.allow()
  await world.advance(2_000)
  page.door.stop()
  expect(await world.finish(ask(ben, 'C', { kind: 'slow.turn' }))).toEqual(err('service-late'))
  expect(slow.told.at(-1)).toMatchObject({ say: 'cancel' })
  // Who takes it back is told so, and so is the page.
  const asked = ask(ben, 'D', { kind: 'slow.turn' })
  await world.advance(200)
  await world.finish(ben.node().call('service.cancel', { id: 'D'.repeat(22) }))
  expect(await world.finish(asked)).toEqual(err('cancelled'))
  expect(slow.told.at(-1)).toMatchObject({ say: 'cancel' })
})

test('a call that is sent again, by another way, is done once', async () => {
  const world = makeWorld('slides once')
  let turned = 0
  const { ben, hall, kitchen } = await withSlides(world, () => (turned += 1))
  const both = [hall, kitchen].map((screen) => {
    const node = screen.node()
    const who = { device: ben.me, seal: '', role: 'member' as const, admin: false }
    return node.services.call(who, { id: 'A'.repeat(22), kind: 'slides.turn', args: { by: 1 } })
  })
  expect(await world.finish(Promise.all(both))).toEqual([ok(1), ok(1)])
  expect(turned).toBe(1)
})

test('of two members who offer one kind, a wall asks the one whose row was filled in', async () => {
  const world = makeWorld('slides of two')
  const seen: unknown[] = []
  const { hall, mia, ben } = await withSlides(world, (args) => seen.push(args))
  const others: unknown[] = []
  const browser = browserOf(ben)
  browser.openTab()
  const page = browser.openPage({ run: (args) => others.push(args) })
  page.say(slides())
  await world.advance(1_100)
  page.door.allow()
  await world.advance(2_000)
  expect(offeredAt(hall)).toEqual(['slides.turn', 'slides.turn'])
  const { random } = hall.around()
  const wall = wallActions({ node: hall.node(), random, lock: {} } as Parameters<typeof wallActions>[0])
  const fillIn = (on: string, by: number) => world.finish(wall.services.callPage({ kind: 'slides.turn', on }, { by }))
  expect([await fillIn(mia.me, 1), await fillIn(ben.me, 2)]).toEqual([undefined, undefined])
  expect([seen, others]).toEqual([[{ by: 1 }], [{ by: 2 }]])
})

test('what is sent to a page is counted in bytes, however few letters it has', async () => {
  const world = makeWorld('slides in bytes')
  const { hall, kitchen, ben, page } = await withSlides(world)
  page.say(slides({ fields: [{ name: 'words', is: 'text' }] }))
  await world.advance(2_000)
  const args = { words: '日本語'.repeat(100) }
  expect(await world.finish(ask(ben, 'A', { args }))).toEqual(ok('turned'))
  await world.advance(2_000)
  const gone = [hall, kitchen].map((screen) => screen.node().ledger.all().pages)
  expect(Math.max(...gone)).toBe(utf8(JSON.stringify(args)).length)
})

test('each window is told why something of it is not offered, and what is too much takes nothing else along', async () => {
  const world = makeWorld('slides and too much')
  const { hall, browser, page } = await withSlides(world)
  const other = browser.openPage()
  const choices = Array.from({ length: 12 }, (_, n) => `${n}`.repeat(30))
  const fields = Array.from({ length: 8 }, (_, n) => ({ name: `field-${n}`, is: 'choice', choices }))
  const many = Array.from({ length: 6 }, (_, n) => `small.do${n}`)
  other.say(slides())
  other.say(slides({ kind: 'display.dim' }))
  for (const kind of ['heavy.one', 'heavy.two', 'heavy.three']) other.say(slides({ kind, fields }))
  await world.advance(1_100)
  other.door.allow()
  await world.advance(2_000)
  const standing = (of: typeof page) => Object.fromEntries(of.door.view().offers.map((one) => [one.kind, one.stands]))
  expect(standing(page)).toEqual({ 'slides.turn': 'offered' })
  expect(standing(other)).toEqual({
    'slides.turn': { refused: 'kind-twice' },
    'display.dim': { refused: 'kind-taken' },
    'heavy.one': 'offered',
    'heavy.two': { refused: 'offers-full' },
    'heavy.three': { refused: 'offers-full' },
  })
  // Beyond eight of one device, whichever window they are in.
  const third = browser.openPage()
  for (const kind of [...many, 'small.do6']) third.say(slides({ kind }))
  await world.advance(1_100)
  third.door.allow()
  await world.advance(2_000)
  expect(standing(third)).toEqual({
    ...Object.fromEntries(many.map((kind) => [kind, 'offered'])),
    'small.do6': { refused: 'offers-full' },
  })
  expect(offeredAt(hall).length).toBe(8)
})

test('a room that stays closed to pages is asked no more often than a member may, whatever else changes in it', async () => {
  const world = makeWorld('slides in a closed room')
  const { hall, mia, page } = await withSlides(world)
  const { commons } = hall.node().docs()
  const { call } = mia.node()
  let asked = 0
  const counted: typeof call = (...args) => {
    asked += 1
    return call(...args)
  }
  Object.assign(mia.node(), { call: counted })
  setPagesOpen(commons, false, hall.node().author)
  for (let n = 0; n < 60; n++) {
    setRoomFacts(commons, { name: `Room ${n}`, place: '' }, hall.node().author)
    await world.advance(1_000)
  }
  expect(page.door.view().offers).toMatchObject([{ stands: { refused: 'pages-closed' } }])
  expect(asked).toBeGreaterThan(1)
  // One in ten seconds, as `services/quotas.ts` fills up again.
  expect(asked).toBeLessThanOrEqual(6)
  setPagesOpen(commons, true, hall.node().author)
  await world.advance(20_000)
  expect(page.door.view().offers).toMatchObject([{ stands: 'offered' }])
})

test('a reason that a device made up is none, also where every object has something of that name', async () => {
  const world = makeWorld('slides with reasons')
  const { hall, kitchen, mia, ben, browser } = await withSlides(world)
  browser.closeTab()
  mia.node().under.answer('service.do', () => Promise.resolve(err('constructor')))
  expect(await world.finish(ask(ben))).toEqual(err('service-failed'))
  // Of another screen it is handed back as it is.
  const refuse = () => Promise.resolve(err('constructor'))
  Object.assign(kitchen.node().services, { handed: refuse, streamHanded: refuse })
  const { services, self } = hall.node()
  const asked = { id: 'B'.repeat(22), kind: 'switch.set', args: { switch: 'lamp', on: true } }
  expect(await world.finish(services.call(self, { ...asked, on: kitchen.me }))).toEqual(err('constructor'))
  const step = { id: 'C'.repeat(22), step: 'pull' as const, n: 0 }
  expect(await world.finish(services.stream(self, kitchen.me, step))).toEqual(err('constructor'))
})
