import { expect, test } from 'vitest'
import { makeEnrolling } from '../../src/app/faces/enrolling.ts'
import type { FaceWorker } from '../../src/faces/worker/client.ts'
import { err, ok } from '../../src/lib/result.ts'
import type { Camera } from '../../src/platform/camera.ts'
import { alice, faceOf, seen } from './people.ts'
import { makeClock } from './time.ts'

/** Somebody who lets the room know their face, before a camera and models that are the test's. */
function makePhone() {
  const clock = makeClock()
  const phone = { isDark: false, isLive: false, warm: () => {} }
  const camera = {
    next: async () => ({ close() {} }),
    blind: () => (phone.isDark ? 'camera-dark' : undefined),
    stop: () => void (phone.isLive = false),
  } as unknown as Camera
  const worker = {
    warm: () => new Promise((resolve) => (phone.warm = () => resolve(ok(undefined)))),
    look: async () => ok({ faces: [seen(100, faceOf(alice))] }),
  } as unknown as FaceWorker
  const enrolling = makeEnrolling({
    clock,
    worker: () => worker,
    async openCamera() {
      phone.isLive = true
      return ok(camera)
    },
    keep: async () => err('nothing-kept'),
  })
  enrolling.consent({ days: 1, name: '' })
  return { phone, clock, enrolling, at: () => enrolling.view() }
}

test('whoever stops while the models warm up ends the camera at once', async () => {
  const { phone, clock, enrolling } = makePhone()
  await clock.turn(1_000)
  expect(phone.isLive).toBe(true)
  enrolling.stop()
  expect(phone.isLive).toBe(false)
  phone.warm()
  await clock.turn(1_000)
  expect([enrolling.view(), phone.isLive]).toEqual([undefined, false])
})

test('a camera behind its shutter takes nobody’s time to turn, and is said after a moment, not at the first picture', async () => {
  const { phone, clock, at } = makePhone()
  phone.isDark = true
  await clock.turn(0)
  phone.warm()
  await clock.turn(500)
  expect(at()).toMatchObject({ at: 'looking', step: 'front' })
  expect(at()).not.toHaveProperty('trouble')
  await clock.turn(9_500)
  expect(at()).toMatchObject({ at: 'looking', step: 'front', trouble: 'camera-dark' })
  // This face looks straight ahead: for its sides it is taken as it is only once it had its five seconds.
  phone.isDark = false
  await clock.turn(2_000)
  expect(at()).toMatchObject({ at: 'looking', step: 'left' })
  phone.isDark = true
  await clock.turn(10_000)
  phone.isDark = false
  await clock.turn(4_000)
  expect(at()).toMatchObject({ at: 'looking', step: 'left' })
  await clock.turn(2_000)
  expect(at()).toMatchObject({ at: 'looking', step: 'right' })
})
