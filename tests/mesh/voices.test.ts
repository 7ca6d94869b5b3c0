import { expect, test } from 'vitest'
import { makeVoices } from '../../src/mesh/voices.ts'
import type { LinkMessage } from '../../src/protocol/link.ts'
import { makeBench, somebody } from './wires.ts'

/** Two screens that tell each other when they speak, and a phone at the hall's. */
async function roomOfTwo() {
  const bench = makeBench('voices')
  const [hall, kitchen, phone] = [somebody('hall'), somebody('kitchen'), somebody('phone', 'visitor')]
  const at = { hall: makeVoices(bench), kitchen: makeVoices(bench) }
  const [hallToKitchen, kitchenToHall] = await bench.link(hall, kitchen)
  const [phoneToHall, hallToPhone] = await bench.link(phone, hall)
  const told: LinkMessage[] = []
  phoneToHall.onMessage((message) => void told.push(message))
  at.hall.attach(hallToKitchen)
  at.hall.attach(hallToPhone)
  at.kitchen.attach(kitchenToHall)
  await bench.settle()
  const now = () => bench.clock.now()
  return { ...bench, at, now, hallToKitchen, phoneToHall, hall: hall.device, phone: phone.device, told }
}

test('what is said at one screen the other knows while it lasts, and afterwards when it was; phones are told nothing (M28)', async () => {
  const { at, now, settle, advance, hall, told } = await roomOfTwo()
  const begunMs = now()
  at.hall.say(true)
  await settle()
  expect([at.hall.isSpeaking(), at.kitchen.isSpeaking()]).toEqual([false, true])
  await advance(2_000)
  at.hall.say(false)
  await settle()
  expect(at.kitchen.isSpeaking()).toBe(false)
  await advance(5_000)
  expect(at.kitchen.spokeIn({ fromMs: begunMs + 500, toMs: begunMs + 900 })).toBe(hall)
  expect(at.kitchen.spokeIn({ fromMs: begunMs + 4_000, toMs: now() })).toBeUndefined()
  expect(told).toEqual([])
})

test('a screen that is lost in the middle of a sentence, or never says that it ended, silences nobody for long (M28)', async () => {
  const { at, settle, advance, hallToKitchen } = await roomOfTwo()
  at.hall.say(true)
  await settle()
  await advance(39_000)
  expect(at.kitchen.isSpeaking()).toBe(true)
  await advance(2_000)
  expect(at.kitchen.isSpeaking()).toBe(false)
  at.hall.say(false)
  at.hall.say(true)
  await settle()
  expect(at.kitchen.isSpeaking()).toBe(true)
  hallToKitchen.close('silent')
  await settle()
  expect(at.kitchen.isSpeaking()).toBe(false)
})

test('whoever talks to one screen has the one that speaks silenced, and no other; a phone silences nobody (M28)', async () => {
  const { at, settle, phoneToHall } = await roomOfTwo()
  const hushed: string[] = []
  at.hall.onHush(() => hushed.push('hall'))
  at.kitchen.onHush(() => hushed.push('kitchen'))
  at.hall.say(true)
  await settle()
  at.hall.hush()
  at.kitchen.hush()
  phoneToHall.send({ type: 'voice', is: 'hush' })
  await settle()
  expect(hushed).toEqual(['hall'])
  expect(at.hall.isSpeaking()).toBe(false)
})

test('what a phone answers aloud its screens know, and the others by them; whoever talks to any of them silences it (M28)', async () => {
  const { at, now, settle, advance, phone, phoneToHall, told } = await roomOfTwo()
  const begunMs = now()
  phoneToHall.send({ type: 'voice', is: 'begins' })
  await settle()
  expect([at.hall.isSpeaking(), at.kitchen.isSpeaking()]).toEqual([true, true])
  at.kitchen.hush()
  await settle()
  expect(told).toEqual([{ type: 'voice', is: 'hush' }])
  await advance(1_000)
  phoneToHall.send({ type: 'voice', is: 'ends' })
  await settle()
  expect([at.hall.isSpeaking(), at.kitchen.isSpeaking()]).toEqual([false, false])
  await advance(2_000)
  expect(at.hall.spokeIn({ fromMs: begunMs, toMs: begunMs + 100 })).toBe(phone)
})

test('a phone that says it speaks all the time, or is gone in the middle, deafens no screen for long (M28)', async () => {
  const { at, settle, advance, phoneToHall } = await roomOfTwo()
  let deafMs = 0
  for (let ms = 0; ms < 120_000; ms += 1_000) {
    phoneToHall.send({ type: 'voice', is: 'begins' })
    await settle()
    await advance(1_000)
    if (at.hall.isSpeaking() || at.kitchen.isSpeaking()) deafMs += 1_000
  }
  expect(deafMs).toBeGreaterThan(15_000)
  expect(deafMs).toBeLessThanOrEqual(45_000)
  await advance(60_000)
  phoneToHall.send({ type: 'voice', is: 'begins' })
  await settle()
  expect(at.kitchen.isSpeaking()).toBe(true)
  phoneToHall.close('silent')
  await settle()
  expect([at.hall.isSpeaking(), at.kitchen.isSpeaking()]).toEqual([false, false])
})

test('what two phones of one screen say at once ends for the others with the last of them (M28)', async () => {
  const { at, link, settle, phoneToHall } = await roomOfTwo()
  const [otherToHall, hallToOther] = await link(somebody('other', 'member'), somebody('hall'))
  at.hall.attach(hallToOther)
  for (const one of [phoneToHall, otherToHall]) one.send({ type: 'voice', is: 'begins' })
  await settle()
  phoneToHall.send({ type: 'voice', is: 'ends' })
  await settle()
  expect(at.kitchen.isSpeaking()).toBe(true)
  otherToHall.send({ type: 'voice', is: 'ends' })
  await settle()
  expect(at.kitchen.isSpeaking()).toBe(false)
})
