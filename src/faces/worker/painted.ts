import { outline, type Area, type Size } from '../area.ts'
import type { Box } from '../face.ts'
import { greyOf, MOTION_PX } from '../motion.ts'
import { makeCanvas } from './canvas.ts'
import type { Frame } from './shared.ts'

/** The detectors look at 128 and 192 px; what is larger costs time on its way through WebGL and gains nothing. */
const DETECTOR_PX = 256
/** A part of a frame is looked at by the near detector only. */
const PART_PX = 128
/** Outside the room's area, and around a picture that is looked at from farther away. */
const GREY = '#808080'
/** How much of the canvas is left for a face that fills its picture: the detector wants to see around it. */
const FARTHER = 0.6

/** In pixels of the world outside: a VideoFrame knows two sizes. */
export const sizeOf = (frame: Frame): Size =>
  'displayWidth' in frame
    ? { width: frame.displayWidth, height: frame.displayHeight }
    : { width: frame.width, height: frame.height }

/** A small copy of a frame without what lies outside the area, and the way back: frame = (canvas − at) · scale. */
export type Painted = { canvas: OffscreenCanvas; at: { x: number; y: number }; scale: number }

/** Frames made small for detectors and for finding motion. Nothing outside the area is ever on these canvases. */
export function makePainter() {
  const { canvas, context } = makeCanvas(DETECTOR_PX, DETECTOR_PX)
  const tiny = makeCanvas(MOTION_PX, MOTION_PX)

  return {
    paint(frame: Frame, area: Area, { farther = false } = {}): Painted {
      const size = sizeOf(frame)
      const shrink = Math.min(1, DETECTOR_PX / Math.max(size.width, size.height)) * (farther ? FARTHER : 1)
      const [width, height] = [
        Math.max(1, Math.round(size.width * shrink)),
        Math.max(1, Math.round(size.height * shrink)),
      ]
      // Setting a size also resets the context.
      canvas.width = farther ? Math.round(width / FARTHER) : width
      canvas.height = farther ? Math.round(height / FARTHER) : height
      const at = { x: (canvas.width - width) / 2, y: (canvas.height - height) / 2 }
      context.fillStyle = GREY
      context.fillRect(0, 0, canvas.width, canvas.height)
      context.imageSmoothingQuality = 'high'
      context.translate(at.x, at.y)
      context.scale(width / size.width, height / size.height)
      clipTo(context, area, size)
      context.drawImage(frame, 0, 0, size.width, size.height)
      return { canvas, at, scale: size.width / width }
    },
    /** A square of the frame, as large as the near detector takes it. */
    paintPart(frame: Frame, area: Area, part: Box): Painted {
      const size = sizeOf(frame)
      const scale = part.width / PART_PX
      canvas.width = PART_PX
      canvas.height = PART_PX
      context.fillStyle = GREY
      context.fillRect(0, 0, PART_PX, PART_PX)
      context.imageSmoothingQuality = 'high'
      context.scale(1 / scale, 1 / scale)
      context.translate(-part.x, -part.y)
      clipTo(context, area, size)
      context.drawImage(frame, 0, 0, size.width, size.height)
      return { canvas, at: { x: -part.x / scale, y: -part.y / scale }, scale }
    },
    /** The small picture once more, as little grey that tells whether anything moved. */
    greyOf({ canvas: painted }: Painted): Uint8Array {
      tiny.context.drawImage(painted, 0, 0, MOTION_PX, MOTION_PX)
      return greyOf(tiny.context.getImageData(0, 0, MOTION_PX, MOTION_PX).data)
    },
  }
}

/** From here on only the area is painted. The context counts in pixels of the frame. */
export function clipTo(context: OffscreenCanvasRenderingContext2D, area: Area, frame: Size): void {
  const [first, ...rest] = outline(area, frame)
  if (!first) return
  context.beginPath()
  context.moveTo(first.x, first.y)
  for (const { x, y } of rest) context.lineTo(x, y)
  context.closePath()
  context.clip()
}
