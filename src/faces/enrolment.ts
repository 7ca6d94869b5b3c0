import type { Embedding } from './embedding.ts'
import { turnOf, type Face } from './face.ts'
import type { Poor, Quality } from './quality.ts'
import { enrol, type Enrolment, type PersonId } from './template.ts'

/** What a person is asked for, in this order. Left and right are the person's own, as in a mirror. */
export const STEPS = ['front', 'left', 'right'] as const
export type Step = (typeof STEPS)[number]

/** Views judged so far; grows by `offerView`. Nothing of it is kept anywhere but in memory. */
export type Enrolling = { views: readonly { step: Step; embedding: Embedding }[] }
export type Offered = {
  enrolling: Enrolling
  /** `taken`, or what to do differently: face the camera, turn more, turn less, or what makes the view poor. */
  said: 'taken' | 'nobody' | 'several' | 'look-here' | 'turn-left' | 'turn-right' | 'turn-less' | Poor['because']
}
type View = Face & { quality: Quality; embedding: Embedding | undefined }

/** How many views of each step are averaged: noise goes, and one odd moment counts little. */
const EACH = 2
/** Turned as little as this is the front; a side view lies between the next two. */
const FRONT = 0.22
const LEAST_TURN = 0.18
const MOST_TURN = 0.62
/** An enrolment is for years: faces smaller than this are asked to come nearer. */
const LEAST_PX = 90

export const begin: Enrolling = { views: [] }

/** The step that is being waited for; undefined once there are views enough. */
export function stepOf({ views }: Enrolling): Step | undefined {
  return STEPS.find((step) => views.filter((view) => view.step === step).length < EACH)
}

/**
 * Offers what one look saw. Only a single, good face in the asked position is taken; `anySide`: in any position that is not
 * turned too far, for whoever cannot turn their head.
 */
export function offerView(enrolling: Enrolling, faces: readonly View[], anySide = false): Offered {
  const step = stepOf(enrolling)
  const [face, another] = faces
  if (!step || !face) return { enrolling, said: 'nobody' }
  // Somebody far behind is no reason to refuse; somebody beside is.
  if (another && another.box.width > face.box.width * 0.6) return { enrolling, said: 'several' }
  if (face.box.width < LEAST_PX) return { enrolling, said: 'too-far' }
  if (face.quality.type === 'poor' && face.quality.because !== 'turned')
    return { enrolling, said: face.quality.because }
  const turn = turnOf(face.keypoints)
  const said = anySide && Math.abs(turn) <= MOST_TURN ? 'taken' : judgeTurn(step, turn)
  if (said !== 'taken' || !face.embedding) return { enrolling, said: said === 'taken' ? 'turn-less' : said }
  return { enrolling: { views: [...enrolling.views, { step, embedding: face.embedding }] }, said }
}

/** A person who turns to their own left turns towards the picture's right. */
function judgeTurn(step: Step, turn: number): 'taken' | 'look-here' | 'turn-left' | 'turn-right' | 'turn-less' {
  if (step === 'front') return Math.abs(turn) <= FRONT ? 'taken' : 'look-here'
  const towards = step === 'left' ? turn : -turn
  if (towards < LEAST_TURN) return step === 'left' ? 'turn-left' : 'turn-right'
  return towards > MOST_TURN ? 'turn-less' : 'taken'
}

/** The template, once all steps are done. `mostApart` as in `enrol`. */
export function finish(
  person: PersonId,
  { views }: Enrolling,
  limits: { mostApart: number },
): Enrolment | { type: 'unfinished' } {
  const [first, ...rest] = views.map(({ embedding }) => embedding)
  if (!first || stepOf({ views })) return { type: 'unfinished' }
  return enrol(person, [first, ...rest], limits)
}
