import { CHIP_PX, chipSimilarity } from '../chip.ts'
import type { Keypoints } from '../face.ts'
import type { Frame } from './shared.ts'

/** Cuts faces out of frames, upright and of one size. One canvas for all of them. */
export function makeChipCutter(): (frame: Frame, keypoints: Keypoints) => ImageData {
  const canvas = new OffscreenCanvas(CHIP_PX, CHIP_PX)
  // Kept in memory, not on the graphics card: every chip is read back.
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false })
  if (!context) throw new Error('This browser has no 2D canvas in workers.')
  context.imageSmoothingQuality = 'high'

  return (frame, keypoints) => {
    const { a, b, e, f } = chipSimilarity(keypoints)
    context.resetTransform()
    context.fillRect(0, 0, CHIP_PX, CHIP_PX)
    context.setTransform(a, b, -b, a, e, f)
    context.drawImage(frame, 0, 0)
    return context.getImageData(0, 0, CHIP_PX, CHIP_PX)
  }
}
