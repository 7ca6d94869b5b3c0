import { expect, test } from 'vitest'
import { openSessions } from '../../signaling/sessions.ts'
import type { TopicId } from '../../src/protocol/ids.ts'
import type { BoxMessage, ClientMessage } from '../../src/protocol/signal.ts'
import { makeClock } from './setting.ts'

const club = Buffer.alloc(16, 1).toString('base64url') as TopicId

/** A box without network: what it says to each session is in that session's `heard`. */
function openRoom(asked: Partial<Parameters<typeof openSessions>[0]> = {}) {
  const clock = makeClock()
  const box = openSessions({
    clock,
    maxConnectionsPerAddress: 100,
    messagesPerSecond: 20,
    relayKilobytesPerSecond: 100,
    relayKilobytesPerAddress: 150,
    stunPort: 3478,
    ...asked,
  })
  function enter(address = '10.0.0.5') {
    const heard: BoxMessage[] = []
    const ended: string[] = []
    const held: number[] = []
    let waitingBytes = 0
    const wire = {
      send(json: string) {
        heard.push(JSON.parse(json) as BoxMessage)
        return waitingBytes
      },
      waitingBytes: () => waitingBytes,
      hold: (ms: number) => void held.push(ms),
      close: (_code: number, reason: string) => void ended.push(reason),
    }
    const session = box.enter(address, wire)
    heard.length = 0
    return {
      id: session.id,
      heard,
      ended,
      held,
      leave: () => box.end(session, 1000, 'left'),
      stopReading: (bytes = 4_000_000) => (waitingBytes = bytes),
      sayText: (json: string) => box.receive(session, json),
      say: (message: ClientMessage) => box.receive(session, JSON.stringify(message)),
    }
  }
  return { box, clock, enter }
}

test('a sealed body goes to the one it is for, and a session that left is gone', () => {
  const { enter } = openRoom()
  const [hall, phone] = [enter(), enter()]
  phone.say({ type: 'send', to: hall.id, body: 'sealed' })
  expect(hall.heard).toEqual([{ type: 'from', from: phone.id, body: 'sealed' }])
  hall.leave()
  phone.say({ type: 'send', to: hall.id, body: 'sealed' })
  expect(phone.heard).toEqual([{ type: 'gone', session: hall.id }])
})

test('a malformed message ends its session with a reason, and nothing else happens', () => {
  const { box, enter } = openRoom()
  const [mallory, hall] = [enter(), enter()]
  hall.say({ type: 'listen', topics: [club] })
  expect(mallory.sayText('{"type":"find","topic":"short","ask":0}')).toBe('topic: length')
  expect([mallory.ended, mallory.heard, hall.ended, hall.heard]).toEqual([['topic: length'], [], [], []])
  expect(mallory.say({ type: 'ping' })).toBe('closed')
  expect(box.counts()).toEqual({ sessions: 1, topics: 1 })
})

test('a burst passes, the next waits for its token, and waiting long fills no more than a burst', () => {
  const { clock, enter } = openRoom({ messagesPerSecond: 2 })
  const burst = (hall: ReturnType<typeof enter>, messages: number) =>
    Array.from({ length: messages }, () => hall.say({ type: 'ping' })).filter((fault) => fault !== undefined)
  const [hall, kitchen] = [enter(), enter()]
  expect(burst(hall, 20)).toEqual([])
  clock.turn(500)
  expect(hall.say({ type: 'ping' })).toBeUndefined()
  expect(hall.say({ type: 'ping' })).toBe('slow down')
  clock.turn(60_000)
  expect(burst(kitchen, 21)).toEqual(['slow down'])
  expect(kitchen.ended).toEqual(['slow down'])
})

test('a clock set back takes no tokens away', () => {
  const { clock, enter } = openRoom({ messagesPerSecond: 1 })
  const hall = enter()
  clock.turn(-3_600_000)
  for (let n = 0; n < 10; n++) expect(hall.say({ type: 'ping' })).toBeUndefined()
})

test('places are counted for each address, and come back when left', () => {
  const { box, enter } = openRoom({ maxConnectionsPerAddress: 2 })
  const [first] = [enter('10.0.0.5'), enter('10.0.0.5')]
  expect([box.isFull('10.0.0.5'), box.isFull('10.0.0.6')]).toEqual([true, false])
  first.leave()
  expect(box.isFull('10.0.0.5')).toBe(false)
})

test('a session that says nothing for two minutes is ended; one that pings stays', () => {
  const { box, clock, enter } = openRoom()
  const [phone, lost] = [enter(), enter()]
  clock.turn(100_000)
  phone.say({ type: 'ping' })
  clock.turn(30_000)
  expect([phone.ended, lost.ended]).toEqual([[], ['silent']])
  expect(box.counts().sessions).toBe(1)
})

test('a session that does not read is ended', () => {
  const { enter } = openRoom()
  const [hall, phone] = [enter(), enter()]
  phone.stopReading()
  hall.say({ type: 'send', to: phone.id, body: 'x' })
  expect([hall.ended, phone.ended]).toEqual([[], ['not reading']])
})

test('a sealed frame is handed on as it is; to a session that left, or does not read, nothing is', () => {
  const { enter } = openRoom()
  const [hall, phone, slow] = [enter(), enter(), enter()]
  phone.say({ type: 'relay', to: hall.id, body: 'frame' })
  expect(hall.heard).toEqual([{ type: 'relayed', from: phone.id, body: 'frame' }])
  slow.stopReading(2_500_000)
  hall.leave()
  for (const { id } of [hall, slow]) phone.say({ type: 'relay', to: id, body: 'frame' })
  expect(phone.heard).toEqual([hall, slow].map(({ id }) => ({ type: 'gone', session: id })))
  // The slow one keeps its place: others cannot have it thrown out by sending it much.
  expect([slow.heard, slow.ended]).toEqual([[], []])
})

test('who relays faster than its share is read more slowly; who goes on regardless is ended', () => {
  const { clock, enter } = openRoom()
  const [phone, hall] = [enter(), enter('10.0.0.6')]
  const frame = { type: 'relay', to: hall.id, body: 'A'.repeat(50_000) } as const
  for (let n = 0; n < 2; n++) phone.say(frame)
  expect([phone.held.length, hall.heard.length]).toEqual([1, 2])
  clock.turn(60_000)
  phone.held.length = 0
  phone.say(frame)
  expect(phone.held).toEqual([])
  while (phone.ended.length === 0) phone.say(frame)
  expect(phone.ended).toEqual(['slow down'])
  expect(hall.ended).toEqual([])
})

test('devices behind one address share what it may relay, and nobody is ended for the others', () => {
  const { enter } = openRoom()
  const [ana, bob, hall] = [enter(), enter(), enter('10.0.0.6')]
  const frame = { type: 'relay', to: hall.id, body: 'A'.repeat(50_000) } as const
  for (let n = 0; n < 3; n++) ana.say(frame)
  bob.say(frame)
  expect([bob.held.length, bob.ended]).toEqual([1, []])
})

test('relayed frames are no messages that are counted, and a box may relay none', () => {
  for (const relayKilobytesPerSecond of [1_000, 0]) {
    const { enter } = openRoom({ messagesPerSecond: 1, relayKilobytesPerSecond, relayKilobytesPerAddress: 9_000 })
    const [phone, hall] = [enter(), enter()]
    for (let n = 0; n < 50; n++) phone.say({ type: 'relay', to: hall.id, body: 'frame' })
    const isOff = relayKilobytesPerSecond === 0
    expect([phone.ended, hall.heard.length]).toEqual(isOff ? [['slow down'], 0] : [[], 50])
  }
})
