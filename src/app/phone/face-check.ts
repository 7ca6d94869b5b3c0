import * as v from 'valibot'
import { toBase64url, type Bytes } from '../../lib/bytes.ts'
import type { Clock } from '../../lib/clock.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { Camera } from '../../platform/camera.ts'
import { parse } from '../../protocol/shape.ts'
import type { Checked } from '../../ui/faces/view.ts'
import { cameraReason } from '../faces/camera-reason.ts'
import { toFaceTrouble } from '../faces/trouble.ts'

/** As wide as a wall's own camera looks at, and small enough for one call (services/built-in/face-identify.ts). */
const SMALL = { mostPx: 640, mostBytes: 41_000 }
/** A camera that was just opened has its light wrong for a moment. */
const SETTLES_MS = 400
const NO_PICTURE_MS = 5_000
const TRY_EVERY_MS = 100

const px = v.number()
const answered = v.object({
  faces: v.array(
    v.variant('is', [
      v.object({ is: v.literal('known'), px, isYours: v.boolean() }),
      v.object({ is: v.literal('unknown'), px }),
      v.object({ is: v.literal('too-poor'), px, because: v.string() }),
    ]),
  ),
})

/**
 * One picture of whoever holds this phone, looked at by a screen: a phone needs neither models nor a strong processor for
 * it. The picture goes there over the link, and is kept nowhere. The largest face counts.
 */
export async function checkFace(deps: {
  clock: Clock
  openCamera: (onGone: () => void) => Promise<Result<Camera, string>>
  shrink: (picture: ImageBitmap, to: typeof SMALL) => Promise<Bytes | undefined>
  identify: (picture: string) => Promise<Result<unknown>>
}): Promise<Result<Checked>> {
  const picture = await takePicture(deps)
  if (!picture.ok) return picture
  const answer = await deps.identify(toBase64url(picture.value))
  if (!answer.ok) return answer
  const read = parse(answered, answer.value)
  if (!read.ok) return err('malformed')
  const [face] = read.value.faces
  if (!face) return ok('no-face')
  if (face.is === 'too-poor') return ok(toFaceTrouble(face.because))
  return ok(face.is === 'unknown' ? 'unknown' : face.isYours ? 'you' : 'another')
}

async function takePicture({ clock, openCamera, shrink }: Parameters<typeof checkFace>[0]): Promise<Result<Bytes>> {
  let isGone = false
  let blind: string | undefined
  const camera = await openCamera(() => (isGone = true))
  if (!camera.ok) return err(cameraReason(camera.error))
  try {
    await wait(clock, SETTLES_MS)
    for (let ms = 0; ms < NO_PICTURE_MS && !isGone; ms += TRY_EVERY_MS) {
      const frame = await camera.value.next()
      blind = camera.value.blind()
      const small = frame && !blind && (await shrink(frame, SMALL))
      frame?.close()
      if (small) return ok(small)
      await wait(clock, TRY_EVERY_MS)
    }
    return err(cameraReason(blind ?? 'camera-gone'))
  } finally {
    camera.value.stop()
  }
}

const wait = (clock: Clock, ms: number) => new Promise<void>((resolve) => void clock.after(ms, resolve))
