import { once } from 'node:events'
import { expect, onTestFinished, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { ask, openSocket, openTestBox, type TestBox } from './setting.ts'
import type { TopicId } from '../../src/protocol/ids.ts'

/* What stock y-webrtc says is what its own signaling server takes (y-webrtc 10.3.0, bin/server.js). */

const nameOf = (n: number) => Buffer.alloc(16, n).toString('base64url') as TopicId
const [board, otherBoard] = [nameOf(7), nameOf(8)]

/** An application of another origin at the box's board path. */
async function openApplication(box: TestBox, origin = 'http://notes.example:9000') {
  const socket = new WebSocket(`${box.local.replace('http', 'ws')}board/`, { origin })
  onTestFinished(() => socket.terminate())
  const heard: Record<string, unknown>[] = []
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.on('close', (code, reason) => resolve({ code, reason: String(reason) })),
  )
  socket.on('message', (data: Buffer) => heard.push(JSON.parse(data.toString()) as Record<string, unknown>))
  await once(socket, 'open')
  const say = (message: unknown) => socket.send(typeof message === 'string' ? message : JSON.stringify(message))
  /** Everything said so far has been taken. */
  const settled = async () => {
    const pongs = heard.filter(({ type }) => type === 'pong').length
    say({ type: 'ping' })
    await vi.waitFor(() => expect(heard.filter(({ type }) => type === 'pong')).toHaveLength(pongs + 1))
  }
  return { socket, say, settled, closed, published: () => heard.filter(({ type }) => type === 'publish') }
}

test('what one application publishes under a board reaches its subscribers, and nobody else', async () => {
  const box = await openTestBox()
  const [planner, clock, stranger] = await Promise.all([1, 2, 3].map(() => openApplication(box)))
  for (const app of [planner, clock]) app?.say({ type: 'subscribe', topics: [board] })
  stranger?.say({ type: 'subscribe', topics: [otherBoard] })
  await Promise.all([planner, clock, stranger].map((app) => app?.settled()))
  planner?.say({ type: 'publish', topic: board, data: 'sealed' })
  await planner?.settled()
  const said = { type: 'publish', topic: board, data: 'sealed', clients: 2 }
  await vi.waitFor(() => expect(clock?.published()).toEqual([said]))
  expect(planner?.published()).toEqual([said])
  clock?.say({ type: 'unsubscribe', topics: [board] })
  await clock?.settled()
  planner?.say({ type: 'publish', topic: board, data: 'sealed again' })
  await Promise.all([planner, clock, stranger].map((app) => app?.settled()))
  expect([clock?.published().length, stranger?.published().length]).toEqual([1, 0])
})

test('a board cannot reach the topics of rooms, nor a room those of boards, even of the same name', async () => {
  const box = await openTestBox()
  const [screen, app] = [await openSocket(box), await openApplication(box)]
  screen.say({ type: 'listen', topics: [board] })
  screen.say({ type: 'ping' })
  await screen.next('pong')
  app.say({ type: 'subscribe', topics: [board] })
  app.say({ type: 'publish', topic: board, data: { type: 'from', from: screen.session, body: 'x' } })
  await app.settled()
  screen.say({ type: 'find', topic: board, ask: 1 })
  expect((await screen.next('found')).sessions).toEqual([])
  expect(screen.heard).toEqual([])
})

test('an application of another origin reaches the boards and nothing else of the box', async () => {
  const box = await openTestBox()
  const foreign = { origin: 'http://notes.example:9000' }
  await expect(openSocket(box, foreign)).rejects.toThrow('403')
  for (const path of ['/signal/events', '/signal', `/backup/${board}`, '/board/'])
    expect((await ask(box.local, path, { headers: foreign })).status).toBe(403)
  // Not even in the words of rooms: they are malformed here.
  const app = await openApplication(box)
  app.say({ type: 'listen', topics: [board] })
  expect(await app.closed).toMatchObject({ code: 1008 })
  await expect(openSocket({ urls: box.urls, local: box.https }, { ...foreign, ca: box.ca })).rejects.toThrow('403')
})

test.each([
  ['not json', 1008],
  ['{"type":"publish"}', 1008],
  ['{"type":"subscribe","topics":"all"}', 1008],
  ['[]', 1008],
  [JSON.stringify({ type: 'publish', topic: board, data: 'x'.repeat(40_000) }), 1009],
])('a malformed message closes that connection only: %.30s', async (words, code) => {
  const box = await openTestBox()
  const [mallory, planner] = [await openApplication(box), await openApplication(box)]
  mallory.say(words)
  expect((await mallory.closed).code).toBe(code)
  await planner.settled()
})

test('names that somebody could guess are carried for nobody, and close no connection', async () => {
  const box = await openTestBox()
  const [planner, clock] = [await openApplication(box), await openApplication(box)]
  for (const app of [planner, clock]) app.say({ type: 'subscribe', topics: ['my-notes', board] })
  await Promise.all([planner.settled(), clock.settled()])
  planner.say({ type: 'publish', topic: 'my-notes', data: 'a' })
  planner.say({ type: 'publish', topic: board, data: 'b' })
  await vi.waitFor(() => expect(clock.published()).toMatchObject([{ topic: board, data: 'b' }]))
})

test('an application has the limits of any session, and a crowd of them keeps no device out', async () => {
  const box = await openTestBox({ messagesPerSecond: 1, maxConnectionsPerAddress: 2 })
  const [chatty, second] = [await openApplication(box), await openApplication(box)]
  await expect(openApplication(box)).rejects.toThrow('429')
  const screen = await openSocket(box)
  for (let n = 0; n < 11; n++) chatty.say({ type: 'subscribe', topics: [board] })
  expect(await chatty.closed).toEqual({ code: 1008, reason: 'slow down' })
  await second.settled()
  screen.say({ type: 'ping' })
  await screen.next('pong')
  await openApplication(box)
})
