import { devicesOf, roomFactsOf } from '../../room/commons.ts'
import type { RoomDocs } from '../../room/documents.ts'
import { switchesOf } from '../../room/switches.ts'
import type { RoomWords } from '../../speech/room-words.ts'
import type { SpeechWords } from '../../ui/strings/speech.ts'

/** The names that may be spoken here now: of who is here, of what stands here, of the room, and of what can be turned on. */
export function roomNames(commons: RoomDocs['commons'], people: readonly string[], words: SpeechWords): RoomWords {
  const all = [...devicesOf(commons)].map(([id, { name, kind }]) => ({ id, name, kind }))
  const named = all.map(({ id, name }) => ({ id, name }))
  const screens = new Set(all.flatMap(({ id, kind }) => (kind === 'screen' ? [id] : [])))
  const room = roomFactsOf(commons)?.name
  return {
    people: people.map((name) => ({ id: name, name })),
    devices: named,
    screens: named.filter(({ id }) => screens.has(id)),
    places: room ? [{ id: 'room', name: room }] : [],
    services: switchesOf(commons).map(({ id }) => ({ id, name: words.switches[id] })),
  }
}
