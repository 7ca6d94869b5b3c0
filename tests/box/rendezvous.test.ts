import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeRendezvous, MOST_FOUND, type Rendezvous } from '../../signaling/rendezvous.ts'
import type { SessionId, TopicId } from '../../src/protocol/ids.ts'

const [hall, kitchen, phone] = ['hall', 'kitchen', 'phone'] as SessionId[] as [SessionId, SessionId, SessionId]
const [club, office] = ['club', 'office'] as TopicId[] as [TopicId, TopicId]

function roomWith(...sessions: SessionId[]) {
  const rendezvous = makeRendezvous()
  sessions.forEach((session) => rendezvous.enter(session))
  return rendezvous
}

function foundBy(box: Rendezvous, asker: SessionId): readonly SessionId[] {
  const delivery = box.take(asker, { type: 'find', topic: club, ask: 0 })
  return delivery?.message.type === 'found' ? delivery.message.sessions : []
}

test('a phone that names the topic finds who listens there, never itself', () => {
  const box = roomWith(hall, kitchen, phone)
  box.take(hall, { type: 'listen', topics: [club] })
  box.take(kitchen, { type: 'listen', topics: [office] })
  box.take(phone, { type: 'listen', topics: [club] })
  expect(box.take(phone, { type: 'find', topic: club, ask: 7 })).toEqual({
    to: phone,
    message: { type: 'found', topic: club, ask: 7, sessions: [hall] },
  })
})

test('listening replaces what was said before, and leaving ends it', () => {
  const box = roomWith(hall, phone)
  const found = () => foundBy(box, phone)
  box.take(hall, { type: 'listen', topics: [club, office] })
  expect(found()).toEqual([hall])
  box.take(hall, { type: 'listen', topics: [office] })
  expect(found()).toEqual([])
  expect(box.counts()).toEqual({ sessions: 2, topics: 1 })
  box.leave(hall)
  expect(box.counts()).toEqual({ sessions: 1, topics: 0 })
})

test('a sealed body goes to the one it is for, and a session that left is gone', () => {
  const box = roomWith(hall, phone)
  expect(box.take(phone, { type: 'send', to: hall, body: 'sealed' })).toEqual({
    to: hall,
    message: { type: 'from', from: phone, body: 'sealed' },
  })
  box.leave(hall)
  expect(box.take(phone, { type: 'send', to: hall, body: 'sealed' })).toEqual({
    to: phone,
    message: { type: 'gone', session: hall },
  })
})

test('a crowd cannot hide the others of a topic for good', () => {
  const sessions = Array.from({ length: 150 }, (_, i) => `s${i}` as SessionId)
  let start = 0
  const box = makeRendezvous((count) => (start += 50) % count)
  for (const session of sessions) {
    box.enter(session)
    box.take(session, { type: 'listen', topics: [club] })
  }
  const seen = new Set<SessionId>()
  for (let turn = 0; turn < 3; turn++) {
    const found = foundBy(box, 's0' as SessionId)
    expect(found).toHaveLength(MOST_FOUND)
    found.forEach((session) => seen.add(session))
  }
  expect(seen.size).toBe(149)
})

test('whatever is said, no session ever learns of a topic it did not name', () => {
  const session = fc.integer({ min: 0, max: 7 }).map((n) => `s${n}` as SessionId)
  const topic = fc.integer({ min: 0, max: 4 }).map((n) => `t${n}` as TopicId)
  const step = fc.oneof(
    fc.record({ do: fc.constant('enter' as const), session }),
    fc.record({ do: fc.constant('leave' as const), session }),
    fc.record({ do: fc.constant('listen' as const), session, topics: fc.array(topic, { maxLength: 4 }) }),
    fc.record({ do: fc.constant('find' as const), session, topic }),
    fc.record({ do: fc.constant('send' as const), session, to: session }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const box = makeRendezvous()
      const listening = new Map<SessionId, TopicId[]>()
      for (const now of steps) {
        const { session: me } = now
        if (now.do === 'enter' && !listening.has(me)) {
          box.enter(me)
          listening.set(me, [])
        }
        if (!listening.has(me)) continue
        if (now.do === 'leave') {
          box.leave(me)
          listening.delete(me)
        }
        if (now.do === 'listen') {
          expect(box.take(me, { type: 'listen', topics: now.topics })).toBeUndefined()
          listening.set(me, now.topics)
        }
        if (now.do === 'find') {
          const { to, message } = box.take(me, { type: 'find', topic: now.topic, ask: 1 }) ?? {}
          const there = [...listening]
            .filter(([other, topics]) => other !== me && topics.includes(now.topic))
            .map(([other]) => other)
          expect(to).toBe(me)
          expect(message).toMatchObject({ type: 'found', topic: now.topic, ask: 1 })
          expect(new Set((message as { sessions: SessionId[] }).sessions)).toEqual(new Set(there))
        }
        if (now.do === 'send') {
          const delivery = box.take(me, { type: 'send', to: now.to, body: 'x' })
          if (listening.has(now.to))
            expect(delivery).toEqual({ to: now.to, message: { type: 'from', from: me, body: 'x' } })
          else expect(delivery).toEqual({ to: me, message: { type: 'gone', session: now.to } })
        }
        const topics = new Set([...listening.values()].flat())
        expect(box.counts()).toEqual({ sessions: listening.size, topics: topics.size })
      }
    }),
    { seed: 20_26, numRuns: 1500 },
  )
})
