import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import type { TopicId } from '../../src/protocol/ids.ts'
import { ask, openSocket, openTestBox, type TestBox } from './setting.ts'

const ROOMS = 50
const randomId = () => randomBytes(16).toString('base64url')

test('fifty rooms on one box: each device finds its own room only, and no body reaches another', async () => {
  const box = await openTestBox({ host: '' })
  const rooms = await Promise.all(Array.from({ length: ROOMS }, (_, number) => openRoom(box, number)))
  expect(await health(box)).toMatchObject({ sessions: ROOMS * 3, topics: ROOMS * 2 })

  for (const { phone, residents, visitors, screens } of rooms) {
    phone.say({ type: 'find', topic: visitors, ask: 1 })
    expect(new Set((await phone.next('found')).sessions)).toEqual(new Set(screens.map(({ session }) => session)))
    screens[0].say({ type: 'find', topic: residents, ask: 2 })
    expect((await screens[0].next('found')).sessions).toEqual([screens[1].session])
  }
  // All at once, so that a mixed-up delivery would show.
  for (const { number, phone, screens } of rooms)
    for (const screen of screens) phone.say({ type: 'send', to: screen.session, body: `room-${number}` })
  for (const { number, phone, screens } of rooms) {
    for (const screen of screens) {
      const { from, body } = await screen.next('from')
      expect([from, body]).toEqual([phone.session, `room-${number}`])
      screen.say({ type: 'send', to: from, body: `room-${number}-answers` })
    }
  }
  for (const { number, phone, screens } of rooms) {
    const answers = await Promise.all(screens.map(() => phone.next('from')))
    expect(new Set(answers.map(({ from }) => from))).toEqual(new Set(screens.map(({ session }) => session)))
    expect(answers.map(({ body }) => body)).toEqual(screens.map(() => `room-${number}-answers`))
  }
  // A last word to everyone and its echo: whatever else was on its way has arrived by then, and there was nothing.
  for (const device of rooms.flatMap(({ phone, screens }) => [phone, ...screens])) {
    device.say({ type: 'ping' })
    await device.next('pong')
    expect(device.heard).toEqual([])
  }
})

test('a room that closes takes its topics along, and the other rooms do not notice', async () => {
  const box = await openTestBox({ host: '' })
  const [leaving, staying] = [await openRoom(box, 0), await openRoom(box, 1)]
  for (const { socket, closed } of [leaving.phone, ...leaving.screens]) {
    socket.close()
    await closed
  }
  staying.phone.say({ type: 'find', topic: leaving.visitors, ask: 1 })
  expect((await staying.phone.next('found')).sessions).toEqual([])
  staying.phone.say({ type: 'find', topic: staying.visitors, ask: 2 })
  expect((await staying.phone.next('found')).sessions).toHaveLength(2)
  expect(await health(box)).toMatchObject({ sessions: 3, topics: 2 })
})

/** Two screens and a phone, each at an address of its own as in a building: the usual limits hold. */
async function openRoom(box: TestBox, number: number) {
  const device = (which: number) => openSocket(box, { localAddress: `127.0.${number + 1}.${which}` })
  const [first, second, phone] = await Promise.all([device(1), device(2), device(3)])
  const screens = [first, second] as const
  const [residents, visitors] = [randomId() as TopicId, randomId() as TopicId]
  for (const screen of screens) {
    screen.say({ type: 'listen', topics: [residents, visitors] })
    screen.say({ type: 'ping' }) // messages of one socket are taken in order, so the echo says that it listens
    await screen.next('pong')
  }
  return { number, phone, screens, residents, visitors }
}

const health = async (box: TestBox) => JSON.parse((await ask(box.local, '/healthz')).text) as object
