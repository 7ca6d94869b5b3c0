import { distance, type Embedding } from './embedding.ts'
import type { Box, Face } from './face.ts'

/** Whoever is found again no farther than so many widths of the face away is taken to be the same. */
const MOST_WIDTHS = 1.2
/** How much larger or smaller a face may become between two looks. */
const MOST_GROWTH = 1.8
/** Two looks at one face are no farther apart than this; more counts against it, so that two who cross are not swapped. */
const SAME_FACE = 0.4
const STRANGENESS = 3

type Followed = { box: Box; latest: Embedding | undefined }
type Found = Face & { embedding: Embedding | undefined }

/**
 * Which face belongs to which track: the pairs that fit best come first, and each is used once. The answer has, for
 * each face, the place of its track in the list, or -1 for a face that is new.
 */
export function assign(tracks: readonly Followed[], faces: readonly Found[]): number[] {
  const pairs = faces.flatMap((face, at) =>
    tracks.flatMap((track, to) => {
      const misfit = misfitOf(track, face)
      return misfit === undefined ? [] : [{ at, to, misfit }]
    }),
  )
  const taken = new Set<number>()
  const found = faces.map(() => -1)
  for (const { at, to } of pairs.toSorted((a, b) => a.misfit - b.misfit)) {
    if (found[at] !== -1 || taken.has(to)) continue
    found[at] = to
    taken.add(to)
  }
  return found
}

/** Smaller is better; nothing where they cannot be one face. */
function misfitOf(track: Followed, face: Found): number | undefined {
  const width = Math.max(track.box.width, face.box.width)
  const growth = width / Math.max(1, Math.min(track.box.width, face.box.width))
  const apart = Math.hypot(middle(track.box).x - middle(face.box).x, middle(track.box).y - middle(face.box).y)
  if (growth > MOST_GROWTH || apart > MOST_WIDTHS * width) return undefined
  const looks = track.latest && face.embedding ? distance(track.latest, face.embedding) : 0
  return apart / width + Math.max(0, looks - SAME_FACE) * STRANGENESS
}

const middle = ({ x, y, width, height }: Box) => ({ x: x + width / 2, y: y + height / 2 })
