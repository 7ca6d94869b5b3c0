import type { SessionId, TopicId } from '../src/protocol/ids.ts'
import type { BoxMessage, ClientMessage } from '../src/protocol/signal.ts'

/**
 * Who can be found under which topic. It knows no sockets and no clock: messages go in, deliveries come out.
 * A session learns of others only by naming a topic, or by being written to by someone who did.
 */
export function makeRendezvous(pickStart: (count: number) => number = () => 0) {
  const topicsOf = new Map<SessionId, readonly TopicId[]>()
  const listeners = new Map<TopicId, Set<SessionId>>()

  function listen(session: SessionId, topics: readonly TopicId[]): void {
    for (const topic of topicsOf.get(session) ?? []) {
      const there = listeners.get(topic)
      there?.delete(session)
      if (there?.size === 0) listeners.delete(topic)
    }
    topicsOf.set(session, topics)
    for (const topic of topics) listeners.set(topic, (listeners.get(topic) ?? new Set()).add(session))
  }

  function find(asker: SessionId, topic: TopicId): SessionId[] {
    const others = [...(listeners.get(topic) ?? [])].filter((session) => session !== asker)
    if (others.length <= MOST_FOUND) return others
    // Another stretch each time: nobody can crowd the others out of a topic for good.
    const start = pickStart(others.length)
    return [...others.slice(start), ...others.slice(0, start)].slice(0, MOST_FOUND)
  }

  function take(from: SessionId, message: ClientMessage): Delivery | undefined {
    switch (message.type) {
      case 'listen':
        return void listen(from, message.topics)
      case 'find': {
        const { topic, ask } = message
        return { to: from, message: { type: 'found', topic, ask, sessions: find(from, topic) } }
      }
      case 'send':
        return topicsOf.has(message.to)
          ? { to: message.to, message: { type: 'from', from, body: message.body } }
          : { to: from, message: { type: 'gone', session: message.to } }
      case 'relay':
        return topicsOf.has(message.to)
          ? { to: message.to, message: { type: 'relayed', from, body: message.body } }
          : { to: from, message: { type: 'gone', session: message.to } }
      case 'ping':
        return { to: from, message: { type: 'pong' } }
    }
  }

  return {
    enter: (session: SessionId) => void topicsOf.set(session, []),
    leave(session: SessionId) {
      listen(session, [])
      topicsOf.delete(session)
    },
    take,
    counts: () => ({ sessions: topicsOf.size, topics: listeners.size }),
  }
}

export type Delivery = { to: SessionId; message: BoxMessage }
export type Rendezvous = ReturnType<typeof makeRendezvous>

export const MOST_FOUND = 64
