import { makeWorld } from './world.ts'
import { expect, test } from 'vitest'
import { makeVoices } from '../../src/mesh/voices.ts'

test('what one screen says aloud the other knows over their link, and so does one that comes in the middle of it (M28)', async () => {
  const world = makeWorld('voices')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  await world.advance(4_000)
  const hushed: string[] = []
  hall.node().voices.onHush(() => hushed.push('hall'))
  hall.node().voices.say(true)
  await world.until(() => kitchen.node().voices.isSpeaking(), 'the kitchen knows')
  const den = await world.pairScreen(hall, 'den')
  await world.until(() => den.node().voices.isSpeaking(), 'the den knows')
  kitchen.node().voices.hush()
  await world.until(() => hushed.length > 0, 'the hall is silenced')
  hall.node().voices.say(false)
  await world.until(() => !kitchen.node().voices.isSpeaking() && !den.node().voices.isSpeaking(), 'both know the end')
  expect(hall.node().voices.isSpeaking()).toBe(false)
})

test('what a phone answers aloud every screen of the room knows, also those that it is not at (M28)', async () => {
  const world = makeWorld('voice of a phone')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const den = await world.pairScreen(hall, 'den')
  const phone = await world.visit(hall, 'Ana')
  await world.advance(6_000)
  // As its page does once somebody may talk to the room (app/phone/SpeechSection.tsx).
  const hushed: string[] = []
  const voices = makeVoices(phone.around())
  phone.node().under.onLink(voices.attach)
  voices.onHush(() => hushed.push('Ana'))
  voices.say(true)
  const walls = [hall, kitchen, den]
  await world.until(() => walls.every((wall) => wall.node().voices.isSpeaking()), 'all know')
  den.node().voices.hush()
  await world.until(() => hushed.length > 0, 'the phone is silenced')
  voices.say(false)
  await world.until(() => !walls.some((wall) => wall.node().voices.isSpeaking()), 'all know the end')
})
