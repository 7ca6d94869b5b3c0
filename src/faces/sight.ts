import type { Brand } from '../lib/brand.ts'
import type { Box } from './face.ts'
import type { PersonId } from './template.ts'
import type { Poor } from './quality.ts'

/** One face followed from look to look; a number that says nothing about who it is and is never used again. */
export type TrackId = Brand<number, 'TrackId'>

/** Who a followed face is, once several looks agree. */
export type Identity =
  | { type: 'match'; person: PersonId; distance: number }
  /** Seen well, several times, and nobody of the gallery. */
  | { type: 'unknown' }
  | { type: 'too-poor'; because: Poor['because']; px: number }
  /** Not enough looks yet, or between two people. */
  | { type: 'pending' }

/** A face that is being followed, as of the latest look. */
export type Sight = {
  track: TrackId
  /** In pixels of the frame. */
  box: Box
  /** Width of the face in pixels, rounded: what "too far: 40 px" names. */
  px: number
  /** As turnOf counts. */
  turn: number
  /** The gap between the lips over the mouth's width, as of the latest look; undefined where the face is too poor. */
  mouthOpen: number | undefined
  identity: Identity
  /** Since when this face has been followed, by the device's clock. */
  sinceMs: number
  /** Since when its identity has been of this type, and this person. */
  identitySinceMs: number
  /** When the detector last found it; what is not found again is forgotten after a moment. */
  seenMs: number
}

/** Whether two say the same: the same type, and of a match the same person. */
export const isSameIdentity = (a: Identity, b: Identity): boolean =>
  a.type === b.type && (a.type !== 'match' || b.type !== 'match' || a.person === b.person)
