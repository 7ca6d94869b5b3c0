import * as v from 'valibot'
import { makeListeners } from '../../lib/listeners.ts'
import type { Embedding } from '../../faces/embedding.ts'
import type { PersonId } from '../../faces/template.ts'
import { WHOLE, type Area } from '../../faces/area.ts'
import type { SenseCost } from '../../lib/sense-cost.ts'
import { startRecogniser, type Look, type Recogniser, type RecogniserState } from '../../faces/worker/recogniser.ts'
import type { Senses } from '../../room/senses.ts'
import type { RoomStore } from '../../storage/room-store.ts'
import type { CameraState } from '../../ui/faces/view.ts'
import { parse } from '../../protocol/shape.ts'
import type { Sight } from '../faces/sight.ts'
import { cameraReason, eyesReason } from '../faces/camera-reason.ts'
import type { RoomCompany } from './company.ts'
import type { Faces } from './faces.ts'

/** This screen's own eye: open while the room wants it open and nobody covers it. */
export type Eye = {
  state(): CameraState
  /** Why it is blocked, or sees less than it should. */
  because(): string | undefined
  cover(covered: boolean): void
  cost(): SenseCost | undefined
  /** The part of the picture that is the room; kept by this screen alone. */
  area(): Area
  draw(area: Area): Promise<void>
  faceOf(person: PersonId): Embedding | undefined
  /** For the picture in the settings, while the camera is open. */
  stream(): MediaStream | undefined
  /** The latest look, for setting the camera up. Boxes only: no picture is kept. */
  latest(): Look | undefined
  onChange(listener: () => void): () => void
  stop(): void
}

export async function startEye(deps: {
  sight: Sight
  senses: () => Senses
  /** Whether somebody may speak to this screen by looking at it. */
  lipsMatter: () => boolean
  /** Told when settings may have changed. Returns its stop. */
  onSenses: (listener: () => void) => () => void
  store: Pick<RoomStore, 'getValue' | 'setValue'>
  faces: Faces
  company: RoomCompany
}): Promise<Eye> {
  const { sight, company } = deps
  const changes = makeListeners<void>()
  let eye: Recogniser | undefined
  let covered = false
  let latest: Look | undefined
  let stream: MediaStream | undefined
  let because: string | undefined
  let area = parseArea(await deps.store.getValue('area'))

  const stopSenses = deps.onSenses(follow)
  follow()

  return {
    state() {
      if (covered) return 'covered'
      const at = eye?.state().at ?? 'off'
      return at === 'broken' ? 'blocked' : at
    },
    because: () => because,
    cover(next) {
      covered = next
      if (covered) eye?.cover()
      else eye?.uncover()
      if (covered) close(false)
      changes.tell()
    },
    cost: () => eye?.cost(),
    area: () => area,
    async draw(next) {
      area = next
      changes.tell()
      await deps.store.setValue(
        'area',
        next.map(({ x, y }) => [x, y]),
      )
    },
    faceOf: (person) => eye?.faceOf(person),
    stream: () => (eye && isOpen(eye.state()) ? stream : undefined),
    latest: () => latest,
    onChange: changes.add,
    stop() {
      stopSenses()
      eye?.stop()
      close(true)
    },
  }

  /** Opens and closes with the room's setting. */
  function follow() {
    const isWanted = deps.senses().faces !== 'off'
    if (isWanted && !eye) eye = open()
    else if (!isWanted && eye) {
      eye.stop()
      eye = undefined
      covered = false
      close(true)
    }
    changes.tell()
  }

  function open(): Recogniser {
    const opened = startRecogniser({
      worker: sight.worker(),
      frames: { open: openCamera, onChange: sight.camera.onChange },
      clock: sight.clock,
      thresholds: sight.thresholds,
      limits: deps.senses,
      area: () => area,
      gallery,
      strangersMatter: () => deps.senses().blankOnStranger,
      lipsMatter: deps.lipsMatter,
      onLook: take,
      onBlind: company.hold,
    })
    opened.onState((state) => {
      // A camera that is tried again is as blocked as before until it looks: nobody is told anew every few seconds.
      // While it looks, each look says (`take`).
      if (!['starting', 'watching', 'asleep'].includes(state.at)) because = reasonOf(state)
      // What it saw is over with it: blind is not empty, but nobody can be held to be here either.
      if (state.at === 'blocked' || state.at === 'broken') close(false)
      changes.tell()
    })
    return opened
  }

  async function openCamera(onGone: () => void) {
    const opened = await sight.camera.open(onGone)
    if (opened.ok) stream = opened.value.stream
    return opened
  }

  function gallery() {
    return deps.senses().faces === 'names' ? deps.faces.gallery() : []
  }

  function take(look: Look) {
    latest = look
    because = isSmall(look.frame) ? 'camera-small' : undefined
    company.look(
      look.sights.map(({ track, box, turn, identity }) => ({
        track,
        box,
        turn,
        identity,
      })),
    )
    changes.tell()
  }

  function close(isOff: boolean) {
    latest = undefined
    company.close({ isOff })
  }
}

/** In a smaller picture somebody a metre away, seen at the usual angle, is too small to be told from nobody. */
const LEAST_FRAME_PX = 480
const isSmall = ({ width, height }: Look['frame']) => Math.max(width, height) < LEAST_FRAME_PX

/** Why it sees nothing, as the alerts name it. */
function reasonOf(state: RecogniserState): string | undefined {
  if (state.at === 'blocked') return cameraReason(state.because)
  return state.at === 'broken' ? eyesReason(state.because) : undefined
}

/** A camera that shows nothing, or whose pictures cannot be read, is open all the same: its picture helps to mend it. */
const isOpen = (state: RecogniserState) =>
  state.at === 'blocked'
    ? ['camera-muted', 'camera-dark', 'memory-short'].includes(state.because)
    : ['watching', 'asleep', 'broken'].includes(state.at)

const corners = v.pipe(
  v.array(
    v.pipe(
      v.tuple([v.number(), v.number()]),
      v.transform(([x, y]) => ({ x, y })),
    ),
  ),
  v.maxLength(12),
)
/** From this screen's disk: where nothing was drawn, or nobody can read it, the whole picture is the room. */
function parseArea(kept: unknown): Area {
  const read = parse(corners, kept)
  return read.ok ? read.value : WHOLE
}
