import type { BoxClient } from '../../src/mesh/box-client.ts'
import { makeListeners } from '../../src/lib/listeners.ts'
import type { SessionId } from '../../src/protocol/ids.ts'

export type Relayed = { from: SessionId; to: SessionId; body: string }
/** What a box does with a frame: hands on this one, none, or several. */
type Meddle = (frame: Relayed) => readonly Relayed[]

/** A box that only relays, as its clients see it; `meddle` is its will. */
export function makeRelayBox(soon: (ms: number, run: () => void) => unknown, latencyMs = 1) {
  const clients = new Map<
    SessionId,
    { tell(from: SessionId, body: string): void; lose(): void; gone(who: SessionId): void }
  >()
  const passed: Relayed[] = []
  let meddle: Meddle = (frame) => [frame]

  return {
    passed,
    hostile: (will: Meddle) => void (meddle = will),
    /** The box forgets this one and tells whoever writes to it. */
    forget: (session: SessionId) => void clients.delete(session),
    inject: (frame: Relayed) => clients.get(frame.to)?.tell(frame.from, frame.body),
    client(name: string) {
      const session = name.padEnd(22, '0') as SessionId
      const frames = makeListeners<{ from: SessionId; body: string }>()
      const states = makeListeners<'away' | 'here'>()
      const gone = makeListeners<SessionId>()
      let isHere = true
      clients.set(session, {
        tell: (from, body) => frames.tell({ from, body }),
        gone: gone.tell,
        lose() {
          isHere = false
          states.tell('away')
        },
      })
      const box: Pick<BoxClient, 'relaySession' | 'relay' | 'onRelayed' | 'onGone' | 'onState'> = {
        relaySession: () => (isHere ? session : undefined),
        relay(to, body) {
          const frame = { from: session, to, body }
          passed.push(frame)
          for (const one of meddle(frame))
            soon(latencyMs, () => (clients.has(one.to) ? clients.get(one.to)?.tell(one.from, one.body) : gone.tell(to)))
        },
        onRelayed: (listener) => frames.add(({ from, body }) => listener(from, body)),
        onGone: gone.add,
        onState: states.add,
      }
      return { session, box, lose: () => clients.get(session)?.lose() }
    },
  }
}
