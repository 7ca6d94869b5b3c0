import { BLIND_MS } from '../../lib/black.ts'
import type { Bytes } from '../../lib/bytes.ts'
import type { Clock } from '../../lib/clock.ts'
import { makeListeners } from '../../lib/listeners.ts'
import type { Result } from '../../lib/result.ts'
import {
  begin as noViews,
  finish,
  offerView,
  stepOf,
  STEPS,
  type Enrolling as Views,
  type Offered,
} from '../../faces/enrolment.ts'
import { turnOf } from '../../faces/face.ts'
import { livenessOf, type Moment } from '../../faces/liveness.ts'
import { encodeTemplate, type PersonId } from '../../faces/template.ts'
import type { FaceWorker } from '../../faces/worker/client.ts'
import type { Camera } from '../../platform/camera.ts'
import type { EnrolView, FaceTrouble } from '../../ui/faces/view.ts'
import { cameraReason, eyesReason } from './camera-reason.ts'
import { toFaceTrouble } from './trouble.ts'

/** What somebody agreed to: for how long, and what walls may call them; empty: nothing. */
export type Consented = { days: number; name: string }
/** What the room answers to a new face: the number under which it can be forgotten, and until when it is known. */
export type Kept = { receipt: string; untilMs: number }

/** One person letting the room know their face, from the question to the receipt. What is looked at stays here. */
export type Enrolling = {
  view(): EnrolView | undefined
  begin(ask: { days: readonly number[]; name: string }): void
  consent(how: Consented): void
  stop(): void
  onChange(listener: () => void): () => void
}

/** A side is waited for so long, then any will do: not everybody can turn their head. */
const STEP_MS = 5_000
const LOOK_EVERY_MS = 150
/** As far apart as views of one person may be from the others' average: farther is another person. */
const MOST_APART = 0.6

export function makeEnrolling(deps: {
  clock: Clock
  worker: () => FaceWorker
  openCamera: (onGone: () => void) => Promise<Result<Camera, string>>
  /** Tells the room. A reason where it would not. */
  keep: (template: Bytes, how: Consented) => Promise<Result<Kept>>
}): Enrolling {
  const { clock } = deps
  const changes = makeListeners<void>()
  let view: EnrolView | undefined
  let camera: Camera | undefined
  /** Counts beginnings: what an earlier one still does is not ours any more. */
  let round = 0

  return { view: () => view, begin, consent: (how) => void run(how), stop, onChange: changes.add }

  function begin(ask: { days: readonly number[]; name: string }) {
    stop()
    show({ at: 'asking', ...ask })
  }

  function stop() {
    round++
    camera?.stop()
    camera = undefined
    show(undefined)
  }

  function show(next: EnrolView | undefined) {
    view = next
    changes.tell()
  }

  function fail(reason: string) {
    stop()
    show({ at: 'failed', reason })
  }

  async function run(how: Consented): Promise<void> {
    const mine = ++round
    show({ at: 'starting' })
    const opening = deps.openCamera(() => mine === round && fail('camera-gone'))
    const warming = deps.worker().warm()
    const opened = await opening
    if (mine !== round) return opened.ok ? opened.value.stop() : undefined
    if (!opened.ok) return fail(cameraReason(opened.error))
    camera = opened.value
    const warm = await warming
    if (mine !== round) return
    if (!warm.ok) return fail(eyesReason(warm.error.type))
    const watched = await watch(mine, opened.value)
    if (!watched) return
    const { views, moments } = watched
    opened.value.stop()
    const made = finish('' as PersonId, views, { mostApart: MOST_APART })
    if (made.type !== 'enrolled') return fail('face-mixed')
    show({ at: 'keeping' })
    const kept = await deps.keep(encodeTemplate(made.template), how)
    if (mine !== round) return
    if (!kept.ok) return fail(kept.error)
    // A hint, told to the person and to nobody else: whoever cannot blink or turn is as welcome.
    show({ at: 'done', ...kept.value, moved: livenessOf(moments) })
  }

  /** Good looks at each side of a face, and how it moved; undefined where the person stopped or the camera went. */
  async function watch(mine: number, from: Camera): Promise<{ views: Views; moments: Moment[] } | undefined> {
    let views = noViews
    const moments: Moment[] = []
    let sinceMs = clock.now()
    let blindMs: number | undefined
    let trouble: FaceTrouble | undefined
    for (;;) {
      const step = stepOf(views)
      if (!step) return { views, moments }
      const n = STEPS.indexOf(step) + 1
      show({ at: 'looking', step, n, of: STEPS.length, stream: from.stream, ...(trouble && { trouble }) })
      await new Promise<void>((resolve) => clock.after(LOOK_EVERY_MS, resolve))
      const frame = await from.next()
      if (mine !== round) return void frame?.close()
      const blind = from.blind()
      if (!frame || blind) {
        frame?.close()
        // Nobody could turn to what did not look: their time for this side begins with the next picture.
        sinceMs = clock.now()
        blindMs ??= sinceMs
        trouble = sinceMs - blindMs >= BLIND_MS ? blind : undefined
        continue
      }
      blindMs = undefined
      const seen = await deps.worker().look(frame, { mostEmbeddings: 1, eyes: true })
      if (mine !== round) return undefined
      if (!seen.ok) return void fail(eyesReason(seen.error.type))
      const offered = offerView(views, seen.value.faces, clock.now() - sinceMs > STEP_MS)
      views = offered.enrolling
      const [face] = seen.value.faces
      if (face) moments.push({ turn: turnOf(face.keypoints), eyesOpen: face.eyesOpen })
      trouble = troubleOf(offered.said)
      if (stepOf(views) !== step) sinceMs = clock.now()
    }
  }
}

/** What is wrong with the look itself; which way to turn is said by the step. */
function troubleOf(said: Offered['said']): FaceTrouble | undefined {
  switch (said) {
    case 'nobody':
      return 'no-face'
    case 'several':
      return 'two-faces'
    case 'turn-less':
      return 'turned'
    case 'taken':
    case 'look-here':
    case 'turn-left':
    case 'turn-right':
      return undefined
    default:
      return toFaceTrouble(said)
  }
}
