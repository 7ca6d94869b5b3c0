import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isInside, outline, WHOLE } from '../../src/faces/area.ts'
import { before, CHIP_PX, chipSimilarity, type FivePoints, type Similarity } from '../../src/faces/chip.ts'
import { mergeFaces, overlap, turnOf } from '../../src/faces/face.ts'
import { EYE_NUMBERS, MESH_NUMBERS, MESH_PX, meshSimilarity, readMesh } from '../../src/faces/landmarks.ts'
import { livenessOf } from '../../src/faces/liveness.ts'
import { greyOf, motionBetween, STILL_PART } from '../../src/faces/motion.ts'
import { judgeQuality, lightOf } from '../../src/faces/quality.ts'
import manifest from '../../models/models.json'
import { boxAt, seen } from './people.ts'

const FRAME = { width: 640, height: 480 }
const LEFT_HALF = [
  { x: 0, y: 0 },
  { x: 0.5, y: 0 },
  { x: 0.5, y: 1 },
  { x: 0, y: 1 },
]

test('whoever is in the corridor, right of the drawn area, is not in the room', () => {
  expect([isInside(LEFT_HALF, boxAt(100), FRAME), isInside(LEFT_HALF, boxAt(500), FRAME)]).toEqual([true, false])
  expect(isInside(WHOLE, boxAt(500), FRAME)).toBe(true)
  expect(outline(LEFT_HALF, FRAME)[2]).toEqual({ x: 320, y: 480 })
})

/** A still room in grey, with somebody's face in front of it, if any, and light, and noise. */
function room({ face = -1, light = 0, noise = 0 }) {
  const side = 48
  return Uint8Array.from({ length: side * side }, (_, i) => {
    const isFace = face >= 0 && Math.abs((i % side) - face) < 3 && Math.abs(Math.floor(i / side) - 20) < 3
    return (isFace ? 200 : 60 + (i % 30)) + light + (((i * 7919) % 13) / 6 - 1) * noise
  })
}

test.each([
  ['nothing', room({}), false],
  ['noise of the sensor', room({ noise: 6 }), false],
  ['a lamp', room({ light: 40 }), false],
  ['a face', room({ face: 20 }), true],
  ['a face in the light of a lamp', room({ face: 20, light: 40 }), true],
])('%s in a still room: moved or not', (_, after, moved) => {
  expect(motionBetween(room({}), after) >= STILL_PART).toBe(moved)
})

test('the first picture of all has moved', () => {
  expect(motionBetween(new Uint8Array(), room({}))).toBe(1)
  expect(greyOf(new Uint8ClampedArray([255, 255, 255, 255, 0, 0, 0, 255]))).toEqual(new Uint8Array([255, 0]))
})

test('of two detectors that found the same face the surer one counts; the largest face comes first', () => {
  const [a, b, c] = [seen(100), { ...seen(105), score: 0.6 }, { ...seen(400, undefined, { width: 150 }), score: 0.7 }]
  expect(mergeFaces([b, a, c]).map(({ box }) => box.x)).toEqual([400, 100])
  expect(overlap(boxAt(0), boxAt(300))).toBe(0)
})

const place = fc.record({
  x: fc.integer({ min: 0, max: 600 }),
  y: fc.integer({ min: 0, max: 400 }),
  scale: fc.double({ min: 20, max: 400, noNaN: true }),
  tilt: fc.double({ min: -0.8, max: 0.8, noNaN: true }),
})
type Place = { x: number; y: number; scale: number; tilt: number }
/** A point of a face that is somewhere in a picture, tilted. */
const pointOf =
  ({ x, y, scale, tilt }: Place) =>
  (px: number, py: number) => ({
    x: x + scale * (px * Math.cos(tilt) - py * Math.sin(tilt)),
    y: y + scale * (px * Math.sin(tilt) + py * Math.cos(tilt)),
  })
const through = ({ a, b, e, f }: Similarity, { x, y }: { x: number; y: number }) => ({
  x: a * x - b * y + e,
  y: b * x + a * y + f,
})

test('the corners of the eyes land where the identity model expects them, however the head is tilted, near or far', () => {
  fc.assert(
    fc.property(place, (somewhere) => {
      const at = pointOf(somewhere)
      const five: FivePoints = [at(0, 0), at(0.29, 0.02), at(0.71, 0.02), at(1, 0), at(0.5, 0.56)]
      const [leftOuter, , , rightOuter, nose] = five.map((point) => through(chipSimilarity(five), point))
      expect((leftOuter?.x ?? 0) / CHIP_PX).toBeCloseTo((0.1206 + 0.25) / 1.5, 1)
      expect((rightOuter?.x ?? 0) / CHIP_PX).toBeCloseTo((0.8596 + 0.25) / 1.5, 1)
      expect((nose?.y ?? 0) / CHIP_PX).toBeCloseTo((0.6278 + 0.25) / 1.5, 1)
      expect(leftOuter?.y).toBeCloseTo(rightOuter?.y ?? 0, 0)
    }),
  )
})

test('the landmark model gets the face level and in the middle, and its points find the way back', () => {
  fc.assert(
    fc.property(place, (somewhere) => {
      const at = pointOf(somewhere)
      const middle = at(0.5, 0.5)
      const box = { x: middle.x - 50, y: middle.y - 50, width: 100, height: 100 }
      const eyes = { leftEye: at(0.2, 0.3), rightEye: at(0.8, 0.3), nose: middle, mouth: at(0.5, 0.8) }
      const similarity = meshSimilarity(box, eyes)
      expect(through(similarity, middle).x).toBeCloseTo(MESH_PX / 2, 3)
      const [left, right] = [through(similarity, eyes.leftEye), through(similarity, eyes.rightEye)]
      expect(left.y).toBeCloseTo(right.y, 3)
      expect(before(similarity, left).x).toBeCloseTo(eyes.leftEye.x, 3)
    }),
  )
})

test('what the landmark model takes for no face is none; eyes are measured by their height', () => {
  const similarity = { a: 1, b: 0, e: 0, f: 0 }
  const face = new Float32Array(MESH_NUMBERS)
  const eye = (height: number) =>
    Float32Array.from({ length: EYE_NUMBERS }, (_, i) => {
      const [point, isY] = [Math.floor(i / 2), i % 2 === 1]
      if (isY) return point >= 1 && point <= 7 ? height : 0
      return point <= 8 ? point * 10 : (point - 8) * 10
    })
  const read = (presence: number, height: number, how = {}) =>
    readMesh({ face, eyes: [eye(height), eye(height)], presence }, similarity, how)
  expect(read(-3, 20)).toBeUndefined()
  expect(read(-3, 20, { isTurned: true })).toBeDefined()
  expect(read(-9, 20, { isTurned: true })).toBeUndefined()
  expect(read(20, 24)?.eyesOpen).toBeCloseTo(0.3)
  expect(read(20, 4)?.eyesOpen).toBeCloseTo(0.05)
})

test.each([
  ['a printed photo', Array(20).fill({ turn: 0.05, eyesOpen: 0.3 }), { blinked: false, turned: false }],
  ['a photo that is bent', [0.1, 0.2, -0.1, -0.2].map((turn) => ({ turn, eyesOpen: 0.3 })), { turned: false }],
  ['a blink', [0.3, 0.29, 0.08, 0.1, 0.3].map((eyesOpen) => ({ turn: 0, eyesOpen })), { blinked: true }],
  ['eyes that close and stay so', [0.3, 0.3, 0.3, 0.05].map((eyesOpen) => ({ turn: 0, eyesOpen })), { blinked: false }],
  ['a head turned both ways', [0, 0.3, 0, -0.3].map((turn) => ({ turn, eyesOpen: undefined })), { turned: true }],
])('%s: a hint of life, or none', (_, moments, expected) => {
  expect(livenessOf(moments)).toMatchObject(expected)
})

test('a head that looks here is not turned; one in profile is', () => {
  const { keypoints } = seen(100)
  expect(turnOf(keypoints)).toBeCloseTo(0)
  expect(turnOf({ ...keypoints, nose: keypoints.rightEye })).toBeCloseTo(1)
  expect(turnOf({ ...keypoints, rightEye: keypoints.leftEye })).toBe(1)
})

const GOOD = { luma: 120, contrast: 40, sharpness: 0.3, presence: 25 }
test.each([
  ['far', seen(100, undefined, { width: 30 }), GOOD, { because: 'too-far', px: 30 }],
  ['dark', seen(100), { ...GOOD, luma: 8 }, { because: 'too-dark' }],
  ['blinding', seen(100), { ...GOOD, luma: 250 }, { because: 'too-bright' }],
  ['flat', seen(100), { ...GOOD, contrast: 2 }, { because: 'flat' }],
  ['blurred', seen(100), { ...GOOD, sharpness: 0.01 }, { because: 'blurred' }],
  ['half covered', seen(100), { ...GOOD, presence: 12 }, { because: 'occluded' }],
  ['good', seen(100), GOOD, { type: 'good' }],
])('a face that is %s is judged so', (_, face, light, expected) => {
  expect(judgeQuality(face, light, manifest.quality)).toMatchObject(expected)
})

test('a dim sharp chip is not taken for a blurred one', () => {
  const chip = (amplitude: number, period: number) =>
    Uint8ClampedArray.from({ length: 4 * CHIP_PX * CHIP_PX }, (_, i) => {
      const x = Math.floor(i / 4) % CHIP_PX
      return 60 + amplitude * Math.sin((2 * Math.PI * x) / period)
    })
  const [bright, dim, soft] = [chip(50, 6), chip(12, 6), chip(50, 60)].map((rgba) => lightOf(rgba, CHIP_PX))
  expect(dim?.sharpness).toBeCloseTo(bright?.sharpness ?? 0, 0)
  expect(soft?.sharpness).toBeLessThan((bright?.sharpness ?? 0) / 10)
})
