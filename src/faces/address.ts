import type { Size } from './area.ts'
import type { Sight } from './sight.ts'

/*
 * Whether somebody speaks to this screen: near, looking at it, and moving their lips. A hint, as liveness is: a film of a
 * face that talks does all of that; a photo, and somebody who passes, does not.
 */

/** A face this wide, as a part of the picture, is at arm's length or two from a usual camera. */
const NEAR_SHARE = 0.12
/** As turnOf counts: about twenty degrees, with what a camera above or beside a screen takes away. */
const MOST_TURN = 0.35
/** So long somebody looks here before it means anything. */
const LOOKS_MS = 400
/** Lips are compared over so long: two syllables and the breath before them. */
const LIPS_MS = 1_200
/** Of the mouth's width: landmarks of a still face tremble by a third of it, and a smile moves lips once, not to and fro. */
const LEAST_MOVE = 0.06
const LEAST_MOVES = 2
/** Looks farther apart than this do not see what lies between them. */
const MOST_GAP_MS = 500

export type Glance = Pick<Sight, 'track' | 'box' | 'turn' | 'mouthOpen' | 'seenMs'>

/** Near, and looking at this screen. */
export const isFacing = ({ box, turn }: Pick<Glance, 'box' | 'turn'>, frame: Size): boolean =>
  box.width >= NEAR_SHARE * frame.width && Math.abs(turn) <= MOST_TURN

/** `faced`: somebody near looks here; whatever speech needs may be made ready. `spoken`: and speaks. */
export type Addressed = 'no' | 'faced' | 'spoken'

/** Takes one look after the other. Holds how open a mouth was for a second, and nothing else. */
export function makeAddress() {
  let followed = new Map<Glance['track'], { sinceMs: number; lastMs: number; lips: { atMs: number; open: number }[] }>()
  return {
    look(sights: readonly Glance[], frame: Size, atMs: number): Addressed {
      const next: typeof followed = new Map()
      let is: Addressed = 'no'
      // Of a face that was not found in this look nothing is known.
      for (const sight of sights.filter((one) => one.seenMs === atMs && isFacing(one, frame))) {
        const before = followed.get(sight.track)
        const goesOn = before !== undefined && atMs - before.lastMs <= MOST_GAP_MS
        const lips = goesOn ? before.lips.filter((one) => atMs - one.atMs < LIPS_MS) : []
        if (sight.mouthOpen !== undefined) lips.push({ atMs, open: sight.mouthOpen })
        const sinceMs = goesOn ? before.sinceMs : atMs
        next.set(sight.track, { sinceMs, lastMs: atMs, lips })
        if (atMs - sinceMs < LOOKS_MS) continue
        if (movesOf(lips.map(({ open }) => open)) >= LEAST_MOVES) is = 'spoken'
        else if (is === 'no') is = 'faced'
      }
      followed = next
      return is
    },
    forget() {
      followed = new Map()
    },
  }
}

/** How often it went up or down by enough, each time against the way before. */
function movesOf([first = 0, ...openings]: readonly number[]): number {
  let [low, high] = [first, first]
  let way: 'up' | 'down' | undefined
  let moves = 0
  for (const open of openings) {
    low = Math.min(low, open)
    high = Math.max(high, open)
    const turns =
      way !== 'up' && open - low >= LEAST_MOVE ? 'up' : way !== 'down' && high - open >= LEAST_MOVE && 'down'
    if (!turns) continue
    way = turns
    moves++
    // From here on only what comes after the turn counts.
    low = high = open
  }
  return moves
}
