import type { Area } from '../area.ts'
import { CHIP_PX, type Similarity } from '../chip.ts'
import { MESH_PX } from '../landmarks.ts'
import { makeCanvas } from './canvas.ts'
import { clipTo, sizeOf } from './painted.ts'
import type { Frame } from './shared.ts'

export type Cut = (frame: Frame, similarity: Similarity, area: Area) => ImageData

/** Cut squares out of frames, turned and scaled as asked: for landmarks, then for who it is. One canvas for each. */
export const makeCutters = () => ({ forMesh: makeCutter(MESH_PX), forIdentity: makeCutter(CHIP_PX) })

function makeCutter(side: number): Cut {
  const { context } = makeCanvas(side, side)
  context.imageSmoothingQuality = 'high'

  return (frame, { a, b, e, f }, area) => {
    context.fillRect(0, 0, side, side)
    context.save()
    context.setTransform(a, b, -b, a, e, f)
    clipTo(context, area, sizeOf(frame))
    context.drawImage(frame, 0, 0)
    context.restore()
    return context.getImageData(0, 0, side, side)
  }
}
