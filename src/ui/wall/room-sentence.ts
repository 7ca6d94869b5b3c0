import type { Strings } from '../strings/index.ts'
import type { RoomView } from '../view.ts'

/** The band in words. A helper that is away says more than being alone: it can be mended. */
export function roomSentence(
  words: Strings,
  room: Pick<RoomView, 'state' | 'helperAway' | 'boardOpen' | 'pageOpen'>,
): string {
  if (room.helperAway || room.state === 'offline') return words.membrane.helperAway
  if (room.state === 'alone') return words.membrane.alone
  if (room.boardOpen) return words.membrane.boardOpen
  return room.pageOpen ? words.membrane.pageOpen : words.membrane.closed
}
