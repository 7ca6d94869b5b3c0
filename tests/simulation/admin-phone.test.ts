import { makeWorld } from './world.ts'
import { expect, test } from 'vitest'
import { makeAdminWord } from '../../src/app/phone/admin.ts'
import { visitorsMayOf } from '../../src/room/commons.ts'
import { parseAdminLook } from '../../src/services/admin-look.ts'
import type { CallName } from '../../src/services/room-calls.ts'
import { sign } from '../../src/trust/statement.ts'
import { signerOf } from '../../src/trust/keys.ts'
import { disagreements } from './agreement.ts'
import type { Phone, Screen } from './people.ts'

async function anAdminsPhone(seed: string) {
  const world = makeWorld(seed)
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const ida = await world.pairMember(hall, 'ida', { admin: true })
  const mia = await world.pairMember(hall, 'mia')
  const ana = await world.visit(kitchen, 'ana')
  await world.advance(5_000)
  const word = (of: Phone) => makeAdminWord(of.node(), (length) => world.chance.bytes(length))
  const look = async (of: Phone = ida) => {
    const answer = await world.finish(of.node().call('admin.look', {}))
    return answer.ok ? parseAdminLook(answer.value) : answer
  }
  const visitOf = async (of: Phone) => {
    const seen = await look()
    return seen.ok ? seen.value.visits.find(({ device }) => device === of.me) : undefined
  }
  const asks = async (of: Phone, name: CallName, args: object) => {
    const answer = await world.finish(of.node().call(name, args))
    await world.advance(3_000)
    return answer.ok ? undefined : answer.error
  }
  const isIn = (on: Screen, device: string) =>
    [...(on.node().book.roster()?.devices.keys() ?? [])].some((known) => known === device)
  return { world, hall, kitchen, ida, mia, ana, word, look, visitOf, asks, isIn }
}

test('an admin gives and takes a visitor’s right from a phone, under the phone’s own name: it ends with that admin (T21)', async () => {
  const { world, hall, kitchen, ida, ana, word, visitOf } = await anAdminsPhone('grants from a phone')
  const turn = async (on: boolean) => {
    const refused = await world.finish(word(ida).turnRight(await visitOf(ana), 'book', on))
    await world.advance(3_000)
    return refused
  }
  const rights = () => [hall, kitchen].map((screen) => [...screen.node().consents.grantedTo(ana.me)])
  expect(await turn(true)).toBeUndefined()
  expect(rights()).toEqual([['book'], ['book']])
  expect([...ana.node().granted()]).toEqual(['book'])
  expect((await visitOf(ana))?.granted).toMatchObject([{ right: 'book' }])
  expect(await turn(false)).toBeUndefined()
  expect([rights(), [...ana.node().granted()]]).toEqual([[[], []], []])
  await turn(true)
  await world.finish(hall.node().remove(ida.me))
  await world.advance(3_000)
  expect(rights()).toEqual([[], []])
})

test('nobody but an admin looks, grants, sets what visitors may, asks to scan again or removes', async () => {
  const { world, hall, mia, ana, word, asks, visitOf, isIn } = await anAdminsPhone('no admin')
  const visit = await visitOf(ana)
  const may = { addNotes: false, show: false, files: false }
  for (const who of [mia, ana]) {
    expect(await asks(who, 'admin.look', {})).toBe('admins-only')
    expect(await world.finish(word(who).turnRight(visit, 'book', true))).toBe('admins-only')
    expect(await asks(who, 'visitors.may', may)).toBe('admins-only')
    expect(await asks(who, 'visitors.scan-again', {})).toBe('admins-only')
    expect(await world.finish(word(who).remove(hall.me, []))).toBe('admins-only')
  }
  expect(isIn(hall, hall.me)).toBe(true)
  expect(visitorsMayOf(hall.node().docs().commons).addNotes).toBe(true)
})

test('an admin’s phone says what visitors may, and asks everybody to scan again', async () => {
  const { hall, ida, ana, asks } = await anAdminsPhone('what visitors may')
  expect(await asks(ida, 'visitors.may', { addNotes: false, show: true, files: true })).toBeUndefined()
  expect(visitorsMayOf(hall.node().docs().commons)).toMatchObject({ addNotes: false, show: true, files: true })
  expect(await asks(ana, 'note.add', { id: 'n'.repeat(22), text: 'Milk' })).toBe('visitors-may-not')
  expect(await asks(ida, 'visitors.scan-again', {})).toBeUndefined()
  expect(ana.node().isAskedToScan()).toBe(true)
})

test('an admin’s phone removes a member, and the very screen it is at: links close, the next epoch opens', async () => {
  const { world, hall, kitchen, ida, mia, word, look, isIn } = await anAdminsPhone('removes from a phone')
  const epoch = hall.node().documents.epoch()
  expect(await world.finish(word(ida).remove(mia.me, []))).toBeUndefined()
  await world.advance(3_000)
  expect(mia.node().standing()).toMatchObject({ at: 'refused', reason: 'removed' })
  expect(hall.node().documents.epoch()).not.toBe(epoch)
  const home = [hall, kitchen].find(({ me }) => me === ida.node().homeScreen()) as Screen
  const stays = home === hall ? kitchen : hall
  const seen = await look()
  const screens = seen.ok ? seen.value.screens : []
  expect(await world.finish(word(ida).remove(home.me, screens))).toBeUndefined()
  await world.advance(8_000)
  expect([isIn(stays, home.me), stays.node().neighbours.linkTo(home.me)]).toEqual([false, undefined])
  expect(ida.node().homeScreen()).toBe(stays.me)
  // The last one has nobody who would lead the room on without it.
  const left = await look()
  expect(await word(ida).remove(stays.me, left.ok ? left.value.screens : [])).toBe('no-other-screen')
  expect(isIn(stays, stays.me)).toBe(true)
  expect(disagreements(world, { removed: [home] })).toEqual([])
})

test('through a screen’s hands an admin’s phone outranks nobody: of it and a screen that remove each other, the screen stays (T6)', async () => {
  const { world, hall, kitchen, ida, word, isIn } = await anAdminsPhone('no borrowed rank')
  // At the most senior screen: with that one's signature the kitchen would be out.
  world.split([hall, ida], [kitchen])
  await world.advance(10_000)
  expect(await world.finish(word(ida).remove(kitchen.me, []))).toBeUndefined()
  await world.finish(kitchen.node().remove(ida.me))
  world.heal()
  await world.advance(20_000)
  for (const screen of [hall, kitchen]) expect([isIn(screen, kitchen.me), isIn(screen, ida.me)]).toEqual([true, false])
})

test('what an admin’s phone hands in must be its own word, of this kind, for a visit that goes on', async () => {
  const { world, hall, ida, ana, asks, visitOf } = await anAdminsPhone('hands in')
  const keys = ida.node().under.keys
  const visit = await visitOf(ana)
  const said = { room: hall.node().room, by: ida.me, at: hall.node().roomNow() }
  const grant = { kind: 'grant', ...said, nonce: 'A'.repeat(22), device: ana.me, right: 'book' } as const
  const handIn = async (body: Parameters<typeof sign>[1], name: CallName = 'visit.right') => {
    const statement = await world.finish(sign(signerOf(keys), body))
    return asks(ida, name, { statement: statement.signed })
  }
  const until = visit?.until ?? 0
  expect(await handIn({ ...grant, until: until + 1 })).toBe('visit-over')
  expect(await handIn({ ...grant, at: (visit?.at ?? 0) - 1, until })).toBe('visit-over')
  expect(await handIn({ ...grant, at: said.at + 600_000, until })).toBe('clock-wrong')
  expect(await handIn({ ...grant, right: 'unlock', until })).toBe('unknown-ask')
  expect(await handIn({ ...grant, device: ida.me, until })).toBe('visit-over')
  expect(await handIn({ kind: 'rescan', ...said, until })).toBe('unknown-ask')
  expect(await handIn({ kind: 'withdraw', ...said, of: 'A'.repeat(43) as never })).toBe('visit-over')
  expect(await handIn({ ...grant, until }, 'device.remove')).toBe('unknown-ask')
  const heads = hall.node().book.roster()?.heads ?? []
  expect(await handIn({ kind: 'remove', ...said, heads, device: ana.me }, 'device.remove')).toBe('unknown-device')
  expect(
    await handIn({ kind: 'remove', ...said, heads: ['A'.repeat(43) as never], device: hall.me }, 'device.remove'),
  ).not.toBeUndefined()
  const others = await world.finish(sign(signerOf(ana.node().under.keys), { ...grant, by: ana.me, until }))
  expect(await asks(ida, 'visit.right', { statement: others.signed })).toBe('not-yours')
  expect([...hall.node().consents.grantedTo(ana.me)]).toEqual([])
})
