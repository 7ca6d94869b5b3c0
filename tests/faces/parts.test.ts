import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Box } from '../../src/faces/face.ts'
import { mergeFaces } from '../../src/faces/face.ts'
import { MOTION_PX } from '../../src/faces/motion.ts'
import { aroundFace, isWhole, makeTurns, partsOf } from '../../src/faces/parts.ts'

const FRAME = { width: 640, height: 480 }
const STILL = new Uint8Array(MOTION_PX ** 2)

const sizes = fc.record({ width: fc.integer({ min: 160, max: 4096 }), height: fc.integer({ min: 120, max: 4096 }) })

test('wherever a face of a seventh of the shorter side is, it is whole in one of the parts', () => {
  fc.assert(
    fc.property(
      sizes,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (frame, x, y) => {
        const width = Math.min(frame.width, frame.height) / 7
        const face = { x: x * (frame.width - width), y: y * (frame.height - width), width, height: width }
        return partsOf(frame).some((part) => holds(part, face) && isWhole(face, part, frame))
      },
    ),
    // A band of a picture, whose squares share no more than they must.
    { examples: [[{ width: 1705, height: 120 }, 0.03466948793906052, 0]] },
  )
})
const holds = (part: Box, face: Box) =>
  face.x >= part.x - 1 &&
  face.x + face.width <= part.x + part.width + 1 &&
  face.y >= part.y - 1 &&
  face.y + face.height <= part.y + part.height + 1

test('a usual camera has six parts, one of 1280 × 720 eight', () => {
  expect(partsOf(FRAME)).toHaveLength(6)
  expect(partsOf({ width: 1280, height: 720 })).toHaveLength(8)
})

test('a strip of a picture has no more parts than any other', () => {
  expect(partsOf({ width: 2000, height: 2 })).toHaveLength(11)
})

test('a face cut off by the edge of a part is none, one at the edge of the frame is', () => {
  const part = { x: 0, y: 0, width: 300, height: 300 }
  expect(isWhole({ x: 250, y: 100, width: 50, height: 50 }, part, FRAME)).toBe(false)
  expect(isWhole({ x: 0, y: 100, width: 50, height: 50 }, part, FRAME)).toBe(true)
})

test('every part has its turn, and where something moves comes first', () => {
  const parts = partsOf(FRAME)
  const turns = makeTurns()
  const seen = new Set<Box>()
  for (let look = 0; look < 3; look++) for (const part of turns.next(parts, FRAME, 2, [STILL, STILL])) seen.add(part)
  expect(seen.size).toBe(6)

  const moved = STILL.slice().fill(
    200,
    MOTION_PX * (MOTION_PX - 2) + MOTION_PX - 4,
    MOTION_PX * (MOTION_PX - 2) + MOTION_PX,
  )
  const [first] = makeTurns().next(parts, FRAME, 1, [STILL, moved])
  expect(first).toEqual(parts.at(-1))
})

test('a part in which something moves for ever does not keep the others from their turns', () => {
  const parts = partsOf(FRAME)
  const turns = makeTurns()
  const moved = STILL.slice().fill(200, 0, 40)
  const seen = new Set<Box>()
  for (let look = 0; look < 6; look++) for (const part of turns.next(parts, FRAME, 2, [STILL, moved])) seen.add(part)
  expect(seen.size).toBe(6)
})

test('what is looked at around a face has it in its middle', () => {
  expect(aroundFace({ x: 100, y: 100, width: 40, height: 40 })).toEqual({ x: 50, y: 50, width: 140, height: 140 })
})

test('of two faces of which one lies in the other, the surer is kept', () => {
  const keypoints = { leftEye: { x: 0, y: 0 }, rightEye: { x: 1, y: 0 }, nose: { x: 0, y: 1 }, mouth: { x: 0, y: 2 } }
  const large = { box: { x: 100, y: 100, width: 100, height: 100 }, keypoints, score: 0.9 }
  const inside = { box: { x: 120, y: 120, width: 40, height: 40 }, keypoints, score: 0.6 }
  expect(mergeFaces([inside, large])).toEqual([large])
})
