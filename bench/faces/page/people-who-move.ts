import { seeded } from '../score/random.ts'
import type { Box } from '../../../src/faces/face.ts'

/* Photos that behave like people at a table: they turn aside, bend, hide behind a hand or a cup, go and come back. */

/** What one does for a while; from one to the next it takes a moment. */
type Pose = {
  /** Narrowed as by a head turned aside: 1 looks at the camera. */
  narrow: number
  /** In degrees. */
  tilt: number
  /** Pixels down from where one sits. */
  down: number
  size: number
  /** Part of the face that is covered, from below or from the left. */
  covered: number
  from: 'below' | 'aside'
  isHere: boolean
}
const SITTING: Pose = { narrow: 1, tilt: 0, down: 0, size: 1, covered: 0, from: 'below', isHere: true }
const CHANGE_MS = 700

export type Photo = { picture: ImageBitmap; box: Box }
/** What people did so far, for the report. */
export type Deeds = Record<'turned' | 'bent' | 'covered' | 'came back' | 'leaned in' | 'another photo', number>

/** One person at a place of the frame (its middle, in pixels), `px` wide in the face. */
export function seat(
  photos: readonly Photo[],
  place: { x: number; y: number; px: number },
  seed: number,
  deeds: Deeds,
) {
  const chance = seeded(seed)
  const between = (least: number, most: number) => least + (most - least) * chance()
  let photo = photos[0]
  let [before, pose]: [Pose, Pose] = [SITTING, SITTING]
  let [beganMs, untilMs] = [0, 0]

  function choose(): [Pose, number] {
    const what = chance()
    if (pose !== SITTING || what < 0.35) {
      if (!pose.isHere) deeds['came back']++
      return [SITTING, between(2_000, 15_000)]
    }
    if (what < 0.55) {
      deeds.turned++
      return [
        { ...SITTING, narrow: Math.cos((between(20, 70) * Math.PI) / 180), tilt: between(-8, 8) },
        between(1_000, 8_000),
      ]
    }
    if (what < 0.7) {
      deeds.bent++
      return [
        { ...SITTING, down: between(30, 120), tilt: between(-35, 35), size: between(0.8, 1) },
        between(1_000, 6_000),
      ]
    }
    if (what < 0.85) {
      deeds.covered++
      const from = chance() < 0.5 ? 'below' : 'aside'
      return [{ ...SITTING, covered: between(0.2, 0.6), from }, between(500, 5_000)]
    }
    if (what < 0.92) {
      deeds['leaned in']++
      return [{ ...SITTING, size: between(1.1, 1.35), down: between(0, 30) }, between(2_000, 8_000)]
    }
    return [{ ...SITTING, isHere: false }, between(3_000, 40_000)]
  }

  return (context: OffscreenCanvasRenderingContext2D, nowMs: number): void => {
    if (nowMs >= untilMs) {
      const [next, forMs] = choose()
      if (next === SITTING && chance() < 0.3) {
        photo = photos[Math.floor(chance() * photos.length)]
        deeds['another photo']++
      }
      ;[before, pose, beganMs, untilMs] = [pose, next, nowMs, nowMs + forMs]
    }
    const part = Math.min(1, (nowMs - beganMs) / CHANGE_MS)
    if (!photo || (part < 1 ? !before.isHere && !pose.isHere : !pose.isHere)) return
    const at = (key: 'narrow' | 'tilt' | 'down' | 'size' | 'covered') => before[key] + (pose[key] - before[key]) * part
    // Who comes or goes walks out at the side.
    const aside = 400 * (before.isHere === pose.isHere ? 0 : pose.isHere ? 1 - part : part)
    const scale = (place.px * at('size')) / photo.box.width
    context.save()
    context.translate(place.x + aside + 2 * Math.sin(nowMs / 900 + seed), place.y + at('down'))
    context.rotate((at('tilt') * Math.PI) / 180)
    context.scale(scale * at('narrow'), scale)
    context.translate(-(photo.box.x + photo.box.width / 2), -(photo.box.y + photo.box.height / 2))
    context.drawImage(photo.picture, 0, 0)
    const { x, y, width, height } = photo.box
    context.fillStyle = '#c9b8a6'
    const covered = at('covered')
    const { from } = pose.covered > 0 ? pose : before
    if (covered > 0 && from === 'below')
      context.fillRect(x - width * 0.1, y + height * (1.1 - covered), width * 1.2, height * covered)
    if (covered > 0 && from === 'aside')
      context.fillRect(x - width * 0.1, y - height * 0.1, width * covered, height * 1.2)
    context.restore()
  }
}
