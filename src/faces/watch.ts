import { agree, MOST_READINGS } from './agreement.ts'
import type { Embedding } from './embedding.ts'
import { turnOf, type Box, type Face } from './face.ts'
import type { Thresholds } from './identify.ts'
import type { Quality } from './quality.ts'
import { isSameIdentity, type Identity, type Sight, type TrackId } from './sight.ts'
import type { PersonId, Template } from './template.ts'
import { assign } from './tracks.ts'

export type Looked = Face & { quality: Quality; mouthOpen: number | undefined; embedding: Embedding | undefined }

/** A face that is not found again is followed for so long; people turn away and back. */
const LOST_MS = 1_500
/** Without a good look for so long, a face that nobody knows is too poor to say. */
const POOR_MS = 700
/** A face whose identity stands is compared again after so long. */
const SETTLED_MS = 1_000

/** A face too poor to say is looked at as closely as a new one for so long, then like the rest. */
const HOPEFUL_MS = 3_000

/**
 * `goods`: how often it was seen well; `goodMs`: when last; `readMs`: when it was last compared; `by`: the template that
 * named it.
 */
type Track = Sight & { readings: Embedding[]; goodMs: number; readMs: number; goods: number; by: Template | undefined }

/** What the room sets of it (room/senses.ts). */
export type WatchLimits = {
  /** Whoever was named and then is only seen badly stays named for so long. */
  namedMs: number
  /** So many clear looks must find nobody before a face is a stranger's. */
  strangerLooks: number
}

/** Follows faces from look to look and says who each is. Holds embeddings of a few seconds, in memory only. */
export type Watch = {
  /** Takes what one look found, and answers who is there. */
  look(faces: readonly Looked[], gallery: readonly Template[], atMs: number): Sight[]
  /** Nothing moved since the look before: whoever was there still is. */
  still(gallery: readonly Template[], atMs: number): Sight[]
  /** Faces that need not be compared in the next look, because theirs stands and is fresh. */
  settled(atMs: number): Box[]
  /** Where everybody was seen last, whom the next look should find again. */
  places(): Box[]
  /** Whether somebody's identity is still open, so that the next look should come soon. */
  isOpen(atMs: number): boolean
  isPeopled(): boolean
  /** The latest face that was taken for this person's, for when they say that it is not. */
  faceOf(person: PersonId): Embedding | undefined
  forget(): void
}

export function makeWatch(thresholds: Thresholds, limits: () => WatchLimits): Watch {
  let tracks: Track[] = []
  let nextId = 0
  /** When the latest look was: whoever was seen then is here, and stays in a still scene. */
  let hereMs = 0
  const isHere = ({ seenMs }: Track) => seenMs === hereMs

  function begin(face: Looked, atMs: number): Track {
    const identity: Identity = { type: 'pending' }
    const since = { sinceMs: atMs, identitySinceMs: atMs, seenMs: atMs, goodMs: atMs, readMs: atMs, goods: 0 }
    const { box, mouthOpen } = face
    const turn = turnOf(face.keypoints)
    const px = Math.round(box.width)
    return { track: nextId++ as TrackId, box, px, turn, mouthOpen, identity, ...since, readings: [], by: undefined }
  }

  function see(track: Track, face: Looked, gallery: readonly Template[], atMs: number): Track {
    const readings = face.embedding ? [...track.readings, face.embedding].slice(-MOST_READINGS) : track.readings
    const isGood = face.quality.type === 'good'
    const [goods, goodMs] = isGood ? [track.goods + 1, atMs] : [track.goods, track.goodMs]
    const readMs = face.embedding ? atMs : track.readMs
    const turn = turnOf(face.keypoints)
    const { box, mouthOpen } = face
    const seen = { ...track, box, px: Math.round(box.width), turn, mouthOpen, seenMs: atMs }
    return judge({ ...seen, readings, goods, goodMs, readMs }, face.quality, gallery, atMs)
  }

  function judge(track: Track, quality: Quality, gallery: readonly Template[], atMs: number): Track {
    const { identity, readings, px, goods, goodMs } = track
    const { namedMs, strangerLooks } = limits()
    // What an older template said is not held on to: its person was forgotten, or said that this is not them.
    const held: Identity = track.by && !gallery.includes(track.by) ? { type: 'pending' } : identity
    // Where nobody is enrolled nothing is compared: whoever is seen well is unknown.
    const isNobodys = gallery.length === 0 && goods >= strangerLooks
    const said: Identity = isNobodys ? { type: 'unknown' } : agree(readings, gallery, thresholds, held, strangerLooks)
    const poorFor = atMs - goodMs
    const isStale = poorFor > (said.type === 'match' ? namedMs : POOR_MS)
    const next: Identity =
      quality.type === 'poor' && (isStale || goods === 0) && said.type !== 'unknown'
        ? { type: 'too-poor', because: quality.because, px }
        : said
    const identitySinceMs = isSameIdentity(identity, next) ? track.identitySinceMs : atMs
    const by = next.type === 'match' ? gallery.find(({ person }) => person === next.person) : undefined
    return { ...track, identity: next, identitySinceMs, by }
  }

  return {
    look(faces, gallery, atMs) {
      const known = tracks.map(({ box, readings }) => ({ box, latest: readings.at(-1) }))
      const places = assign(known, faces)
      const seen = faces.map((face, i) => see(tracks[places[i] ?? -1] ?? begin(face, atMs), face, gallery, atMs))
      const unseen = tracks.filter((track, at) => !places.includes(at) && atMs - track.seenMs <= LOST_MS)
      tracks = [...seen, ...unseen]
      hereMs = atMs
      return sightsOf(tracks)
    },
    still(gallery, atMs) {
      tracks = tracks
        .filter((track) => isHere(track) || atMs - track.seenMs <= LOST_MS)
        .map((track) => (isHere(track) ? { ...track, seenMs: atMs } : track))
        // Somebody may have been forgotten, or enrolled, meanwhile.
        .map((track) => (isClosed(track.identity) ? judge(track, { type: 'good' }, gallery, atMs) : track))
      hereMs = atMs
      return sightsOf(tracks)
    },
    // Whoever was out of sight for a moment may be somebody else when the face is back.
    settled: (atMs) =>
      tracks
        .filter((track) => isHere(track) && isClosed(track.identity) && track.readings.length > 0)
        .filter(({ readMs }) => atMs - readMs < SETTLED_MS)
        .map(({ box }) => box),
    places: () => tracks.map(({ box }) => box),
    isOpen: (atMs) =>
      tracks.some(
        ({ identity, identitySinceMs }) =>
          identity.type === 'pending' || (identity.type === 'too-poor' && atMs - identitySinceMs < HOPEFUL_MS),
      ),
    isPeopled: () => tracks.length > 0,
    faceOf: (person) =>
      tracks.find(({ identity }) => identity.type === 'match' && identity.person === person)?.readings.at(-1),
    forget() {
      tracks = []
    },
  }
}

const isClosed = ({ type }: Identity) => type === 'match' || type === 'unknown'

/** Without the embeddings, which stay here. */
const sightsOf = (tracks: readonly Track[]): Sight[] =>
  tracks.map(({ readings: _1, goods: _2, goodMs: _3, readMs: _4, by: _5, ...sight }) => sight)
