import { expect, test } from 'vitest'
import { isBlack } from '../../src/lib/black.ts'

/** A picture whose pixels have these brightnesses, one after the other, in one of their colours. */
const picture = (...lumas: number[]) =>
  Uint8ClampedArray.from({ length: 4 * 32 * 32 }, (_, i) =>
    i % 4 === 3 ? 255 : i % 4 === 1 ? (lumas[(i >> 2) % lumas.length] ?? 0) : 0,
  )

test('behind a shutter all is black, noise of the sensor included', () => {
  expect(isBlack(picture(0))).toBe(true)
  expect(isBlack(picture(0, 14, 3, 9))).toBe(true)
})

test('a dim room, one small light in the dark and no picture at all are not black', () => {
  expect(isBlack(picture(2, 30, 16, 9))).toBe(false)
  const oneLight = picture(0)
  oneLight[4 * 500] = 80
  expect(isBlack(oneLight)).toBe(false)
  expect(isBlack(new Uint8ClampedArray())).toBe(false)
})
