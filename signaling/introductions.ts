import { randomInt } from 'node:crypto'
import type { SessionId } from '../src/protocol/ids.ts'
import { type BoxMessage, parseClientMessage, SIGNAL_VERSION } from '../src/protocol/signal.ts'
import { makeRendezvous } from './rendezvous.ts'
import type { Say, Hall } from './sessions.ts'

/**
 * Where devices of rooms find each other: welcome, parser and rendezvous. Where they have no other way, their sealed
 * frames go through here, too, to whoever `takesFrames` just now.
 */
export function makeIntroductions({ say, stunPort, takesFrames }: Deps) {
  const rendezvous = makeRendezvous((count) => randomInt(count))
  return {
    enter(session, key) {
      rendezvous.enter(session)
      say(session, { type: 'welcome', session, key, stunPort, version: SIGNAL_VERSION })
    },
    isFrame: (json) => FRAME.test(json),
    take(session, json) {
      const message = parseClientMessage(json)
      if (!message.ok) return message.error
      if (message.value.type === 'relay' && !takesFrames(message.value.to))
        return void say(session, { type: 'gone', session: message.value.to })
      const delivery = rendezvous.take(session, message.value)
      if (delivery) say(delivery.to, delivery.message)
      return undefined
    },
    leave: rendezvous.leave,
    counts: rendezvous.counts,
  } satisfies Hall & { counts: unknown }
}

type Deps = { say: Say<BoxMessage>; stunPort: number; takesFrames: (to: SessionId) => boolean }

/** To the letter as clients write it: nothing else passes for a frame. */
const FRAME = /^\{"type":"relay","to":"[\w-]{22}","body":"[\w-]*"\}$/
