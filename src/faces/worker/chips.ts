import { assert } from '../../lib/assert.ts'
import type { Area } from '../area.ts'
import { CHIP_PX, type Similarity } from '../chip.ts'
import { MESH_PX } from '../landmarks.ts'
import { makeCanvas } from './canvas.ts'
import { clipTo, sizeOf } from './painted.ts'
import type { Frame } from './shared.ts'

/** What was cut stays on the canvas until the next cut. */
export type Cut = (frame: Frame, similarity: Similarity, area: Area) => OffscreenCanvas

/** Cut squares out of frames, turned and scaled as asked: for landmarks, then for who it is. One canvas for each. */
export const makeCutters = () => ({ forMesh: makeCutter(MESH_PX), forIdentity: makeCutter(CHIP_PX) })

function makeCutter(side: number): Cut {
  const { canvas, context } = makeCanvas(side, side)
  context.imageSmoothingQuality = 'high'

  return (frame, { a, b, e, f }, area) => {
    context.fillRect(0, 0, side, side)
    context.save()
    context.setTransform(a, b, -b, a, e, f)
    clipTo(context, area, sizeOf(frame))
    context.drawImage(frame, 0, 0)
    context.restore()
    return canvas
  }
}

/** The middle of what was cut, as a square of pixels: no more than is needed is copied. */
export function middleOf(canvas: OffscreenCanvas, part: number): { rgba: Uint8ClampedArray; side: number } {
  const side = Math.round(canvas.width * part)
  const from = Math.floor((canvas.width - side) / 2)
  const context = canvas.getContext('2d')
  assert(context, 'the canvas was cut to')
  return { rgba: context.getImageData(from, from, side, side).data, side }
}
