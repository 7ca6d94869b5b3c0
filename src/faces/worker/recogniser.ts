import { BLIND_MS } from '../../lib/black.ts'
import type { Clock } from '../../lib/clock.ts'
import { CAMERA_COST, makeCostMeter, type SenseCost } from '../../lib/sense-cost.ts'
import { makeListeners } from '../../lib/listeners.ts'
import type { Result } from '../../lib/result.ts'
import { isFacing } from '../address.ts'
import type { Area, Size } from '../area.ts'
import type { Embedding } from '../embedding.ts'
import type { Thresholds } from '../identify.ts'
import { STILL_PART } from '../motion.ts'
import { FAR_EVERY_MS, isAsleep, lookEveryMs, mayBeStill, PARTS_WHERE_STRANGERS_MATTER, type Scene } from '../pace.ts'
import type { Sight } from '../sight.ts'
import type { PersonId, Template } from '../template.ts'
import { makeWatch, type WatchLimits } from '../watch.ts'
import type { FaceWorker } from './client.ts'
import type { ConnectionFailure } from './connection.ts'
import { DEFAULTS, type Frame, type Seen } from './shared.ts'

/** Why there is no picture: the browser cannot look at one, nobody allowed it, no camera is there, another program has it, or it was taken away. */
export type CameraFault = 'unable' | 'refused' | 'no-camera' | 'camera-busy' | 'camera-gone'
/** Why an open camera shows nothing: a switch of the device took the picture away, it is black, as behind a shutter, or there is no memory for one. */
export type Blind = 'camera-muted' | 'camera-dark' | 'memory-short'

/** An open camera. */
export type Frames = {
  /** The newest picture, or undefined where none has come yet. */
  next(): Promise<Frame | undefined>
  /** Why the newest picture shows nothing, if so. */
  blind(): Blind | undefined
  stop(): void
}
export type FrameSource = {
  /** `onGone` is told when an open camera is taken away. */
  open(onGone: () => void): Promise<Result<Frames, CameraFault>>
  /** Told when it may be worth trying again: a camera was plugged in, a permission given. Hands back its stop. */
  onChange(listener: () => void): () => void
}

export type RecogniserState =
  | { at: 'off' }
  | { at: 'starting' }
  | { at: 'watching' }
  /** Nothing moves; only motion is looked for. */
  | { at: 'asleep' }
  | { at: 'covered' }
  | { at: 'blocked'; because: CameraFault | Blind }
  | { at: 'broken'; because: ConnectionFailure['type'] }

/** What one look saw. */
export type Look = { atMs: number; frame: Size; sights: Sight[] }

export type RecogniserDeps = {
  worker: FaceWorker
  frames: FrameSource
  clock: Clock
  thresholds: Thresholds
  limits: () => WatchLimits
  /** Asked anew for each look, so that whoever is forgotten is forgotten at once. */
  area: () => Area
  gallery: () => readonly Template[]
  /** Whether a rule hangs on strangers, so that motion is looked for ten times a second. */
  strangersMatter: () => boolean
  /** Whether lips are watched: somebody near who looks here may want to speak to this screen. */
  lipsMatter: () => boolean
  /** Told after each look, also when nothing moved. */
  onLook: (look: Look) => void
  /** Told at once of each picture that shows nothing or does not come: whoever was seen last may be there still. */
  onBlind: () => void
}

export type Recogniser = {
  state(): RecogniserState
  onState(listener: (state: RecogniserState) => void): () => void
  /** Ends the camera and forgets who was seen, until `uncover`. */
  cover(): void
  uncover(): void
  /** Tries a blocked camera again, as after a tap. */
  retry(): void
  cost(): SenseCost
  /** The latest face that was taken for this person's. In memory only. */
  faceOf(person: PersonId): Embedding | undefined
  stop(): void
}

/** A camera that is not there, or busy, is tried again after so long; one that somebody refused, or that nothing could look through, is not. */
const RETRY_CAMERA_MS = 5_000

/** An open camera that gives no picture for so long gives it to somebody else. */
const NO_PICTURE_MS = 10_000

/** How soon after a picture of nothing the next one is looked at. */
const BLIND_EVERY_MS = 250

/** Watches one camera: looks as often as the scene asks for, follows faces, and says who is there. */
export function startRecogniser(deps: RecogniserDeps): Recogniser {
  const { worker, frames, clock, thresholds } = deps
  const states = makeListeners<RecogniserState>()
  const watch = makeWatch(thresholds, deps.limits)
  const meter = makeCostMeter(CAMERA_COST)
  let state: RecogniserState = { at: 'off' }
  /** Counts openings of the camera: what an earlier one still does is not ours any more. */
  let round = 0
  let camera: Frames | undefined
  let cancelNext = () => {}
  let [movedMs, wholeMs, farMs, pictureMs] = [0, 0, 0, 0]
  let blindMs: number | undefined
  let faced = false

  function become(next: RecogniserState) {
    if (JSON.stringify(next) === JSON.stringify(state)) return
    state = next
    states.tell(next)
  }

  function close() {
    round++
    cancelNext()
    camera?.stop()
    camera = undefined
    watch.forget()
    faced = false
  }

  async function open() {
    close()
    const mine = round
    become({ at: 'starting' })
    const opened = await frames.open(() => mine === round && block('camera-gone'))
    if (mine !== round) return opened.ok ? opened.value.stop() : undefined
    if (!opened.ok) return block(opened.error)
    camera = opened.value
    movedMs = clock.now()
    pictureMs = clock.now()
    blindMs = undefined
    next(mine, 0)
  }

  function block(because: CameraFault) {
    close()
    become({ at: 'blocked', because })
    if (because !== 'refused' && because !== 'unable') cancelNext = clock.after(RETRY_CAMERA_MS, () => void open())
  }

  function next(mine: number, afterMs: number) {
    cancelNext = clock.after(afterMs, () => void look(mine))
  }

  async function look(mine: number) {
    const atMs = clock.now()
    const frame = await camera?.next()
    if (mine !== round) return frame?.close()
    const blind = camera?.blind()
    if (blind || !frame) deps.onBlind()
    if (blind) {
      frame?.close()
      return grope(mine, blind, atMs)
    }
    blindMs = undefined
    if (frame) {
      pictureMs = atMs
      await lookAt(mine, frame, atMs)
    } else if (atMs - pictureMs > NO_PICTURE_MS) block('camera-busy')
    if (mine !== round) return
    const tookMs = clock.now() - atMs
    next(mine, Math.max(0, lookEveryMs(scene(clock.now())) - tookMs))
  }

  /** A picture of nothing is no empty room: it is not looked at, and the camera stays open until it shows something. */
  function grope(mine: number, because: Blind, atMs: number) {
    pictureMs = atMs
    blindMs ??= atMs
    if (atMs - blindMs >= BLIND_MS) {
      watch.forget()
      faced = false
      become({ at: 'blocked', because })
    }
    next(mine, BLIND_EVERY_MS)
  }

  async function lookAt(mine: number, frame: Frame, atMs: number) {
    const before = scene(atMs)
    const isFar = atMs - farMs >= FAR_EVERY_MS
    const seen = await worker.look(frame, {
      reach: isFar ? 'both' : 'near',
      parts: deps.strangersMatter() ? PARTS_WHERE_STRANGERS_MATTER : 1,
      follow: watch.places(),
      area: deps.area(),
      mostEmbeddings: deps.gallery().length > 0 ? DEFAULTS.mostEmbeddings : 0,
      settled: watch.settled(atMs),
      mayBeStill: mayBeStill(before, atMs - wholeMs),
    })
    if (mine !== round) return
    if (!seen.ok) return become({ at: 'broken', because: seen.error.type })
    take(seen.value, atMs, isFar)
  }

  function take(seen: Seen, atMs: number, isFar: boolean) {
    const gallery = deps.gallery()
    if (!seen.still) wholeMs = atMs
    if (!seen.still && isFar) farMs = atMs
    if (seen.moved >= STILL_PART) movedMs = atMs
    const sights = seen.still ? watch.still(gallery, atMs) : watch.look(seen.faces, gallery, atMs)
    faced = sights.some((sight) => isFacing(sight, seen.frame))
    const asleep = isAsleep(scene(atMs))
    const tookMs = seen.cost.detectMs + seen.cost.embedMs
    meter.add(atMs, { tookMs, whole: !seen.still, awake: !asleep })
    become({ at: asleep ? 'asleep' : 'watching' })
    deps.onLook({ atMs, frame: seen.frame, sights })
  }

  function scene(atMs: number): Scene {
    return {
      isOpen: watch.isOpen(atMs),
      isPeopled: watch.isPeopled(),
      strangersMatter: deps.strangersMatter(),
      isFaced: faced && deps.lipsMatter(),
      stillForMs: atMs - movedMs,
    }
  }

  const stopChanges = frames.onChange(() => state.at === 'blocked' && void open())
  void open()
  return {
    state: () => state,
    onState: states.add,
    cover() {
      if (state.at === 'off') return
      close()
      become({ at: 'covered' })
    },
    uncover() {
      if (state.at === 'covered') void open()
    },
    retry() {
      if (state.at === 'blocked') void open()
    },
    cost: meter.read,
    faceOf: watch.faceOf,
    stop() {
      stopChanges()
      close()
      become({ at: 'off' })
    },
  }
}
