import { turnOf, type Face } from './face.ts'

/** What a face is worth: good enough to say who it is, or why not, with the number that decided. */
export type Quality = { type: 'good' } | Poor
export type Poor =
  | { type: 'poor'; because: 'too-far'; px: number }
  | { type: 'poor'; because: 'turned'; turn: number }
  | { type: 'poor'; because: 'too-dark'; luma: number }
  | { type: 'poor'; because: 'too-bright'; luma: number }
  | { type: 'poor'; because: 'flat'; contrast: number }
  | { type: 'poor'; because: 'blurred'; sharpness: number }
  | { type: 'poor'; because: 'occluded'; presence: number }

/** What can be read off the chip's pixels: `luma` and `contrast` from 0 to 255, `sharpness` without unit. */
export type Light = { luma: number; contrast: number; sharpness: number }
/** Also how sure the landmark model is that it sees a whole face, as a logit (landmarks.ts). */
export type Seeing = Light & { presence: number }

export type QualityLimits = {
  /** Width of the face's box. */
  leastPx: number
  /** As turnOf counts. */
  mostTurn: number
  leastLuma: number
  mostLuma: number
  leastContrast: number
  leastSharpness: number
  /** A face that is half covered by a mask or a hand has less. */
  leastPresence: number
}

/** The first fault wins; they are ordered by what a person would mend first: come nearer, look here, more light. */
export function judgeQuality(face: Face, seeing: Seeing, limits: QualityLimits): Quality {
  return judgePose(face, limits) ?? judgeSeeing(seeing, limits) ?? { type: 'good' }
}

/** The faults that need no pixels, so that a hopeless face costs no chip of its own. */
export function judgePose(face: Face, limits: QualityLimits): Poor | undefined {
  const px = Math.round(face.box.width)
  if (px < limits.leastPx) return { type: 'poor', because: 'too-far', px }
  const turn = turnOf(face.keypoints)
  if (Math.abs(turn) > limits.mostTurn) return { type: 'poor', because: 'turned', turn }
  return undefined
}

function judgeSeeing({ luma, contrast, sharpness, presence }: Seeing, limits: QualityLimits): Poor | undefined {
  if (luma < limits.leastLuma) return { type: 'poor', because: 'too-dark', luma }
  if (luma > limits.mostLuma) return { type: 'poor', because: 'too-bright', luma }
  if (contrast < limits.leastContrast) return { type: 'poor', because: 'flat', contrast }
  if (sharpness < limits.leastSharpness) return { type: 'poor', because: 'blurred', sharpness }
  if (presence < limits.leastPresence) return { type: 'poor', because: 'occluded', presence }
  return undefined
}

/** The part of a chip, from its middle, where neither hair nor wall is: that is where light is read off. */
export const LIT_PART = 0.5

/**
 * Light on a face, from a square of RGBA pixels; its rim is only looked at beside its neighbours. Sharpness is the mean
 * absolute Laplacian over the contrast, so that a dim sharp picture does not pass for a blurred one.
 */
export function lightOf(rgba: Uint8ClampedArray, side: number): Light {
  const luma = lumaOf(rgba)
  const [from, to] = [1, side - 1]
  const count = (to - from) ** 2
  let sum = 0
  let squares = 0
  let edges = 0
  for (let y = from; y < to; y++)
    for (let x = from; x < to; x++) {
      const at = y * side + x
      const here = luma[at] ?? 0
      const around = (luma[at - 1] ?? 0) + (luma[at + 1] ?? 0) + (luma[at - side] ?? 0) + (luma[at + side] ?? 0)
      sum += here
      squares += here * here
      edges += Math.abs(4 * here - around)
    }
  const mean = sum / count
  const contrast = Math.sqrt(Math.max(0, squares / count - mean * mean))
  return { luma: mean, contrast, sharpness: contrast === 0 ? 0 : edges / count / contrast }
}

/** Rec. 601. */
function lumaOf(rgba: Uint8ClampedArray): Float32Array {
  const luma = new Float32Array(rgba.length / 4)
  for (let i = 0; i < luma.length; i++)
    luma[i] = 0.299 * (rgba[4 * i] ?? 0) + 0.587 * (rgba[4 * i + 1] ?? 0) + 0.114 * (rgba[4 * i + 2] ?? 0)
  return luma
}
