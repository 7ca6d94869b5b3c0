import { makeWorld } from './world.ts'
import { expect, test } from 'vitest'
import { err, ok } from '../../src/lib/result.ts'
import { book, bookingsOf, dayOf, setBookingRules } from '../../src/room/bookings.ts'
import { disagreements } from './agreement.ts'
import type { Screen } from './people.ts'

const MINUTE = 60_000
const ID = 'A'.repeat(22)
const currentOn = (screen: Screen) => {
  const { docs, roomNow } = screen.node()
  return dayOf(bookingsOf(docs().commons, roomNow()), roomNow()).current
}

test('a member books by phone and counts as checked in where she is; a visitor may not book', async () => {
  const world = makeWorld('bookings')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const mia = await world.pairMember(hall, 'mia')
  const ana = await world.visit(kitchen, 'ana')
  await world.advance(5_000)
  const fromMs = hall.node().roomNow() + MINUTE
  const ahead = { id: ID, fromMs, toMs: fromMs + 60 * MINUTE, title: 'Design review' }
  const asked = { events: [ahead] }
  expect(await world.finish(ana.node().call('booking.add', asked))).toEqual(err('visitors-may-not'))
  expect(await world.finish(mia.node().call('booking.add', asked))).toMatchObject(ok({ booked: 1, taken: 0 }))
  expect(currentOn(kitchen)).toBeUndefined()
  // Ten minutes after its beginning it would not hold any more, were she not here.
  await world.advance(15 * MINUTE)
  for (const screen of [hall, kitchen])
    expect(currentOn(screen)).toMatchObject({ title: 'Design review', checkedIn: true })
  expect(await world.finish(mia.node().call('booking.end', { id: ID }))).toEqual(ok(null))
  await world.advance(2_000)
  expect(currentOn(kitchen)).toBeUndefined()
  expect(disagreements(world)).toEqual([])
})

test('a member ends what is now, and what is hers ahead; what somebody else has ahead is an admin’s to take away', async () => {
  const world = makeWorld('whose bookings')
  const hall = await world.makeRoom('hall')
  const [mia, admin] = [await world.pairMember(hall, 'mia'), await world.pairMember(hall, 'ada', { admin: true })]
  await world.advance(5_000)
  const { docs, author, roomNow, me } = hall.node()
  const ahead = { fromMs: roomNow() + 60 * MINUTE, toMs: roomNow() + 90 * MINUTE, title: '', by: me, byName: 'hall' }
  book(docs().commons, ID, ahead, author)
  await world.advance(1_000)
  expect(await world.finish(mia.node().call('booking.end', { id: ID }))).toEqual(err('admins-only'))
  expect(await world.finish(admin.node().call('booking.end', { id: ID }))).toEqual(ok(null))
  const now = { id: 'B'.repeat(22), minutes: 30, title: '' }
  expect(await world.finish(admin.node().call('booking.now', now))).toEqual(ok(null))
  expect(await world.finish(mia.node().call('booking.end', { id: now.id }))).toEqual(ok(null))
  expect(currentOn(hall)).toBeUndefined()
})

test('where visits end with the booking, who came during it is out when it is over, and who came before is not', async () => {
  const world = makeWorld('visits end')
  const hall = await world.makeRoom('hall')
  const early = await world.visit(hall, 'early')
  await world.advance(5_000)
  const { docs, author, roomNow, me } = hall.node()
  setBookingRules(docs().commons, { checkInMinutes: 0, visitsEnd: true }, author)
  const toMs = roomNow() + 10 * MINUTE
  book(docs().commons, ID, { fromMs: roomNow(), toMs, title: '', by: me, byName: 'hall' }, author)
  await world.advance(1_000)
  const guest = await world.visit(hall, 'guest')
  await world.advance(9 * MINUTE)
  expect(guest.node().standing().at).toBe('live')
  await world.advance(2 * MINUTE)
  expect([guest.node().standing().at, early.node().standing().at]).toEqual(['expired', 'live'])
})
