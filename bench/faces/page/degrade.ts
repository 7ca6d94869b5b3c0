import { seeded } from '../score/random.ts'

/** One way in which a picture of a face gets worse, by degrees. */
export type Sweep = {
  name: string
  /** What the degrees count, for the plot. */
  unit: string
  degrees: readonly number[]
  /** The picture at one degree, drawn anew. The face's width is that of its box in the picture. */
  paint(
    picture: ImageBitmap,
    face: { x: number; y: number; width: number; height: number },
    degree: number,
  ): OffscreenCanvas
}

const SIZE = { width: 640, height: 480 }

export const SWEEPS: readonly Sweep[] = [
  {
    name: 'width',
    unit: 'face width in pixels of a 640 × 480 frame',
    degrees: [128, 96, 80, 64, 48, 40, 32],
    paint: (picture, face, px) => place(picture, face, px),
  },
  {
    name: 'darkness',
    unit: 'part of the light that is left, with the sensor’s noise',
    degrees: [1, 0.5, 0.25, 0.12, 0.06, 0.03],
    paint: (picture, face, light) => onPixels(place(picture, face, 128), (value, noise) => value * light + noise * 3),
  },
  {
    name: 'blur',
    unit: 'blur in pixels at a face 128 px wide',
    degrees: [0, 1, 2, 3, 4, 6, 8],
    paint: (picture, face, px) => place(picture, face, 128, { filter: px > 0 ? `blur(${px}px)` : 'none' }),
  },
  {
    name: 'noise',
    unit: 'standard deviation of noise, of 255',
    degrees: [0, 10, 20, 30, 45, 60],
    paint: (picture, face, deviation) =>
      onPixels(place(picture, face, 128), (value, noise) => value + noise * deviation),
  },
  {
    name: 'tilt',
    unit: 'head tilted, in degrees',
    degrees: [0, 10, 20, 30, 45],
    paint: (picture, face, tilt) => place(picture, face, 128, { tilt }),
  },
  {
    name: 'pose',
    unit: 'picture narrowed as by a head turned aside, in degrees',
    degrees: [0, 15, 30, 40, 50, 60],
    paint: (picture, face, turn) => place(picture, face, 128, { narrow: Math.cos((turn * Math.PI) / 180) }),
  },
  {
    name: 'occlusion',
    unit: 'part of the face covered from below, as by a mask or hand',
    degrees: [0, 0.15, 0.25, 0.35, 0.45, 0.55],
    paint(picture, face, part) {
      const canvas = place(picture, face, 128)
      const context = contextOf(canvas)
      context.fillStyle = '#9fb2bd'
      context.fillRect(SIZE.width / 2 - 70, SIZE.height / 2 + 64 - 128 * part, 140, 128 * part + 20)
      return canvas
    },
  },
]

/** The face in the middle of a frame, so many pixels wide. */
function place(
  picture: ImageBitmap,
  face: { x: number; y: number; width: number; height: number },
  px: number,
  { filter = 'none', tilt = 0, narrow = 1 } = {},
): OffscreenCanvas {
  const canvas = new OffscreenCanvas(SIZE.width, SIZE.height)
  const context = contextOf(canvas)
  context.fillStyle = '#808080'
  context.fillRect(0, 0, SIZE.width, SIZE.height)
  context.imageSmoothingQuality = 'high'
  context.filter = filter
  context.translate(SIZE.width / 2, SIZE.height / 2)
  context.rotate((tilt * Math.PI) / 180)
  context.scale((px / face.width) * narrow, px / face.width)
  context.translate(-(face.x + face.width / 2), -(face.y + face.height / 2))
  context.drawImage(picture, 0, 0)
  return canvas
}

/** Each colour of each pixel anew; noise is normal with deviation 1, the same on every run. */
function onPixels(canvas: OffscreenCanvas, change: (value: number, noise: number) => number): OffscreenCanvas {
  const context = contextOf(canvas)
  const image = context.getImageData(0, 0, canvas.width, canvas.height)
  const random = seeded(7)
  for (let i = 0; i < image.data.length; i += 4) {
    const noise = Math.sqrt(-2 * Math.log(random() || 1e-9)) * Math.cos(2 * Math.PI * random())
    for (let c = i; c < i + 3; c++) image.data[c] = change(image.data[c] ?? 0, noise)
  }
  context.putImageData(image, 0, 0)
  return canvas
}

function contextOf(canvas: OffscreenCanvas) {
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('no 2D canvas')
  return context
}
