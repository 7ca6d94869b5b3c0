import { expect, test } from 'vitest'
import { makePresence } from '../../src/mesh/presence.ts'
import type { DeviceId } from '../../src/protocol/ids.ts'
import type { HerePerson } from '../../src/protocol/link.ts'
import { makeBench, somebody } from './wires.ts'

const ANA = 'A'.repeat(43) as DeviceId
const ana = (more: Partial<HerePerson> = {}): HerePerson => ({
  device: ANA,
  name: 'Ana',
  role: 'visitor',
  admin: false,
  state: 'here',
  ...more,
})

/** Two screens, linked, and a phone linked with both. */
async function roomOfTwo() {
  const bench = makeBench('presence')
  const [hall, kitchen, phone] = [somebody('hall'), somebody('kitchen'), somebody('phone', 'visitor')]
  const at = (peer: typeof hall) =>
    makePresence({ me: peer.device, screen: peer.role === 'screen', clock: bench.clock })
  const here = { hall: at(hall), kitchen: at(kitchen), phone: at(phone) }
  const [hallToKitchen, kitchenToHall] = await bench.link(hall, kitchen)
  const [phoneToHall, hallToPhone] = await bench.link(phone, hall)
  const [phoneToKitchen, kitchenToPhone] = await bench.link(phone, kitchen)
  for (const link of [hallToKitchen, hallToPhone]) here.hall.attach(link)
  for (const link of [kitchenToHall, kitchenToPhone]) here.kitchen.attach(link)
  for (const link of [phoneToHall, phoneToKitchen]) here.phone.attach(link)
  await bench.settle()
  const statesAt = (who: keyof typeof here) => here[who].people().map(({ state }) => state)
  return { ...bench, here, statesAt, hallToKitchen, kitchenToHall, phoneToHall, phoneToKitchen, kitchenToPhone }
}

test('what one screen says of its phones is known at every screen and phone (M11)', async () => {
  const { here, settle } = await roomOfTwo()
  here.hall.say([ana()])
  await settle()
  for (const who of ['hall', 'kitchen', 'phone'] as const) expect(here[who].people()).toEqual([ana()])
})

test('who is here at one screen is here, though another knows it as away, and by its name if one of them knows it (M11)', async () => {
  const { here, settle } = await roomOfTwo()
  here.hall.say([ana({ state: 'away' })])
  here.kitchen.say([ana({ name: '' })])
  await settle()
  expect(here.phone.people()).toEqual([ana({ name: '' })])
  here.hall.say([ana()])
  await settle()
  for (const who of ['hall', 'kitchen', 'phone'] as const) expect(here[who].people()).toEqual([ana()])
})

test('with the link to a screen goes what it said (M11)', async () => {
  const { here, settle, statesAt, kitchenToHall, phoneToKitchen } = await roomOfTwo()
  here.kitchen.say([ana()])
  await settle()
  kitchenToHall.close('silent')
  await settle()
  // The phone still hears it from the kitchen itself.
  expect([statesAt('hall'), statesAt('phone')]).toEqual([[], ['here']])
  phoneToKitchen.close('silent')
  await settle()
  expect(statesAt('phone')).toEqual([])
})

test('the last word of a screen that died does not outlive it on a phone, though nobody else heard it (M11)', async () => {
  const { here, settle, statesAt, network, hallToKitchen, phoneToKitchen } = await roomOfTwo()
  here.kitchen.say([])
  await settle()
  network.cut('hall', 'kitchen')
  hallToKitchen.close('silent')
  here.kitchen.say([ana()])
  await settle()
  expect(statesAt('phone')).toEqual(['here'])
  phoneToKitchen.close('silent')
  await settle()
  expect(statesAt('phone')).toEqual([])
})

test('a screen speaks for itself only, and a phone for nobody (M11)', async () => {
  const { here, settle, statesAt, kitchenToHall, phoneToHall } = await roomOfTwo()
  kitchenToHall.send({ type: 'here', from: somebody('den').device, n: 1, people: [ana()] })
  phoneToHall.send({ type: 'here', from: somebody('phone').device, n: 1, people: [ana()] })
  await settle()
  expect([statesAt('hall'), here.hall.people()]).toEqual([[], []])
})

test('a phone knows which screen nobody hears of any more, and nothing of any while it is out of reach itself', async () => {
  const { here, settle, hallToKitchen, kitchenToHall, phoneToHall, phoneToKitchen, kitchenToPhone } = await roomOfTwo()
  const [hall, kitchen] = [phoneToHall.peer.device, phoneToKitchen.peer.device]
  for (const who of ['hall', 'kitchen'] as const) here[who].say([])
  await settle()
  expect([hall, kitchen].map(here.phone.isLost)).toEqual([false, false])
  phoneToHall.close('test')
  await settle()
  expect(here.phone.isLost(hall)).toBe(false)
  for (const link of [hallToKitchen, kitchenToHall]) link.close('test')
  await settle()
  expect([hall, kitchen].map(here.phone.isLost)).toEqual([true, false])
  for (const link of [phoneToKitchen, kitchenToPhone]) link.close('test')
  await settle()
  expect([hall, kitchen].map(here.phone.isLost)).toEqual([false, false])
})
