import { makeWorld } from './world.ts'
import { expect, test } from 'vitest'
import { turnRight } from '../../src/app/screen/rights.ts'
import { bookingsOf, setBookingRules } from '../../src/room/bookings.ts'
import { notesOf, setVisitorsMay } from '../../src/room/commons.ts'
import type { Right } from '../../src/trust/rights.ts'
import type { Phone, Screen } from './people.ts'

const MINUTE = 60_000

async function oneVisitor(seed: string) {
  const world = makeWorld(seed)
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const ana = await world.visit(kitchen, 'ana')
  const bob = await world.visit(kitchen, 'bob')
  await world.advance(3_000)
  const turn = async (right: Right, on: boolean, at: Screen = hall, who: Phone = ana) => {
    const refused = await world.finish(turnRight(at.node(), who.me, right, on))
    await world.advance(3_000)
    return refused
  }
  const rights = (screen: Screen, who: Phone = ana) => [...screen.node().consents.grantedTo(who.me)]
  let nth = 0
  const books = async (who: Phone) => {
    const answer = await world.finish(
      who.node().call('booking.now', { id: `${nth++}`.padEnd(22, 'b'), minutes: 15, title: '' }),
    )
    return answer.ok ? 'booked' : answer.error
  }
  return { world, hall, kitchen, ana, bob, turn, rights, books }
}

test('an admin gives one visitor one more right: that phone hears of it, every screen honours it, nobody else has it (T27)', async () => {
  const { hall, kitchen, ana, bob, turn, rights, books } = await oneVisitor('one more right')
  expect(await books(ana)).toBe('visitors-may-not')
  expect(await turn('book', true)).toBeUndefined()
  expect([rights(hall), rights(kitchen), [...ana.node().granted()]]).toEqual([['book'], ['book'], ['book']])
  expect([...bob.node().granted()]).toEqual([])
  expect([await books(ana), await books(bob)]).toEqual(['booked', 'visitors-may-not'])
  expect(bookingsOf(hall.node().docs().commons, hall.node().roomNow())).toMatchObject([{ by: ana.me }])
  expect(await turn('book', false, kitchen)).toBeUndefined()
  expect([rights(hall), [...ana.node().granted()], await books(ana)]).toEqual([[], [], 'visitors-may-not'])
})

test('a right to show is also one to take down, and a right to remove is for notes of anybody', async () => {
  const { world, hall, ana, bob, turn } = await oneVisitor('show and remove')
  setVisitorsMay(hall.node().docs().commons, { addNotes: true, show: false, files: false }, hall.node().author)
  const note = bob.note('Bob was here')
  await world.finish(note.answered)
  await world.advance(3_000)
  const asks = (name: 'display.text' | 'display.clear' | 'note.remove', args: object) =>
    world.finish(ana.node().call(name, args)).then((answer) => (answer.ok ? 'yes' : answer.error))
  const all = async () => [
    await asks('display.text', { target: 'all', text: 'Hello' }),
    await asks('display.clear', { target: 'all' }),
    await asks('note.remove', { id: note.id }),
  ]
  expect(await all()).toEqual(['visitors-may-not', 'visitors-may-not', 'admins-only'])
  await turn('display.show', true)
  await turn('note.remove-any', true)
  expect(await all()).toEqual(['yes', 'yes', 'yes'])
  expect(notesOf(hall.node().docs().commons)).toEqual([])
})

test('the right ends with the visit: by leaving, being shown out, a booking’s end, or scanning again (T27)', async () => {
  for (const ending of ['leave', 'show out', 'booking', 'scan again'] as const) {
    const { world, hall, kitchen, ana, bob, turn, rights } = await oneVisitor(`ends by ${ending}`)
    if (ending === 'booking') {
      setBookingRules(hall.node().docs().commons, { checkInMinutes: 0, visitsEnd: true }, hall.node().author)
      await turn('book', true, hall, bob)
      await world.finish(bob.node().call('booking.now', { id: 'b'.repeat(22), minutes: 5, title: '' }))
    }
    const who = ending === 'booking' ? await world.visit(kitchen, 'carl') : ana
    await world.advance(3_000)
    await turn('note.remove-any', true, hall, who)
    expect(rights(kitchen, who)).toEqual(['note.remove-any'])
    if (ending === 'leave') await world.finish(ana.node().leave())
    if (ending === 'show out') await world.finish(hall.node().showOut(ana.me))
    if (ending === 'scan again') await world.finish(hall.node().askToScanAgain())
    await world.advance(7 * MINUTE)
    expect([ending, rights(hall, who), rights(kitchen, who)]).toEqual([ending, [], []])
    expect(await turn('book', true, hall, who)).toBe('visit-over')
  }
})
