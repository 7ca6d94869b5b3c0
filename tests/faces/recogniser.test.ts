import { expect, test } from 'vitest'
import { err, ok } from '../../src/lib/result.ts'
import { WHOLE } from '../../src/faces/area.ts'
import type { FaceWorker } from '../../src/faces/worker/client.ts'
import { startRecogniser, type Blind, type CameraFault, type Look } from '../../src/faces/worker/recogniser.ts'
import type { Frame, How, Seen, SeenFace } from '../../src/faces/worker/shared.ts'

import { alice, enrolled, faceOf, nearly, seen, THRESHOLDS } from './people.ts'
import { makeClock } from './time.ts'

/** A wall with a camera: what is in front of it, whether it moves, and what may go wrong, as a test says. */
function makeWall({ strangersMatter = false, lipsMatter = false } = {}) {
  const clock = makeClock()
  const wall = {
    faces: [] as SeenFace[],
    moves: true,
    fault: undefined as CameraFault | undefined,
    isDark: false,
    blind: undefined as Blind | undefined,
    breaks: false,
    gallery: [enrolled(alice)],
    opened: 0,
    closed: 0,
    asked: [] as Partial<How>[],
    looks: [] as Look[],
    blinds: 0,
    limits: { namedMs: 60_000, strangerLooks: 3 },
    gone: () => {},
    changed: () => {},
  }
  const worker = {
    look(_frame: Frame, how: Partial<How> = {}) {
      wall.asked.push(how)
      if (wall.breaks) return Promise.resolve(err({ type: 'model-altered', file: 'x' } as const))
      const still = !wall.moves && how.mayBeStill === true
      const picture = { moved: wall.moves ? 0.1 : 0, frame: { width: 640, height: 480 } }
      const cost = { detectMs: still ? 2 : 10, embedMs: 0 }
      return Promise.resolve(ok<Seen>({ ...picture, still, faces: still ? [] : wall.faces, cost }))
    },
  } as FaceWorker
  const recogniser = startRecogniser({
    worker,
    clock,
    thresholds: THRESHOLDS,
    limits: () => wall.limits,
    frames: {
      open(onGone) {
        if (wall.fault) return Promise.resolve(err(wall.fault))
        wall.opened++
        wall.gone = onGone
        const next = () => Promise.resolve(wall.isDark ? undefined : ({ close() {} } as Frame))
        return Promise.resolve(ok({ next, blind: () => wall.blind, stop: () => void wall.closed++ }))
      },
      onChange(listener) {
        wall.changed = listener
        return () => {}
      },
    },
    area: () => WHOLE,
    gallery: () => wall.gallery,
    strangersMatter: () => strangersMatter,
    lipsMatter: () => lipsMatter,
    onLook: (look) => wall.looks.push(look),
    onBlind: () => void wall.blinds++,
  })
  const says = () => wall.looks.at(-1)?.sights.map(({ identity }) => identity.type)
  return { wall, clock, recogniser, says }
}

test('Alice comes in, is named within half a second, and later the wall sleeps on with her in it', async () => {
  const { wall, clock, recogniser, says } = makeWall()
  await clock.turn(1_000)
  expect([recogniser.state().at, says()]).toEqual(['watching', []])
  wall.faces = [seen(100, faceOf(alice))]
  await clock.turn(500)
  expect(says()).toEqual(['match'])
  wall.moves = false
  await clock.turn(10_000)
  expect([recogniser.state().at, says()]).toEqual(['asleep', ['match']])
})

test('a picture that is switched off or black is said, is no empty room, and mends itself without opening anew', async () => {
  const { wall, clock, recogniser, says } = makeWall()
  wall.faces = [seen(100, faceOf(alice))]
  await clock.turn(1_000)
  expect([recogniser.state().at, says()]).toEqual(['watching', ['match']])
  for (const blind of ['camera-muted', 'camera-dark', 'memory-short'] as const) {
    const looks = wall.looks.length
    wall.blind = blind
    await clock.turn(500)
    expect(recogniser.state().at).toBe('watching')
    await clock.turn(600)
    expect(recogniser.state()).toEqual({ at: 'blocked', because: blind })
    await clock.turn(20_000)
    expect(wall.looks).toHaveLength(looks)
    wall.blind = undefined
    await clock.turn(1_000)
    expect([recogniser.state().at, says()]).toEqual(['watching', ['match']])
  }
  expect([wall.opened, wall.closed]).toEqual([1, 0])
})

test('the first picture that shows nothing, or does not come, is told at once, before anybody is told why', async () => {
  const { wall, clock, recogniser } = makeWall({ strangersMatter: true })
  await clock.turn(1_000)
  expect(wall.blinds).toBe(0)
  wall.blind = 'camera-dark'
  await clock.turn(150)
  expect([recogniser.state().at, wall.blinds]).toEqual(['watching', 1])
  wall.blind = undefined
  await clock.turn(1_000)
  expect(wall.blinds).toBe(1)
  wall.isDark = true
  await clock.turn(150)
  expect(wall.blinds).toBeGreaterThan(1)
})

test('while strangers matter there are ten looks a second, asleep or not', async () => {
  const { wall, clock } = makeWall({ strangersMatter: true })
  wall.moves = false
  await clock.turn(20_000)
  const before = wall.looks.length
  await clock.turn(1_000)
  expect(wall.looks.length - before).toBeGreaterThanOrEqual(10)
})

test('somebody who came in and stands is looked for until every part of the picture has been looked at twice', async () => {
  const { wall, clock } = makeWall({ strangersMatter: true })
  wall.moves = false
  await clock.turn(20_000)
  wall.moves = true
  await clock.turn(100)
  wall.moves = false
  const before = wall.looks.length
  wall.asked = []
  await clock.turn(500)
  expect(wall.looks.length - before).toBeGreaterThanOrEqual(5)
  expect(wall.asked.map(({ mayBeStill }) => mayBeStill)).not.toContain(true)
  await clock.turn(1_000)
  expect(wall.asked.at(-1)?.mayBeStill).toBe(true)
})

test('a face of which it is not clear whose it is gets eight looks within half a second', async () => {
  const { wall, clock, says } = makeWall({ strangersMatter: true })
  await clock.turn(1_000)
  wall.faces = [seen(100, nearly(alice))]
  await clock.turn(500)
  expect(says()).toEqual(['unknown'])
})

test('asleep in a still room most looks only look for motion', async () => {
  const { wall, clock, recogniser } = makeWall()
  wall.moves = false
  await clock.turn(60_000)
  expect(recogniser.state().at).toBe('asleep')
  const { awakePercent, busyPercent } = recogniser.cost()
  expect(awakePercent).toBeLessThan(20)
  expect(busyPercent).toBeLessThan(2)
})

test('with nobody enrolled nothing is compared', async () => {
  const { wall, clock } = makeWall()
  wall.gallery = []
  wall.faces = [seen(100)]
  await clock.turn(2_000)
  expect(new Set(wall.asked.map(({ mostEmbeddings }) => mostEmbeddings))).toEqual(new Set([0]))
})

test('covering ends the camera and forgets who was there; uncovering begins anew', async () => {
  const { wall, clock, recogniser, says } = makeWall()
  wall.faces = [seen(100, faceOf(alice))]
  await clock.turn(1_000)
  recogniser.cover()
  const looks = wall.looks.length
  await clock.turn(5_000)
  expect([recogniser.state().at, wall.closed, wall.looks.length]).toEqual(['covered', 1, looks])
  recogniser.uncover()
  await clock.turn(1_000)
  expect([recogniser.state().at, wall.opened, says()]).toEqual(['watching', 2, ['match']])
})

test.each(['no-camera', 'camera-busy'] as const)('%s is said, and tried again by itself', async (fault) => {
  const { wall, clock, recogniser } = makeWall()
  recogniser.cover()
  wall.fault = fault
  recogniser.uncover()
  await clock.turn(1_000)
  expect(recogniser.state()).toEqual({ at: 'blocked', because: fault })
  wall.fault = undefined
  await clock.turn(6_000)
  expect(recogniser.state().at).toBe('watching')
})

test.each(['refused', 'unable'] as const)(
  'a camera that is %s is not asked for again before something changes',
  async (fault) => {
    const { wall, clock, recogniser } = makeWall()
    recogniser.cover()
    wall.fault = fault
    recogniser.uncover()
    await clock.turn(60_000)
    wall.fault = undefined
    await clock.turn(60_000)
    expect(recogniser.state()).toEqual({ at: 'blocked', because: fault })
    wall.changed()
    await clock.turn(1_000)
    expect(recogniser.state().at).toBe('watching')
  },
)

test('a camera that is taken away is said, and found again when it is back', async () => {
  const { wall, clock, recogniser } = makeWall()
  await clock.turn(1_000)
  wall.gone()
  expect(recogniser.state()).toEqual({ at: 'blocked', because: 'camera-gone' })
  await clock.turn(6_000)
  expect(recogniser.state().at).toBe('watching')
})

test('a camera that opens and gives no picture is said to be busy, and begins once it gives one', async () => {
  const { wall, clock, recogniser } = makeWall()
  recogniser.cover()
  wall.isDark = true
  recogniser.uncover()
  await clock.turn(11_000)
  expect(recogniser.state()).toEqual({ at: 'blocked', because: 'camera-busy' })
  wall.isDark = false
  await clock.turn(6_000)
  expect(recogniser.state().at).toBe('watching')
})

test('an altered model is said by name, and recognition comes back once it is mended', async () => {
  const { wall, clock, recogniser } = makeWall()
  wall.breaks = true
  await clock.turn(1_000)
  expect(recogniser.state()).toEqual({ at: 'broken', because: 'model-altered' })
  wall.breaks = false
  await clock.turn(1_000)
  expect(recogniser.state().at).toBe('watching')
})

test('after stop no look happens any more', async () => {
  const { wall, clock, recogniser } = makeWall()
  await clock.turn(1_000)
  recogniser.stop()
  recogniser.stop()
  const { length } = wall.looks
  await clock.turn(10_000)
  expect([recogniser.state().at, wall.looks.length]).toEqual(['off', length])
})

test('while somebody near looks at the wall their lips are watched, ten times a second, and not where that means nothing', async () => {
  const looksOf = async (lipsMatter: boolean) => {
    const { wall, clock } = makeWall({ lipsMatter })
    wall.faces = [seen(100, faceOf(alice))]
    await clock.turn(2_000)
    wall.moves = false
    const before = wall.looks.length
    await clock.turn(10_000)
    return { looks: wall.looks.length - before, still: wall.asked.at(-1)?.mayBeStill }
  }
  const [watched, left] = [await looksOf(true), await looksOf(false)]
  expect(watched.looks).toBeGreaterThan(90)
  expect(watched.still).toBe(false)
  expect(left.looks).toBeLessThan(40)
})
