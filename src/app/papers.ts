import * as v from 'valibot'
import { encoded, roomId, text } from '../protocol/shape.ts'
import { signedStatement } from '../protocol/statement.ts'

/* What a screen hands to a device that comes in: answers of the calls `enter` and `pair.match`. */

const common = {
  room: roomId,
  /** Roster and epoch: with it the phone knows the room's other screens. */
  statements: v.array(signedStatement),
  /** Secret of the topic under which this device finds the room's screens again. */
  topicSecret: encoded(64),
  /** What it was before, for a screen that has not heard yet that it was renewed. */
  olderTopicSecret: v.optional(encoded(64)),
}

/** For a phone that has come in. */
export const entryPapers = v.object({
  ...common,
  /** A visitor's admission: shown to any screen to come back without scanning. */
  admission: v.optional(signedStatement),
  name: text(60),
  awayMinutes: v.number(),
})
export type EntryPapers = v.InferOutput<typeof entryPapers>

/** For a device that was paired: it comes back under its own key. */
export const pairingPapers = v.object({
  ...common,
  role: v.picklist(['screen', 'member']),
  roomName: text(80),
  place: text(120),
  /** Screens only: the secret from which all introductions of this room are derived. */
  introductions: v.optional(encoded(64)),
})
export type PairingPapers = v.InferOutput<typeof pairingPapers>

/** What a wall calls itself while two people compare digits. */
export const pairingHello = v.object({ name: text(200) })
