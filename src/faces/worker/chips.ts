import type { Area } from '../area.ts'
import { CHIP_PX, chipSimilarity } from '../chip.ts'
import type { Keypoints } from '../face.ts'
import { makeCanvas } from './canvas.ts'
import { clipTo, sizeOf } from './painted.ts'
import type { Frame } from './shared.ts'

/** Cuts faces out of frames, upright and of one size. One canvas for all of them. */
export function makeChipCutter(): (frame: Frame, keypoints: Keypoints, area: Area) => ImageData {
  const { context } = makeCanvas(CHIP_PX, CHIP_PX)
  context.imageSmoothingQuality = 'high'

  return (frame, keypoints, area) => {
    const { a, b, e, f } = chipSimilarity(keypoints)
    context.fillRect(0, 0, CHIP_PX, CHIP_PX)
    context.save()
    context.setTransform(a, b, -b, a, e, f)
    clipTo(context, area, sizeOf(frame))
    context.drawImage(frame, 0, 0)
    context.restore()
    return context.getImageData(0, 0, CHIP_PX, CHIP_PX)
  }
}
