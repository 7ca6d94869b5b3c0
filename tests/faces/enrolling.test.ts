import { expect, test } from 'vitest'
import { makeEnrolling } from '../../src/app/faces/enrolling.ts'
import type { FaceWorker } from '../../src/faces/worker/client.ts'
import type { ConnectionFailure } from '../../src/faces/worker/connection.ts'
import type { CameraFault } from '../../src/faces/worker/recogniser.ts'
import { err, ok, type Result } from '../../src/lib/result.ts'
import type { Camera } from '../../src/platform/camera.ts'
import { alice, faceOf, seen } from './people.ts'
import { makeClock } from './time.ts'

/** Somebody who lets the room know their face, before a camera and models that are the test's. */
function makePhone({ fault }: { fault?: CameraFault } = {}) {
  const clock = makeClock()
  const phone = { isDark: false, isLive: false, warm: (_with?: Result<void, ConnectionFailure>) => {} }
  const camera = {
    next: async () => ({ close() {} }),
    blind: () => (phone.isDark ? 'camera-dark' : undefined),
    stop: () => void (phone.isLive = false),
  } as unknown as Camera
  const worker = {
    warm: () => new Promise((resolve) => (phone.warm = (warm = ok(undefined)) => resolve(warm))),
    look: async () => ok({ faces: [seen(100, faceOf(alice))] }),
  } as unknown as FaceWorker
  const enrolling = makeEnrolling({
    clock,
    worker: () => worker,
    async openCamera() {
      if (fault) return err(fault)
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

test('a browser that cannot look says so and where to go instead, whether the page lacks something or the worker', async () => {
  const page = makePhone({ fault: 'unable' })
  await page.clock.turn(0)
  expect(page.at()).toEqual({ at: 'failed', reason: 'eyes-unable' })
  const { phone, clock, at } = makePhone()
  await clock.turn(0)
  phone.warm(err({ type: 'unable' }))
  await clock.turn(0)
  expect([at(), phone.isLive]).toEqual([{ at: 'failed', reason: 'eyes-unable' }, false])
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
