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
  return { ...bench, at, now, hallToKitchen, phoneToHall, hall: hall.device, told }
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

test('whoever talks to one screen has the one that speaks silenced, and no other; a phone’s word is no word (M28)', async () => {
  const { at, settle, phoneToHall } = await roomOfTwo()
  const hushed: string[] = []
  at.hall.onHush(() => hushed.push('hall'))
  at.kitchen.onHush(() => hushed.push('kitchen'))
  at.hall.say(true)
  await settle()
  at.hall.hush()
  at.kitchen.hush()
  phoneToHall.send({ type: 'voice', is: 'begins' })
  phoneToHall.send({ type: 'voice', is: 'hush' })
  await settle()
  expect(hushed).toEqual(['hall'])
  expect(at.hall.isSpeaking()).toBe(false)
})
