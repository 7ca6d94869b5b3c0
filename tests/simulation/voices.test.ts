import { makeWorld } from './world.ts'
import { expect, test } from 'vitest'

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
