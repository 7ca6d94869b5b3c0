import { makeRendezvous } from '../../signaling/rendezvous.ts'
import { toBase64url } from '../../src/lib/bytes.ts'
import type { OpenWire } from '../../src/mesh/box-client.ts'
import {
  parseBoxMessage,
  parseClientMessage,
  SIGNAL_VERSION,
  type BoxMessage,
  type ClientMessage,
} from '../../src/protocol/signal.ts'
import type { SessionId } from '../../src/protocol/ids.ts'
import type { Chance } from './chance.ts'
import type { Line, Network } from './network.ts'
import type { Plug } from './rtc.ts'
import type { Timeline } from './time.ts'

export const BOX = 'box'
/** How long the box keeps a session that no longer answers (signaling/sockets.ts). */
const BEAT_MS = 30_000
/** A connection asked for while the cable is out is asked for again by TCP, ever more slowly. */
const SYN_MS = [1_000, 2_000, 4_000, 8_000, 16_000, 32_000]

type Session = { down: Line<BoxMessage>; gone(): void }

/** The real rendezvous behind simulated sockets; the real box client is at the other end. */
export function makeBox({ timeline, network, chance }: { timeline: Timeline; network: Network; chance: Chance }) {
  const luck = chance.fork(BOX)
  let isUp = true
  let rendezvous = makeRendezvous((count) => luck.below(count))
  const sessions = new Map<SessionId, Session>()

  return {
    isUp: () => isUp,
    /** The process dies: whoever can be reached hears of it at once. */
    kill() {
      isUp = false
      for (const session of [...sessions.values()]) session.gone()
    },
    restart() {
      isUp = true
      rendezvous = makeRendezvous((count) => luck.below(count))
    },
    /** Whom the box believes to be there; for checking that nobody is forgotten. */
    counts: () => rendezvous.counts(),
    wireOf:
      (plug: Plug): OpenWire =>
      (events) => {
        let at: 'connecting' | 'open' | 'closed' = 'connecting'
        let up: Line<ClientMessage | 'close'> | undefined
        let leave = () => {}
        const closed = () => {
          if (at === 'closed' || !plug.isOn()) return
          at = 'closed'
          events.onClose()
        }
        const knock = (tries: number) => {
          if (at !== 'connecting' || !plug.isOn()) return
          if (!network.reaches(plug.name, BOX))
            return void timeline.timer(SYN_MS[tries] ?? 32_000, () => knock(tries + 1))
          timeline.soon(luck.between(1, 8), () => (isUp ? enter() : closed()))
        }
        const enter = () => {
          if (at !== 'connecting' || !plug.isOn()) return
          at = 'open'
          const id = toBase64url(luck.bytes(16)) as SessionId
          up = network.line<ClientMessage | 'close'>(plug.name, BOX, {
            name: 'up',
            deliver: (message) => take(message),
          })
          const down = network.line<BoxMessage>(BOX, plug.name, {
            name: 'down',
            deliver(message) {
              // As text and back: what the parser would not let through must not get through here.
              const read = parseBoxMessage(JSON.stringify(message))
              if (read.ok && at === 'open' && plug.isOn()) events.onMessage(read.value)
            },
          })
          const take = (message: ClientMessage | 'close') => {
            if (message === 'close') return leave()
            const read = parseClientMessage(JSON.stringify(message))
            if (!read.ok) return session.gone()
            const delivery = sessions.has(id) ? rendezvous.take(id, read.value) : undefined
            if (delivery)
              sessions.get(delivery.to)?.down.send(delivery.message, JSON.stringify(delivery.message).length)
          }
          const session: Session = {
            down,
            gone() {
              leave()
              if (network.reaches(plug.name, BOX)) timeline.soon(luck.between(0, 3), closed)
            },
          }
          leave = () => {
            stopBeat()
            if (!sessions.delete(id)) return
            rendezvous.leave(id)
            down.end()
          }
          const stopBeat = beat(() =>
            plug.isOn() && at === 'open' && network.reaches(plug.name, BOX) ? undefined : leave(),
          )
          sessions.set(id, session)
          rendezvous.enter(id)
          down.send({ type: 'welcome', session: id, key: '', stunPort: 3478, version: SIGNAL_VERSION }, 100)
        }
        knock(0)
        return {
          send(message) {
            if (at === 'open') up?.send(message, JSON.stringify(message).length)
          },
          close() {
            if (at === 'open') up?.send('close', 8)
            closed()
          },
        }
      },
  }

  function beat(run: () => void): () => void {
    let stop = timeline.timer(BEAT_MS, function again() {
      stop = timeline.timer(BEAT_MS, again)
      run()
    })
    return () => stop()
  }
}
export type Box = ReturnType<typeof makeBox>
