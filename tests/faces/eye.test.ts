import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { startCompany } from '../../src/app/screen/company.ts'
import { startEye } from '../../src/app/screen/eye.ts'
import type { Faces } from '../../src/app/screen/faces.ts'
import type { FaceWorker } from '../../src/faces/worker/client.ts'
import type { Blind, CameraFault } from '../../src/faces/worker/recogniser.ts'
import { err, ok } from '../../src/lib/result.ts'
import type { Presence } from '../../src/mesh/presence.ts'
import { makeRoomClock } from '../../src/mesh/room-clock.ts'
import { makeSeenBook } from '../../src/mesh/seen.ts'
import type { Camera } from '../../src/platform/camera.ts'
import { sensesOf, setSenses } from '../../src/room/senses.ts'
import { named } from '../trust/people.ts'
import { seen, THRESHOLDS } from './people.ts'
import { makeClock } from './time.ts'

/* A wall's eye and what follows from it: camera and models are the test's, all between them is not. */

async function makeWall() {
  const clock = makeClock()
  const wall = {
    faces: [seen(100)],
    fault: undefined as CameraFault | undefined,
    blind: undefined as Blind | undefined,
    pictureMs: 0,
    frame: { width: 640, height: 480 },
  }
  const worker = {
    async look() {
      const picture = { still: false, moved: 0.1, frame: wall.frame }
      // What a worker says of a black picture: nobody.
      return ok({ ...picture, faces: wall.blind ? [] : wall.faces, cost: { detectMs: 10, embedMs: 0 } })
    },
  } as unknown as FaceWorker
  const next = () => new Promise((resolve) => clock.after(wall.pictureMs, () => resolve({ close() {} })))
  const camera = { next, blind: () => wall.blind, stop() {} } as unknown as Camera
  const open = async () => (wall.fault ? err(wall.fault) : ok(camera))
  const docs = { commons: new Y.Doc(), residents: new Y.Doc() }
  const author = { screen: named('wall'), now: clock.now }
  setSenses(docs.commons, { faces: 'count', blankOnStranger: true, inViewMs: 1_000 }, author)
  const company = startCompany({
    ...{ clock, author, docs: () => docs, known: () => [] },
    roomClock: makeRoomClock(clock),
    seen: makeSeenBook({ clock }),
    presence: { onChange: () => () => {}, people: () => [] } as unknown as Presence,
  })
  const eye = await startEye({
    sight: {
      ...{ clock, thresholds: THRESHOLDS, worker: () => worker },
      camera: { open, onChange: () => () => {} },
    },
    ...{ company, senses: () => sensesOf(docs.commons), lipsMatter: () => false, onSenses: () => () => {} },
    store: { getValue: async () => undefined, setValue: async () => ok(undefined) },
    faces: {} as Faces,
  })
  return { wall, clock, company, eye }
}

test('a lens that is covered while a stranger stands there un-blanks nothing, not for a moment, and nor does uncovering it', async () => {
  const { wall, clock, company, eye } = await makeWall()
  // As on a tablet that is busy.
  wall.pictureMs = 300
  await clock.turn(3_000)
  expect(company.isPaused()).toBe(true)
  const said: boolean[] = []
  company.onChange(() => said.push(company.isPaused()))
  wall.blind = 'camera-dark'
  await clock.turn(20_000)
  expect([eye.because(), company.isPaused()]).toEqual(['camera-dark', true])
  // Uncovered before the same stranger: the first looks have not judged anybody yet.
  wall.blind = undefined
  await clock.turn(5_000)
  expect([eye.state(), company.isPaused()]).toEqual(['watching', true])
  expect(said).not.toContain(false)
  wall.blind = 'camera-dark'
  await clock.turn(5_000)
  Object.assign(wall, { blind: undefined, faces: [] })
  await clock.turn(5_000)
  expect(company.isPaused()).toBe(false)
})

test('a lens that is covered for a moment only is believed again: whoever left meanwhile is soon out of view', async () => {
  const { wall, clock, company } = await makeWall()
  await clock.turn(2_000)
  wall.blind = 'camera-dark'
  await clock.turn(500)
  Object.assign(wall, { blind: undefined, faces: [] })
  await clock.turn(300)
  expect(company.isPaused()).toBe(true)
  await clock.turn(3_000)
  expect(company.isPaused()).toBe(false)
})

test('a camera that is tried again every few seconds is blocked for one and the same reason until it looks', async () => {
  const { wall, clock, eye } = await makeWall()
  eye.cover(true)
  wall.fault = 'no-camera'
  eye.cover(false)
  await clock.turn(1_000)
  const said: (string | undefined)[] = []
  eye.onChange(() => said.push(eye.because()))
  await clock.turn(20_000)
  expect(said.length).toBeGreaterThan(4)
  expect(new Set(said)).toEqual(new Set(['camera-none']))
  wall.fault = undefined
  await clock.turn(6_000)
  expect([eye.state(), eye.because()]).toEqual(['watching', undefined])
  wall.fault = 'no-camera'
  eye.cover(true)
  expect(eye.because()).toBeUndefined()
})

test('a picture too small to see across a room is said while it goes on looking, and no more once it is larger', async () => {
  const { wall, clock, eye, company } = await makeWall()
  wall.frame = { width: 160, height: 120 }
  await clock.turn(2_000)
  expect([eye.state(), eye.because(), company.someone()]).toEqual(['watching', 'camera-small', 1])
  const said = new Set<string | undefined>()
  eye.onChange(() => said.add(eye.because()))
  await clock.turn(20_000)
  expect([...said]).toEqual(['camera-small'])
  wall.frame = { width: 480, height: 640 }
  await clock.turn(1_000)
  expect(eye.because()).toBeUndefined()
})
