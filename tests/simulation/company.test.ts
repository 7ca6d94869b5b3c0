import { makeWorld } from './world.ts'
import { expect, test } from 'vitest'
import type { Followed } from '../../src/faces/company.ts'
import { encodeTemplate, type PersonId } from '../../src/faces/template.ts'
import { toBase64url } from '../../src/lib/bytes.ts'
import { sensesOf, setSenses } from '../../src/room/senses.ts'
import { alice, enrolled } from '../faces/people.ts'
import { disagreements } from './agreement.ts'
import type { Phone, Screen } from './people.ts'

/* Who is here by face, told between real nodes: the eye is the test's, everything behind it is not. */

const DAY = 24 * 3_600_000
const face = (track: number, identity: Followed['identity']): Followed => ({
  track,
  turn: 0,
  identity,
  box: { x: track * 200, y: 0, width: 100, height: 100 },
})
const stranger = face(9, { type: 'unknown' })
const known = (person: string) => face(1, { type: 'match', person: person as PersonId })

function openEyes(screen: Screen) {
  const { docs, author } = screen.node()
  setSenses(docs().commons, { ...sensesOf(docs().commons), faces: 'names', blankOnStranger: true }, author)
}
const sees = (screen: Screen, ...faces: Followed[]) => screen.node().seeing.company.look(faces)
const paused = (...screens: Screen[]) => screens.map((screen) => screen.node().seeing.company.isPaused())
const knownTo = (screen: Screen) =>
  screen
    .node()
    .seeing.faces.known()
    .map(({ name }) => name)

/** Lets the room know Alice's face by her own phone; answers her receipt. */
async function letKnow(world: ReturnType<typeof makeWorld>, phone: Phone, lastsMs = DAY): Promise<string> {
  const until = phone.node().roomNow() + lastsMs
  expect((await world.finish(phone.node().consents.agree('enrol-face', until))).ok).toBe(true)
  const template = toBase64url(encodeTemplate(enrolled(alice)))
  const answer = await world.finish(phone.node().call('face.enrol', { template, name: 'Alice' }))
  expect(answer).toMatchObject({ ok: true })
  return (answer as { value: { receipt: string } }).value.receipt
}

test('a stranger before one camera pauses every screen and phone, and not for longer than they are seen', async () => {
  const world = makeWorld('stranger')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const mia = await world.pairMember(hall, 'mia', {})
  openEyes(hall)
  await world.advance(3_000)
  await letKnow(world, mia)
  await world.advance(3_000)
  sees(hall, stranger)
  await world.advance(100)
  expect([...paused(hall, kitchen), mia.node().company.said().paused]).toEqual([true, true, true])
  await world.advance(4_000)
  expect([...paused(hall, kitchen), mia.node().company.said().paused]).toEqual([false, false, false])
})

test('a visitor answers for one face without a name, two are one too many, and a member’s word covers them all', async () => {
  const world = makeWorld('answered for')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const mia = await world.pairMember(hall, 'mia', {})
  const ana = await world.visit(kitchen, 'ana')
  openEyes(hall)
  await world.advance(3_000)
  await letKnow(world, mia)
  const both = [stranger, face(8, { type: 'unknown' })]
  sees(hall, stranger)
  await world.advance(100)
  expect(paused(hall, kitchen)).toEqual([false, false])
  sees(hall, ...both)
  await world.advance(100)
  expect(paused(hall, kitchen)).toEqual([true, true])
  expect(await world.finish(ana.node().call('company.vouch', {}))).toEqual({ ok: false, error: 'visitors-may-not' })
  expect((await world.finish(mia.node().call('company.vouch', {}))).ok).toBe(true)
  await world.advance(200)
  sees(hall, ...both)
  await world.advance(100)
  expect(paused(hall, kitchen)).toEqual([false, false])
  sees(hall, ...both, face(7, { type: 'unknown' }))
  await world.advance(100)
  expect(paused(hall, kitchen)).toEqual([true, true])
})

test('a member’s word ends when the room says, though whoever it was for is still here', async () => {
  const world = makeWorld('three minutes')
  const hall = await world.makeRoom('hall')
  const mia = await world.pairMember(hall, 'mia', {})
  openEyes(hall)
  const { docs, author } = hall.node()
  setSenses(docs().commons, { withUsMs: 3 * 60_000 }, author)
  await world.advance(3_000)
  await letKnow(world, mia)
  sees(hall, stranger)
  await world.advance(100)
  expect((await world.finish(mia.node().call('company.vouch', {}))).ok).toBe(true)
  const seenFor = async (minutes: number) => {
    for (let minute = 0; minute < minutes; minute++) {
      await world.advance(60_000)
      sees(hall, stranger)
    }
    await world.advance(300)
  }
  await seenFor(2)
  expect(paused(hall)).toEqual([false])
  await seenFor(1)
  expect(paused(hall)).toEqual([true])
})

test('a screen cut off, or a camera covered, while a stranger is here un-blanks nothing', async () => {
  const world = makeWorld('covered')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  openEyes(hall)
  await world.advance(3_000)
  sees(hall, stranger)
  await world.advance(100)
  hall.node().seeing.company.close({ isOff: false })
  await world.advance(60_000)
  expect(paused(hall, kitchen)).toEqual([true, true])
  world.split([hall], [kitchen])
  await world.advance(7_000)
  expect(paused(hall, kitchen)).toEqual([true, true])
  await world.advance(20_000)
  expect(paused(hall, kitchen)).toEqual([true, false])
  world.heal()
  await world.advance(5_000)
  sees(hall)
  await world.advance(4_000)
  expect(paused(hall, kitchen)).toEqual([false, false])
})

test('a known face is named where its person allows it; a visitor’s phone is never told whose template it is', async () => {
  const world = makeWorld('named')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const mia = await world.pairMember(hall, 'mia', {})
  const ana = await world.visit(kitchen, 'ana')
  openEyes(hall)
  await world.advance(3_000)
  await letKnow(world, mia)
  await world.advance(3_000)
  const [person] = kitchen.node().seeing.faces.known()
  sees(hall, known(person?.id ?? ''))
  await world.advance(300)
  expect(kitchen.node().seeing.company.people()).toMatchObject([{ name: 'Alice', device: mia.me, inView: true }])
  expect(ana.node().company.said().people).toMatchObject([{ name: 'Alice', inView: true }])
  await world.advance(5_000)
  expect(ana.node().company.said().people).toMatchObject([{ inView: false }])
  await world.advance(60_000)
  expect(ana.node().company.said().people).toEqual([])
  expect(ana.node().documents.names).toEqual(['commons'])
})

test('who is forgotten is forgotten on every screen, on one that was off as soon as it is back, and the receipt says so', async () => {
  const world = makeWorld('forget')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const mia = await world.pairMember(hall, 'mia', {})
  openEyes(hall)
  await world.advance(3_000)
  const receipt = await letKnow(world, mia)
  await world.advance(5_000)
  expect([knownTo(hall), knownTo(kitchen)]).toEqual([['Alice'], ['Alice']])
  const template = hall.node().seeing.faces.known()[0]?.template
  expect(template && (await world.finish(kitchen.node().blob(template)))).toBeTruthy()

  world.cut(kitchen)
  await world.advance(8_000)
  expect((await world.finish(mia.node().call('face.forget', {}))).ok).toBe(true)
  await world.advance(2_000)
  expect(hall.node().seeing.faces.progress(receipt)).toEqual({ done: [hall.me], outstanding: [kitchen.me] })
  expect(template && (await world.finish(hall.node().blob(template)))).toBeUndefined()
  world.heal()
  await world.advance(12_000)
  expect([knownTo(hall), knownTo(kitchen)]).toEqual([[], []])
  expect(hall.node().seeing.faces.progress(receipt)?.outstanding).toEqual([])
  expect(template && (await world.finish(kitchen.node().blob(template)))).toBeUndefined()
  expect(disagreements(world)).toEqual([])
})

test('whoever lets the room know their face anew is known by the new one, and the old one is erased', async () => {
  const world = makeWorld('anew')
  const hall = await world.makeRoom('hall')
  const mia = await world.pairMember(hall, 'mia', {})
  openEyes(hall)
  await world.advance(3_000)
  const first = await letKnow(world, mia)
  await world.advance(5_000)
  await letKnow(world, mia, 2 * DAY)
  await world.advance(5_000)
  const { faces } = hall.node().seeing
  expect(knownTo(hall)).toEqual(['Alice'])
  expect(faces.gallery()).toHaveLength(1)
  expect(faces.progress(first)?.done).toEqual([hall.me])
  expect(await world.finish(mia.node().call('face.forget', {}))).toMatchObject({ ok: true })
  expect(knownTo(hall)).toEqual([])
})

test('a face that was nobody’s is its person’s once their phone lets the room know it; a minute later that would be a picture', async () => {
  const world = makeWorld('on the phone')
  const hall = await world.makeRoom('hall')
  const mia = await world.pairMember(hall, 'mia', {})
  openEyes(hall)
  await world.advance(3_000)
  sees(hall, face(1, { type: 'unknown' }), face(2, { type: 'unknown' }))
  await letKnow(world, mia)
  const { company, faces } = hall.node().seeing
  const [person] = faces.known()
  sees(hall, known(person?.id ?? ''))
  await world.advance(300)
  expect(company.people()).toMatchObject([{ name: 'Alice', inView: true }])
  await world.advance(60_000)
  sees(hall)
  sees(hall, face(3, { type: 'unknown' }))
  sees(hall, { ...known(person?.id ?? ''), track: 3 })
  await world.advance(300)
  expect([company.people(), company.someone()]).toEqual([[], 1])
})

test('the receipt is enough to be forgotten, another’s phone is not, and a consent that runs out forgets by itself', async () => {
  const world = makeWorld('receipt')
  const hall = await world.makeRoom('hall')
  const mia = await world.pairMember(hall, 'mia', {})
  const ana = await world.visit(hall, 'ana')
  openEyes(hall)
  await world.advance(3_000)
  const receipt = await letKnow(world, mia)
  expect(await world.finish(ana.node().call('face.forget', {}))).toEqual({ ok: false, error: 'face-unknown' })
  const wrong = receipt === '00000000' ? '00000001' : '00000000'
  expect(await world.finish(ana.node().call('face.forget', { receipt: wrong }))).toEqual({
    ok: false,
    error: 'receipt-unknown',
  })
  expect((await world.finish(ana.node().call('face.forget', { receipt }))).ok).toBe(true)
  expect(knownTo(hall)).toEqual([])
  const again = await letKnow(world, mia, 60_000)
  await world.advance(100_000)
  expect(knownTo(hall)).toEqual([])
  expect(hall.node().seeing.faces.progress(again)?.done).toEqual([hall.me])
})
