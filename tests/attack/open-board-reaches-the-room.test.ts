import { expect, test, vi } from 'vitest'
import { makeBoards } from '../../signaling/boards.ts'
import { makeIntroductions } from '../../signaling/introductions.ts'
import { openSessions } from '../../signaling/sessions.ts'
import type { BoxMessage, ClientMessage } from '../../src/protocol/signal.ts'
import type { TopicId } from '../../src/protocol/ids.ts'
import { onlyStoppedBy } from './kit.ts'

vi.mock(import('../../signaling/boards.ts'), { spy: true })
vi.mock(import('../../signaling/introductions.ts'), { spy: true })

const topic = 'A'.repeat(22) as TopicId

test('an application at an open board finds no screen and says nothing to one, even with the name of its topic', () =>
  onlyStoppedBy(
    makeBoards,
    // As if whoever comes to a board came to the rooms’ own introductions, which the box has opened just before.
    () => vi.mocked(makeIntroductions).mock.results.at(-1)?.value as ReturnType<typeof makeIntroductions>,
    {
      stopped: 'the screen hears nothing',
      attack() {
        const clock = { now: () => 0, every: () => () => {} }
        const relay = { relayKilobytesPerSecond: 0, relayKilobytesPerAddress: 0 }
        const box = openSessions({ clock, stunPort: 0, maxConnectionsPerAddress: 9, messagesPerSecond: 20, ...relay })
        const heardBy = { screen: [] as BoxMessage[], application: [] as BoxMessage[] }
        const wire = (who: keyof typeof heardBy) => ({
          send: (json: string) => heardBy[who].push(JSON.parse(json) as BoxMessage),
          waitingBytes: () => 0,
          hold: () => {},
          close: () => {},
        })
        const screen = box.enter('10.0.0.1', wire('screen'))
        box.receive(screen, JSON.stringify({ type: 'listen', topics: [topic] } satisfies ClientMessage))
        // Each attempt has a connection of its own: the first fault ends it.
        const say = (message: object) =>
          box.receive(box.enter('10.0.0.2', wire('application'), '', 'boards'), JSON.stringify(message))
        say({ type: 'find', topic, ask: 1 })
        say({ type: 'subscribe', topics: [topic] })
        say({ type: 'publish', topic, data: { type: 'from', from: screen.id, body: 'AAAA' } })
        say({ type: 'send', to: screen.id, body: 'AAAA' })
        box.stop()
        const found = heardBy.application.some((message) => message.type === 'found' && message.sessions.length > 0)
        const heard = heardBy.screen.some(({ type }) => type === 'from')
        expect(found).toBe(heard)
        return Promise.resolve(heard ? 'in' : 'the screen hears nothing')
      },
    },
  ))
