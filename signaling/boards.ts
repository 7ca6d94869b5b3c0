import { isBoardTopic, parseBoardMessage } from '../src/protocol/board.ts'
import type { SessionId } from '../src/protocol/ids.ts'
import type { Hall, Say } from './sessions.ts'

/**
 * Signaling for stock y-webrtc at the rooms' open boards. It has topics of its own, so nothing said here reaches a
 * room's introductions, and it reads nothing: what is published is sealed under the board's password.
 */
export function makeBoards(say: Say<unknown>): Hall {
  const topicsOf = new Map<SessionId, Set<string>>()
  const subscribers = new Map<string, Set<SessionId>>()

  function subscribe(session: SessionId, topic: string): void {
    const mine = topicsOf.get(session)
    const there = subscribers.get(topic) ?? new Set()
    if (!mine || !isBoardTopic(topic) || mine.size >= MOST_TOPICS || there.size >= MOST_SUBSCRIBERS) return
    mine.add(topic)
    subscribers.set(topic, there.add(session))
  }

  function unsubscribe(session: SessionId, topic: string): void {
    topicsOf.get(session)?.delete(topic)
    const there = subscribers.get(topic)
    there?.delete(session)
    if (there?.size === 0) subscribers.delete(topic)
  }

  return {
    enter: (session) => void topicsOf.set(session, new Set()),
    take(session, json) {
      const message = parseBoardMessage(json)
      if (!message.ok) return message.error
      switch (message.value.type) {
        case 'subscribe':
          for (const topic of message.value.topics) subscribe(session, topic)
          return undefined
        case 'unsubscribe':
          for (const topic of message.value.topics) unsubscribe(session, topic)
          return undefined
        case 'publish': {
          const { topic, data } = message.value
          const there = subscribers.get(topic) ?? []
          for (const to of [...there]) say(to, { type: 'publish', topic, data, clients: subscribers.get(topic)?.size })
          return undefined
        }
        case 'ping':
          say(session, { type: 'pong' })
          return undefined
      }
    },
    leave(session) {
      for (const topic of topicsOf.get(session) ?? []) unsubscribe(session, topic)
      topicsOf.delete(session)
    },
  }
}

const MOST_TOPICS = 16
/** Each message is handed to all of them, and stock y-webrtc links everybody with everybody: more do not work anyway. */
const MOST_SUBSCRIBERS = 64
