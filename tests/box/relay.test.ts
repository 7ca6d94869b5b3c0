import { expect, test } from 'vitest'
import { MAX_RELAY_LETTERS } from '../../src/protocol/signal.ts'
import { ask, openSocket, openStream, openTestBox } from './setting.ts'

/** Frames as two ends would send them, told apart by their first letters. */
const frames = (count: number, letters = 60_000) =>
  Array.from({ length: count }, (_, n) => `${n}-`.padEnd(letters, 'x'))

test('frames go from a socket to a stream and back, whole, in order, and named by who sent them', async () => {
  const box = await openTestBox()
  const [screen, phone] = [await openSocket(box), await openStream(box)]
  const sent = frames(30)
  for (const body of sent) screen.say({ type: 'relay', to: phone.session, body })
  for (const body of sent) expect(await phone.next('relayed')).toEqual({ type: 'relayed', from: screen.session, body })
  for (const body of sent) expect((await phone.say({ type: 'relay', to: screen.session, body })).status).toBe(204)
  for (const body of sent) expect(await screen.next('relayed')).toEqual({ type: 'relayed', from: phone.session, body })
})

test('who sends faster than its share is read more slowly: nothing is lost, and nobody is thrown out', async () => {
  const box = await openTestBox({ relayKilobytesPerSecond: 2_000, relayKilobytesPerAddress: 4_000 })
  // Real time passes in this box, as its sockets are held back by real timers.
  const ticking = setInterval(() => box.clock.turn(50), 50)
  try {
    const [screen, phone, stream] = [await openSocket(box), await openSocket(box), await openStream(box)]
    const sent = frames(80)
    for (const body of sent) screen.say({ type: 'relay', to: phone.session, body })
    for (const body of sent) expect((await phone.next('relayed')).body).toBe(body)
    for (const body of frames(40)) await stream.say({ type: 'relay', to: phone.session, body })
    for (const body of frames(40)) expect((await phone.next('relayed')).body).toBe(body)
    screen.say({ type: 'ping' })
    await screen.next('pong')
  } finally {
    clearInterval(ticking)
  }
})

test('a frame for nobody, or one too long, costs its sender that frame or its place, and no other', async () => {
  const box = await openTestBox()
  const [screen, phone, mallory] = [await openSocket(box), await openSocket(box), await openSocket(box)]
  phone.socket.terminate()
  await expect
    .poll(async () => (JSON.parse((await ask(box.local, '/healthz')).text) as { sessions: number }).sessions)
    .toBe(2)
  screen.say({ type: 'relay', to: phone.session, body: 'frame' })
  expect(await screen.next('gone')).toEqual({ type: 'gone', session: phone.session })
  mallory.say({ type: 'relay', to: screen.session, body: 'x'.repeat(MAX_RELAY_LETTERS + 1) })
  expect((await mallory.closed).code).toBe(1008)
  screen.say({ type: 'ping' })
  await screen.next('pong')
})
