import { toBase64url } from '../../lib/bytes.ts'
import type { Random } from '../../lib/clock.ts'
import { recordingOf } from '../../room/recording.ts'
import type { CallName } from '../../services/room-calls.ts'
import type { Outcome } from '../../ui/view.ts'
import type { Deeds, Here } from '../speech/deeds.ts'
import type { PhoneNode } from './phone-node.ts'

/** What whoever talks to this phone can have done: by calls to its home screen, as by a tap on the phone. */
export function phoneDeeds(node: PhoneNode, random: Random): Deeds {
  const newId = () => toBase64url(random(16))
  const ask = async (name: CallName, args: object): Promise<Outcome> => {
    const answer = await node.call(name, args)
    return answer.ok ? undefined : answer.error
  }
  return {
    newId,
    serve: ({ id = newId(), ...asked }) => ask('service.call', { ...asked, id }),
    removeNote: (id) => ask('note.remove', { id }),
    clearDisplay: () => ask('display.clear', { target: 'all' }),
    async putBack(before) {
      if (!before) return ask('display.clear', { target: 'all' })
      return before.kind === 'text' ? ask('display.text', { target: 'all', text: before.text }) : 'not-put-back'
    },
    day: {
      book: (minutes, title = '') => ask('booking.now', { id: newId(), minutes, title }),
      extend: (id, minutes) => ask('booking.extend', { id, minutes }),
      end: (id) => ask('booking.end', { id }),
    },
    recording: {
      start: () => ask('record.start', {}),
      async stop() {
        const now = recordingOf(node.documents.get('commons'))
        return now ? ask('record.stop', { id: now.id }) : 'recording-over'
      },
    },
  }
}

/** What is here, as this phone knows it. "Here" is where its home screen hangs. */
export function phoneHere(node: PhoneNode): Here {
  return {
    commons: () => node.documents.get('commons'),
    nowMs: () => node.roomNow(),
    screen: () => node.homeScreen(),
    people: () => [
      ...new Set(
        [
          ...node.presence.people().flatMap(({ name, state }) => (state === 'here' ? [name] : [])),
          ...node.company.said().people.map(({ name }) => name),
        ].filter(Boolean),
      ),
    ],
    someone: () => node.company.said().someone,
  }
}
