import { expect, test } from 'vitest'
import { openSessions } from '../../signaling/sessions.ts'
import type { TopicId } from '../../src/protocol/ids.ts'
import type { BoxMessage, ClientMessage } from '../../src/protocol/signal.ts'
import { makeClock } from './setting.ts'

const club = Buffer.alloc(16, 1).toString('base64url') as TopicId

/** A box without network: what it says to each session is in that session's `heard`. */
function openRoom({ maxConnectionsPerAddress = 100, messagesPerSecond = 20 } = {}) {
  const clock = makeClock()
  const box = openSessions({ clock, maxConnectionsPerAddress, messagesPerSecond, stunPort: 3478 })
  function enter(address = '10.0.0.5') {
    const heard: BoxMessage[] = []
    const ended: string[] = []
    let waitingBytes = 0
    const wire = {
      send(json: string) {
        heard.push(JSON.parse(json) as BoxMessage)
        return waitingBytes
      },
      close: (_code: number, reason: string) => void ended.push(reason),
    }
    const session = box.enter(address, wire)
    heard.length = 0
    return {
      id: session.id,
      heard,
      ended,
      leave: () => box.end(session, 1000, 'left'),
      stopReading: () => (waitingBytes = 2_000_000),
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
