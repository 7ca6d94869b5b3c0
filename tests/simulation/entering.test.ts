import { makeWorld } from './world.ts'
import { expect, test } from 'vitest'

test('who comes in is live at once, and does not wait for a screen’s next heartbeat', async () => {
  const world = makeWorld('live at once')
  const hall = await world.makeRoom('hall')
  for (const name of ['ana', 'bob', 'eve', 'kim', 'lea']) {
    const phone = await world.visit(hall, name)
    await world.advance(300)
    expect(phone.node().standing().at).toBe('live')
    // Not in step with the heartbeats of those before.
    await world.advance(370)
  }
})
