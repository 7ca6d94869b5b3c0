import { overlap, type Box } from './face.ts'
import type { PersonId } from './template.ts'

/** A face followed over frames, and what is known of it by now. */
export type Followed = {
  track: number
  box: Box
  /** As turnOf counts. */
  turn: number
  identity: { type: 'match'; person: PersonId } | { type: 'unknown' | 'too-poor' | 'pending' }
}

export type CompanyLimits = {
  /** The first clock: how long after the last look somebody still counts as in view. */
  inViewMs: number
  /** The second: how long unseen somebody still counts as in the meeting. */
  inMeetingMs: number
  /** A face that could not be judged for so long counts as unknown. */
  poorMs: number
}

/** As long as it takes to see a face a few times. */
const NOBODY_KNOWN_POOR_MS = 150

/** Where nobody is known there is nobody to mistake: a poor face that was seen a few times is a stranger's like any other. */
export const limitsWith = <Limits extends CompanyLimits>(limits: Limits, known: number): Limits =>
  known > 0 ? limits : { ...limits, poorMs: Math.min(limits.poorMs, NOBODY_KNOWN_POOR_MS) }

/** What one camera has to say. `strangers`: faces it cannot put a name to, whoever may answer for them. */
export type Account = { known: readonly { person: PersonId; inView: boolean }[]; strangers: number }

/** Smaller faces are too far away to be taken for somebody who reads the wall. */
const LEAST_STRANGER_PX = 64
/**
 * Looks at one face come out up to an eighth narrower than it is and up to a sixth wider (the widest of three, 665
 * arrivals: bench/faces/README.md). So the widest look counts, and one that may be of a face of 64 px is taken for it.
 */
const LEAST_SEEN_PX = LEAST_STRANGER_PX * 0.875

/**
 * Who is before one camera, on two clocks (DESIGN 6). It knows no camera and no time of its own: looks go in, and what
 * they amount to comes out. `enrolledMs`: when this person let the room know their face, if a moment ago. A stranger's face
 * that was there by then, and is the first that becomes theirs, is no picture held before a stranger's.
 */
export function makeCompany(
  limits: () => CompanyLimits,
  enrolledMs: (person: PersonId) => number | undefined = () => undefined,
) {
  const tracks = new Map<number, Track>()
  const seenMs = new Map<PersonId, number>()
  let counts: readonly { atMs: number; strangers: number }[] = []

  return { take, at }

  function take(atMs: number, faces: readonly Followed[]): void {
    for (const face of faces) follow(atMs, face)
    const now = faces.map(({ track }) => tracks.get(track)).filter((track) => track !== undefined)
    const poor = now.filter((track) => track.poorSinceMs !== undefined && atMs - track.poorSinceMs >= limits().poorMs)
    const unseen = [...seenMs.values()].filter((ms) => ms < atMs && atMs - ms <= limits().inMeetingMs)
    // Who was recognised a moment ago and now bends or turns away explains a poor face, never a clear one.
    const strangers = now.filter((track) => track.isStranger).length + Math.max(0, poor.length - unseen.length)
    counts = [...counts.filter((count) => atMs - count.atMs <= limits().inViewMs), { atMs, strangers }]
    for (const [id, track] of tracks) if (atMs - track.lastMs > limits().inViewMs) tracks.delete(id)
  }

  function follow(atMs: number, { track: id, box, turn, identity }: Followed): void {
    const track = tracks.get(id) ?? begin(atMs, box, turn)
    tracks.set(id, track)
    Object.assign(track, { box, lastMs: atMs, widestPx: Math.max(track.widestPx, box.width) })
    const isNear = track.widestPx >= LEAST_SEEN_PX
    track.turns = [Math.min(track.turns[0], turn), Math.max(track.turns[1], turn)]
    if (identity.type === 'match') {
      // A stranger's face that becomes a known one may be a picture held before it.
      if (track.isStranger && !track.isHeld) Object.assign(track, { isHeld: true, turns: [turn, turn] })
      if (!track.isHeld || hasTurned(track) || isOwn(track, identity.person))
        Object.assign(track, { person: identity.person, isStranger: false, isHeld: false, poorSinceMs: undefined })
    } else if (identity.type === 'unknown' && isNear) {
      Object.assign(track, { person: undefined, isStranger: true, isHeld: false, poorSinceMs: undefined })
    } else if (!track.person && !track.isStranger && isNear) {
      // Too poor to say, or like somebody in one look and not in the next.
      track.poorSinceMs ??= atMs
    }
    if (track.person) seenMs.set(track.person, atMs)
  }

  function isOwn({ sinceMs }: Track, person: PersonId): boolean {
    const ms = enrolledMs(person)
    return ms !== undefined && sinceMs <= ms && !seenMs.has(person)
  }

  /** Where a stranger's face was this very moment, another face counts as a picture held before it. */
  function begin(atMs: number, box: Box, turn: number): Track {
    const isHeld = [...tracks.values()].some(
      (other) => other.isStranger && atMs - other.lastMs <= HELD_MS && overlap(other.box, box) > HELD_OVERLAP,
    )
    return {
      box,
      widestPx: box.width,
      sinceMs: atMs,
      lastMs: atMs,
      turns: [turn, turn],
      isStranger: isHeld,
      isHeld,
      person: undefined,
      poorSinceMs: undefined,
    }
  }

  /** The most strangers seen in one look: two looks at one person who moved are not two people. */
  function at(nowMs: number): Account {
    const { inViewMs, inMeetingMs } = limits()
    for (const [person, ms] of seenMs) if (nowMs - ms > inMeetingMs) seenMs.delete(person)
    return {
      known: [...seenMs].map(([person, ms]) => ({ person, inView: nowMs - ms <= inViewMs })),
      strangers: counts.reduce(
        (most, { atMs, strangers }) => (nowMs - atMs <= inViewMs ? Math.max(most, strangers) : most),
        0,
      ),
    }
  }
}
type Track = {
  box: Box
  widestPx: number
  sinceMs: number
  lastMs: number
  turns: [least: number, most: number]
  person: PersonId | undefined
  isStranger: boolean
  isHeld: boolean
  poorSinceMs: number | undefined
}

const HELD_MS = 500
const HELD_OVERLAP = 0.3
/** A printed face keeps its nose between its eyes, however it is held; a head that looks aside does not. */
const hasTurned = ({ turns: [least, most] }: Track) => most - least > 0.25

/**
 * Strangers in the room: what the camera with the worst news sees, less those somebody answers for. The same person
 * before two cameras is one person, so cameras are not added up.
 */
export const strangersIn = (seen: readonly number[], answeredFor: number): number =>
  Math.max(0, Math.max(0, ...seen) - answeredFor)
