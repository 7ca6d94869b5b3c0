import { expect, test } from 'vitest'
import { makeCalls, type CallHandler, type Calls } from '../../src/mesh/calls.ts'
import type { Link } from '../../src/mesh/link.ts'
import { err, ok } from '../../src/lib/result.ts'
import { makeBench, somebody } from './wires.ts'

/** A phone at a hall screen that answers with `handle`. */
async function phoneAtHall(handle: CallHandler) {
  const bench = makeBench('calls')
  const { clock, chance, link } = bench
  const nothing: CallHandler = () => Promise.resolve(err('unknown-ask'))
  const hall = makeCalls({ clock, random: chance.fork('hall').bytes, handle })
  const phone = makeCalls({ clock, random: chance.fork('phone').bytes, handle: nothing })
  const [toHall, toPhone] = await link(somebody('phone', 'visitor'), somebody('hall'))
  hall.attach(toPhone)
  phone.attach(toHall)
  return { ...bench, hall, phone, toHall, toPhone, ask: asker(phone, toHall) }
}
const asker = (calls: Calls, link: Link) => (name: string, args: unknown, key?: string, timeoutMs?: number) =>
  calls.call(link, name, args, key, timeoutMs)

test('a call is answered to whoever asked, with what the callee says (M16)', async () => {
  const { ask, finish } = await phoneAtHall((who, name, args) => Promise.resolve(ok({ name, args, by: who.device })))
  const by = somebody('phone').device
  const answers = await finish(Promise.all([1, 2, 3].map((n) => ask('sum', { n }))))
  expect(answers).toEqual([1, 2, 3].map((n) => ok({ name: 'sum', args: { n }, by })))
})

test('a refusal comes back with its reason (M16)', async () => {
  const { ask, finish } = await phoneAtHall(() => Promise.resolve(err('visitors-may-not')))
  expect(await finish(ask('note.add', {}))).toEqual(err('visitors-may-not'))
})

test('a call that nobody answers ends after five seconds, or when its link does (M16)', async () => {
  const { ask, advance, network, toHall } = await phoneAtHall(() => new Promise(() => {}))
  const late: unknown[] = []
  void ask('sum', {}).then((answer) => late.push(answer))
  await advance(4_900)
  expect(late).toEqual([])
  await advance(200)
  expect(late).toEqual([err('timeout')])

  network.cut('phone', 'hall')
  void ask('sum', {}).then((answer) => late.push(answer))
  await advance(100)
  toHall.close('silent')
  await advance(1)
  expect(late).toEqual([err('timeout'), err('link-closed')])
  expect(await ask('sum', {})).toEqual(err('link-closed'))
})

test('the same call asked again is done once, however often and however late its answer is (M16)', async () => {
  let done = 0
  let answer: (value: number) => void = () => {}
  const { ask, phone, finish, advance } = await phoneAtHall(async () => {
    done += 1
    return ok(await new Promise<number>((resolve) => (answer = resolve)))
  })
  const key = phone.newKey()
  const asked = [ask('sum', {}, key), ask('sum', {}, key)]
  await advance(100)
  answer(5)
  expect(await finish(Promise.all(asked))).toEqual([ok(5), ok(5)])
  expect(await finish(ask('sum', {}, key))).toEqual(ok(5))
  expect(done).toBe(1)
})

test('a key belongs to its caller: another phone learns nothing by knowing it (M16)', async () => {
  const { ask, hall, link, clock, chance, finish } = await phoneAtHall((who) => Promise.resolve(ok(who.device)))
  const key = 'K'.repeat(22)
  const mine = await finish(ask('sum', {}, key))
  const other = makeCalls({ clock, random: chance.bytes, handle: () => Promise.resolve(ok(null)) })
  const [toHall, toOther] = await link(somebody('bob', 'visitor'), somebody('hall'))
  hall.attach(toOther)
  other.attach(toHall)
  expect(await finish(other.call(toHall, 'sum', {}, key))).toEqual(ok(somebody('bob').device))
  expect(mine).toEqual(ok(somebody('phone').device))
})

test('a caller that calls all day does not make another’s call be done twice (M16)', async () => {
  let done = 0
  const { ask, hall, link, clock, chance, finish } = await phoneAtHall((_, name) => {
    if (name === 'sum') done += 1
    return Promise.resolve(ok(done))
  })
  const key = 'K'.repeat(22)
  await finish(ask('sum', {}, key))
  const noisy = makeCalls({ clock, random: chance.bytes, handle: () => Promise.resolve(ok(null)) })
  const [toHall, toNoisy] = await link(somebody('bob', 'visitor'), somebody('hall'))
  hall.attach(toNoisy)
  noisy.attach(toHall)
  for (let i = 0; i < 500; i += 1) await finish(noisy.call(toHall, 'noise', {}))
  expect(await finish(ask('sum', {}, key))).toEqual(ok(1))
  expect(done).toBe(1)
})

test('an answer to a call that nobody made, or came to late, does nothing (M16)', async () => {
  const { toPhone, toHall, advance } = await phoneAtHall(() => Promise.resolve(ok(null)))
  toPhone.send({ type: 'answer', id: 7, ok: true, value: 'what?' })
  toPhone.send({ type: 'refusal', id: 8, reason: 'no' })
  await advance(100)
  expect(toHall.isClosed()).toBe(false)
})
