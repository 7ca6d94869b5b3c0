import { expect, test } from 'vitest'
import { makeSeenBook } from '../../src/mesh/seen.ts'
import type { LinkMessage } from '../../src/protocol/link.ts'
import { makeBench, somebody } from './wires.ts'

const amara = 'amara'.padEnd(22, '_')
const stranger = { known: [{ person: amara, inView: true }], strangers: 1 }
const nobody = { known: [], strangers: 0 }

/** Two screens with an eye each, and a phone at the hall's. */
async function roomOfTwo() {
  const bench = makeBench('seen')
  const [hall, kitchen, phone] = [somebody('hall'), somebody('kitchen'), somebody('phone', 'visitor')]
  const at = { hall: makeSeenBook(bench), kitchen: makeSeenBook(bench) }
  const [hallToKitchen, kitchenToHall] = await bench.link(hall, kitchen)
  const [phoneToHall, hallToPhone] = await bench.link(phone, hall)
  const told: LinkMessage[] = []
  phoneToHall.onMessage((message) => void told.push(message))
  at.hall.attach(hallToKitchen)
  at.hall.attach(hallToPhone)
  at.kitchen.attach(kitchenToHall)
  await bench.settle()
  return { ...bench, at, hallToKitchen, kitchenToHall, phoneToHall, told }
}

test('what one screen sees the other knows, and phones never hear who was seen (M26)', async () => {
  const { at, settle, told } = await roomOfTwo()
  at.hall.say(stranger)
  await settle()
  expect(at.kitchen.all()).toMatchObject([stranger])
  expect(told).toEqual([])
})

test('a screen that comes later hears it at once, and what ends is said (M26)', async () => {
  const { at, settle, link } = await roomOfTwo()
  at.hall.say(stranger)
  const late = makeSeenBook({ clock: { now: () => 0, after: () => () => {}, every: () => () => {} } })
  const [hallToDen, denToHall] = await link(somebody('hall'), somebody('den'))
  late.attach(denToHall)
  at.hall.attach(hallToDen)
  await settle()
  expect(late.all()).toMatchObject([stranger])
  at.hall.say(undefined)
  await settle()
  expect(late.all()).toMatchObject([nobody])
})

test('a stranger seen by a screen that is then lost is believed for ten seconds, its names are not (M26)', async () => {
  const { at, settle, advance, hallToKitchen } = await roomOfTwo()
  at.hall.say(stranger)
  await settle()
  hallToKitchen.close('silent')
  await settle()
  expect(at.kitchen.all()).toEqual([{ known: [], strangers: 1 }])
  await advance(10_000)
  expect(at.kitchen.all()).toEqual([])
})

test('phones are told what may be shown, once for each change, and what they say themselves is nothing (M26)', async () => {
  const { at, settle, told, phoneToHall } = await roomOfTwo()
  const said = { people: [{ person: amara, name: 'Amara', inView: true }], someone: 1, paused: true }
  at.hall.tell(said)
  at.hall.tell({ ...said })
  await settle()
  expect(told).toEqual([{ type: 'company', ...said }])
  phoneToHall.send({ type: 'seen', ...stranger })
  await settle()
  expect(at.hall.all()).toEqual([])
})
