import { randomInt } from 'node:crypto'
import { type BoxMessage, parseClientMessage, SIGNAL_VERSION } from '../src/protocol/signal.ts'
import { makeRendezvous } from './rendezvous.ts'
import type { Say, Hall } from './sessions.ts'

/** Where devices of rooms find each other: welcome, parser and rendezvous. */
export function makeIntroductions(say: Say<BoxMessage>, stunPort: number) {
  const rendezvous = makeRendezvous((count) => randomInt(count))
  return {
    enter(session, key) {
      rendezvous.enter(session)
      say(session, { type: 'welcome', session, key, stunPort, version: SIGNAL_VERSION })
    },
    take(session, json) {
      const message = parseClientMessage(json)
      if (!message.ok) return message.error
      const delivery = rendezvous.take(session, message.value)
      if (delivery) say(delivery.to, delivery.message)
      return undefined
    },
    leave: rendezvous.leave,
    counts: rendezvous.counts,
  } satisfies Hall & { counts: unknown }
}
