import { expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { parseBoxMessage, MAX_BODY_LETTERS, MAX_RELAY_LETTERS, SIGNAL_VERSION } from '../../src/protocol/signal.ts'
import type { TopicId } from '../../src/protocol/ids.ts'
import { ask, openSocket, openStream, openTestBox, type TestBox } from './setting.ts'

const topicOf = (n: number) => Buffer.alloc(16, n).toString('base64url') as TopicId
const [club, office] = [topicOf(200), topicOf(201)]
const health = async (box: TestBox) => JSON.parse((await ask(box.local, '/healthz')).text) as Record<string, unknown>

test('a phone finds the screen that listens, writes to it, and is answered', async () => {
  const box = await openTestBox()
  const [screen, phone] = [await openSocket(box), await openSocket(box)]
  screen.say({ type: 'listen', topics: [club] })
  screen.say({ type: 'ping' })
  await screen.next('pong')
  phone.say({ type: 'find', topic: club, ask: 5 })
  expect(await phone.next('found')).toEqual({ type: 'found', topic: club, ask: 5, sessions: [screen.session] })
  phone.say({ type: 'send', to: screen.session, body: 'offer' })
  const { from, body } = await screen.next('from')
  expect([from, body]).toEqual([phone.session, 'offer'])
  screen.say({ type: 'send', to: from, body: 'answer' })
  expect((await phone.next('from')).body).toBe('answer')
  screen.socket.close()
  await screen.closed
  await vi.waitFor(async () => expect(await health(box)).toMatchObject({ sessions: 1, topics: 0 }))
  phone.say({ type: 'send', to: screen.session, body: 'offer' })
  expect(await phone.next('gone')).toEqual({ type: 'gone', session: screen.session })
})

test('the welcome names the STUN port, and ids are new for every session', async () => {
  const box = await openTestBox()
  const welcome = await new Promise<string>((resolve) => {
    new WebSocket(`${box.local.replace('http', 'ws')}signal`).on('message', (data: Buffer) => resolve(data.toString()))
  })
  expect(parseBoxMessage(welcome)).toMatchObject({
    value: { stunPort: box.urls.stunPort, version: SIGNAL_VERSION, key: '' },
  })
  expect((await openSocket(box)).session).not.toBe((await openSocket(box)).session)
})

test('over https a WebSocket opens as well, and a hundred sessions share an address where that is set', async () => {
  const box = await openTestBox({ maxConnectionsPerAddress: 100 })
  const phone = await openSocket({ urls: box.urls, local: box.https }, { ca: box.ca })
  phone.say({ type: 'ping' })
  expect(await phone.next('pong')).toEqual({ type: 'pong' })
})

test('the same goes over an event stream and POSTs, across to a WebSocket and back', async () => {
  const box = await openTestBox()
  const [screen, phone] = [await openSocket(box), await openStream(box)]
  expect(phone.response.headers).toMatchObject({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  expect((await phone.say({ type: 'listen', topics: [club] })).status).toBe(204)
  screen.say({ type: 'find', topic: club, ask: 1 })
  expect((await screen.next('found')).sessions).toEqual([phone.session])
  screen.say({ type: 'send', to: phone.session, body: 'hello' })
  expect(await phone.next('from')).toMatchObject({ from: screen.session, body: 'hello' })
  await phone.say({ type: 'send', to: screen.session, body: 'and-you' })
  expect((await screen.next('from')).body).toBe('and-you')
  phone.close()
  await vi.waitFor(async () => expect(await health(box)).toMatchObject({ sessions: 1, topics: 0 }))
})

test('a POST needs the key of an event stream that is open, and a page of this box', async () => {
  const box = await openTestBox()
  const phone = await openStream(box)
  const ping = JSON.stringify({ type: 'ping' })
  expect((await ask(box.local, '/signal', { method: 'POST', body: ping })).status).toBe(403)
  expect((await phone.post(ping, { 'x-session': phone.session })).status).toBe(403)
  expect((await phone.post(ping, { origin: 'https://evil.example' })).status).toBe(403)
  expect((await phone.post(ping, { origin: new URL(box.local).origin })).status).toBe(204)
  await expect(openStream(box, { origin: 'https://evil.example' })).rejects.toThrow('403')
  await expect(openStream(box, { 'sec-fetch-site': 'cross-site' })).rejects.toThrow('403')
})

test('a malformed POST ends that session with a reason, and no other', async () => {
  const box = await openTestBox()
  const [mallory, phone] = [await openStream(box), await openStream(box)]
  const answer = await mallory.post('{"type":"listen","topics":["short"]}')
  expect([answer.status, answer.text]).toEqual([400, 'topics.0: length\n'])
  await mallory.closed
  expect((await mallory.post('{"type":"ping"}')).status).toBe(403)
  expect((await phone.say({ type: 'ping' })).status).toBe(204)
  const long = await openStream(box)
  expect((await long.post('x'.repeat(MAX_RELAY_LETTERS * 2))).status).toBe(413)
  await long.closed
})

test('a malformed message closes its own connection, and no other', async () => {
  const box = await openTestBox()
  const phone = await openSocket(box)
  for (const [said, reason] of [
    ['not json', 'not JSON'],
    ['{"type":"admin"}', 'type: variant'],
    [Buffer.from([1, 2, 3]), 'not JSON'],
  ] as const) {
    const mallory = await openSocket(box)
    mallory.socket.send(said)
    expect(await mallory.closed).toEqual({ code: 1008, reason })
  }
  phone.say({ type: 'ping' })
  await phone.next('pong')
})

test('a frame that no introduction needs is refused as too large', async () => {
  const box = await openTestBox()
  const mallory = await openSocket(box)
  mallory.socket.send('x'.repeat(70_000))
  expect((await mallory.closed).code).toBe(1009)
  const phone = await openSocket(box)
  phone.say({ type: 'send', to: phone.session, body: 'A'.repeat(MAX_BODY_LETTERS) })
  expect((await phone.next('from')).body).toHaveLength(MAX_BODY_LETTERS)
})

test('who talks too fast is told to slow down; on a stream too', async () => {
  const box = await openTestBox({ messagesPerSecond: 1 })
  const [phone, stream] = [await openSocket(box), await openStream(box)]
  for (let i = 0; i < 11; i++) phone.say({ type: 'ping' })
  expect(await phone.closed).toEqual({ code: 1008, reason: 'slow down' })
  for (let i = 0; i < 10; i++) expect((await stream.say({ type: 'ping' })).status).toBe(204)
  const answer = await stream.say({ type: 'ping' })
  expect([answer.status, answer.text]).toEqual([400, 'slow down\n'])
  await stream.closed
})

test('an address has so many connections and no more, and leaving makes room', async () => {
  const box = await openTestBox({ maxConnectionsPerAddress: 2 })
  const [first] = [await openSocket(box), await openStream(box)]
  await expect(openSocket(box)).rejects.toThrow('429')
  await expect(openStream(box)).rejects.toThrow('429')
  first.socket.close()
  await first.closed
  await vi.waitFor(() => openSocket(box))
})

test('pages of another site are refused, and so is any other path', async () => {
  const box = await openTestBox()
  for (const origin of ['https://evil.example', 'http://127.0.0.1:1', 'null'])
    await expect(openSocket(box, { origin })).rejects.toThrow('403')
  await expect(
    openSocket({ urls: box.urls, local: `${box.local}other/` }, { origin: new URL(box.local).origin }),
  ).rejects.toThrow('404')
  expect((await ask(box.local, '/signal')).status).toBe(404)
})

test('fifty rooms share a box, and none hears of another', async () => {
  const box = await openTestBox({ maxConnectionsPerAddress: 200 })
  const rooms = await Promise.all(
    Array.from({ length: 50 }, async (_, n) => {
      const screens = await Promise.all([openSocket(box), openSocket(box), openSocket(box)])
      for (const screen of screens) screen.say({ type: 'listen', topics: [topicOf(n)] })
      for (const screen of screens) screen.say({ type: 'ping' })
      await Promise.all(screens.map((screen) => screen.next('pong')))
      return { topic: topicOf(n), screens }
    }),
  )
  expect(await health(box)).toMatchObject({ ok: true, version: '1.2.3', sessions: 150, topics: 50 })
  await Promise.all(
    rooms.map(async ({ topic, screens: [hall, ...others] }) => {
      if (!hall) return
      hall.say({ type: 'find', topic, ask: 0 })
      const { sessions } = await hall.next('found')
      expect(new Set(sessions)).toEqual(new Set(others.map(({ session }) => session)))
      for (const to of sessions) hall.say({ type: 'send', to, body: topic })
      for (const other of others)
        expect(await other.next('from')).toEqual({ type: 'from', from: hall.session, body: topic })
    }),
  )
  const outsider = await openSocket(box)
  outsider.say({ type: 'find', topic: office, ask: 0 })
  expect((await outsider.next('found')).sessions).toEqual([])
  for (const { screens } of rooms) for (const screen of screens) expect(screen.heard).toEqual([])
})

test('a session that does not read is ended, and its stream does not trip the box', async () => {
  const box = await openTestBox({ messagesPerSecond: 200 })
  const [phone, screen] = [await openStream(box), await openSocket(box)]
  phone.response.pause()
  const body = 'A'.repeat(MAX_BODY_LETTERS)
  for (let i = 0; i < 1000; i++) screen.say({ type: 'send', to: phone.session, body })
  await screen.next('gone')
  await vi.waitFor(async () => expect(await health(box)).toMatchObject({ ok: true, sessions: 1 }))
})

test('a client that says nothing for two minutes is ended, however it came; one that pings stays', async () => {
  const box = await openTestBox()
  const [phone, stream] = [await openSocket(box), await openStream(box)]
  const [mute, lost] = [await openSocket(box), await openStream(box)]
  box.clock.turn(100_000)
  phone.say({ type: 'ping' })
  await phone.next('pong')
  await stream.say({ type: 'ping' })
  await stream.next('pong')
  box.clock.turn(30_000)
  expect(await mute.closed).toEqual({ code: 1001, reason: 'silent' })
  await lost.closed
  expect((await stream.say({ type: 'ping' })).status).toBe(204)
  expect(await health(box)).toMatchObject({ sessions: 2 })
})
