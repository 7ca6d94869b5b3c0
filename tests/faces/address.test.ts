import { expect, test } from 'vitest'
import { makeAddress, type Addressed, type Glance } from '../../src/faces/address.ts'
import type { TrackId } from '../../src/faces/sight.ts'

const FRAME = { width: 640, height: 480 }
const LOOK_MS = 100
/** How open a mouth is while it talks, looked at ten times a second. */
const TALKS = [0.02, 0.14, 0.05, 0.21, 0.08, 0.02, 0.17, 0.03]

/** Somebody in front of the wall for three seconds, look by look; answers what the wall made of each. */
function stands(what: { width?: number; turn?: number; mouth: (n: number) => number | undefined; everyMs?: number }) {
  const { width = 120, turn = 0, mouth, everyMs = LOOK_MS } = what
  const address = makeAddress()
  return Array.from({ length: 3_000 / everyMs }, (_, n): Addressed => {
    const seenMs = n * everyMs
    const box = { x: 100, y: 100, width, height: width }
    const glance: Glance = { track: 1 as TrackId, box, turn, mouthOpen: mouth(n), seenMs }
    return address.look([glance], FRAME, seenMs)
  })
}
const talking = (n: number) => TALKS[n % TALKS.length]
const times = (all: readonly Addressed[], what: Addressed) => all.filter((one) => one === what).length

test('whoever is near, looks at the wall and speaks is heard within half a second, and not before', () => {
  const all = stands({ mouth: talking })
  expect(all.indexOf('spoken') * LOOK_MS).toBe(400)
})

test.each([
  ['a photo that is held up, and trembles', { mouth: (n: number) => 0.1 + 0.02 * Math.sin(n) }],
  ['somebody who reads the wall with closed lips', { mouth: () => 0.01 }],
  ['a smile that comes and stays', { mouth: (n: number) => (n < 10 ? 0.02 : 0.2) }],
  ['talk at the other end of the room', { width: 60, mouth: talking }],
  ['talk to somebody beside the wall', { turn: 0.5, mouth: talking }],
  ['a face too poor to see its lips', { mouth: () => undefined }],
])('%s opens nothing', (_, what) => {
  expect(stands(what)).not.toContain('spoken')
})

test('somebody who passes, talking, and glances here for a moment opens nothing', () => {
  const address = makeAddress()
  for (let n = 0; n < 30; n++) {
    const seenMs = n * LOOK_MS
    const turn = n >= 10 && n < 14 ? 0.1 : 0.6
    const box = { x: 20 * n, y: 100, width: 120, height: 120 }
    const is = address.look([{ track: 1 as TrackId, box, turn, mouthOpen: talking(n), seenMs }], FRAME, seenMs)
    expect(is).not.toBe('spoken')
  }
})

test('a look opens nothing by itself, but what hearing needs is made ready', () => {
  const all = stands({ mouth: () => 0.01 })
  expect(times(all, 'faced')).toBe(26)
})

test('after a second without looks it begins anew', () => {
  const all = stands({ mouth: talking, everyMs: 1_000 })
  expect(times(all, 'no')).toBe(3)
})
