import type { Strings } from '../strings/index.ts'
import type { RoomView } from '../view.ts'

/** The band in words. A helper that is away says more than being alone: it can be mended. */
export function roomSentence(words: Strings, room: Pick<RoomView, 'state' | 'helperAway' | 'boardOpen'>): string {
  if (room.helperAway || room.state === 'offline') return words.membrane.helperAway
  if (room.state === 'alone') return words.membrane.alone
  return room.boardOpen ? words.membrane.boardOpen : words.membrane.closed
}
