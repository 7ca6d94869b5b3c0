import { expect, test } from 'vitest'
import type { Embedding } from '../../src/faces/embedding.ts'
import { withNotMe, type Template } from '../../src/faces/template.ts'
import { makeWatch, type Looked } from '../../src/faces/watch.ts'
import { alice, bob, enrolled, faceOf, nearly, seen, THRESHOLDS } from './people.ts'

const everybody = [enrolled(alice), enrolled(bob)]
const LOOK_MS = 100
const LIMITS = { namedMs: 60_000, strangerLooks: 3 }

/** Shows one look after the other, a tenth of a second apart, and answers who was there at the end. */
function film(looks: readonly (readonly Looked[])[], gallery: readonly Template[] = everybody, limits = LIMITS) {
  const watch = makeWatch(THRESHOLDS, () => limits)
  let atMs = 1_000
  const shown = looks.map((faces) => watch.look(faces, gallery, (atMs += LOOK_MS)))
  const types = shown.map((sights) => sights.map(({ identity }) => identity.type).join(' '))
  return { watch, shown, types, last: shown.at(-1) ?? [], atMs }
}
const times = (count: number, ...faces: Looked[]) => Array.from({ length: count }, () => faces)
const at = (x: number, who: Embedding) => seen(x, who)

test('Alice is named when two looks agree, not by one', () => {
  const { types, last } = film(times(2, at(100, faceOf(alice))))
  expect(types).toEqual(['pending', 'match'])
  expect(last[0]?.identity).toMatchObject({ person: alice })
})

test('a stranger is one after three looks', () => {
  expect(film(times(3, at(100, faceOf('stranger')))).types).toEqual(['pending', 'pending', 'unknown'])
})

test.each([
  ['known', [enrolled(bob)]],
  ['nobody is', []],
])('a stranger is one after as many looks as the room says, whether somebody is %s', (_, gallery) => {
  const looks = times(6, at(100, faceOf('stranger')))
  const { types } = film(looks, gallery, { ...LIMITS, strangerLooks: 5 })
  expect(types).toEqual([...Array<string>(4).fill('pending'), 'unknown', 'unknown'])
})

test('Alice whose face is unclear stays Alice for as long as the room says, and no longer', () => {
  const blurred = seen(100, undefined, { poor: 'blurred' })
  const looks = [...times(2, at(100, faceOf(alice))), ...times(80, blurred)]
  const typesAt = (namedMs: number) => film(looks, everybody, { ...LIMITS, namedMs }).types
  expect(typesAt(5_000).slice(1, 52)).toEqual(Array(51).fill('match'))
  expect(typesAt(5_000)[52]).toBe('too-poor')
  expect(typesAt(10_000).at(-1)).toBe('match')
})

test('somebody who is nearly Alice gets more looks before being called a stranger', () => {
  const { types } = film(times(8, at(100, nearly(alice))))
  expect(types.slice(0, 7)).toEqual(Array(7).fill('pending'))
  expect(types[7]).toBe('unknown')
})

test('Alice, once named, takes as many looks when she turns aside, and somebody else in her place does not', () => {
  const aside = faceOf(alice, 0.44)
  const { types } = film([
    ...times(3, at(100, faceOf(alice))),
    ...times(6, at(100, aside)),
    ...times(3, at(100, faceOf(alice))),
  ])
  expect(types.slice(3)).not.toContain('unknown')
  expect(types.at(-1)).toBe('match')
  const swapped = film([...times(3, at(100, faceOf(alice))), ...times(3, at(100, faceOf('stranger')))])
  expect(swapped.types.at(-1)).toBe('unknown')
})

test('Alice who laughs, bends and is blurred in between stays Alice', () => {
  const odd = nearly(alice, 0.37)
  const { types } = film([
    ...times(2, at(100, faceOf(alice))),
    ...times(5, at(110, odd)),
    ...times(20, seen(130, undefined, { poor: 'blurred' })),
    ...times(3, at(120, faceOf(alice))),
  ])
  expect(types.slice(1).every((type) => type === 'match')).toBe(true)
})

test('whoever takes Alice’s place at the same spot is not Alice', () => {
  const { types } = film([...times(5, at(100, faceOf(alice))), ...times(5, at(100, faceOf('stranger')))])
  expect(types.slice(7)).not.toContain('match')
  expect(types.at(-1)).toBe('unknown')
})

test('a face too poor to say names the cause, until it is seen well', () => {
  const blurred = seen(100, undefined, { poor: 'blurred' })
  const { shown, types } = film([...times(3, blurred), ...times(2, at(100, faceOf(bob)))])
  expect(shown[2]?.[0]?.identity).toEqual({ type: 'too-poor', because: 'blurred', px: 100 })
  expect(types.at(-1)).toBe('match')
})

test('two people who cross are not swapped', () => {
  const path = [100, 160, 220, 280, 340, 400]
  const looks = path.map((x) => [at(x, faceOf(alice)), at(500 - x, faceOf(bob))])
  const { last } = film(looks)
  const there = Object.fromEntries(
    last.map(({ identity, box }) => [identity.type === 'match' ? identity.person : '?', box.x]),
  )
  expect(there).toEqual({ alice: 400, bob: 100 })
  expect(new Set(last.map(({ track }) => track)).size).toBe(2)
})

test('whoever looks away for a second is the same one afterwards; after two, somebody new', () => {
  const gone = (looks: number) => {
    const { shown } = film([...times(3, at(100, faceOf(alice))), ...times(looks), ...times(1, at(110, faceOf(alice)))])
    return [shown[0]?.[0]?.track, shown.at(-1)?.[0]?.track]
  }
  const [before, after] = gone(10)
  expect(after).toBe(before)
  const [first, later] = gone(20)
  expect(later).not.toBe(first)
})

test('in a still scene people stay, and whoever is forgotten meanwhile is not named any more', () => {
  const { watch, atMs } = film([...times(3, at(100, faceOf(alice)), at(400, faceOf('stranger')))])
  const later = watch.still(everybody, atMs + 60_000)
  expect(later.map(({ identity }) => identity.type)).toEqual(['match', 'unknown'])
  const [forgotten] = watch.still([enrolled(bob)], atMs + 61_000)
  expect(forgotten?.identity.type).not.toBe('match')
})

test('whoever left just before the scene fell still is gone, not kept by the stillness', () => {
  const { watch, atMs } = film([...times(3, at(100, faceOf(alice))), ...times(2)])
  const counts = [200, 1_000, 2_000, 3_000].map((ms) => watch.still(everybody, atMs + ms).length)
  expect(counts).toEqual([1, 1, 0, 0])
})

test('a face that comes back where Alice was a moment ago is compared at once', () => {
  const { watch, atMs } = film([...times(3, at(100, faceOf(alice))), ...times(1)])
  expect(watch.settled(atMs)).toEqual([])
})

test('whoever enrols is known in the very next look', () => {
  const { watch, atMs } = film(times(4, at(100, faceOf(alice))), [enrolled(bob)])
  expect(watch.still(everybody, atMs + 100)[0]?.identity).toMatchObject({ type: 'match', person: alice })
})

test('whoever says “That’s not me” is believed in the very next look, though the face is the one that was named', () => {
  const { watch, atMs } = film(times(8, at(100, faceOf(alice, 0.3))))
  expect(watch.still(everybody, atMs + 100)[0]?.identity).toMatchObject({ person: alice })
  const taught = [withNotMe(enrolled(alice), faceOf(alice, 0.3)), enrolled(bob)]
  expect(watch.look([at(100, faceOf(alice, 0.3))], taught, atMs + 200)[0]?.identity.type).not.toBe('match')
  const sights = Array.from({ length: 8 }, (_, n) => watch.look([at(100, faceOf(alice, 0.3))], taught, atMs + 300 + n))
  expect(sights.at(-1)?.[0]?.identity.type).toBe('unknown')
})

test('where nobody is enrolled, faces are counted as unknown without being compared', () => {
  expect(film(times(3, seen(100)), []).types.at(-1)).toBe('unknown')
})

test('a face whose name stands is compared again once a second only', () => {
  const { watch, atMs } = film(times(3, at(100, faceOf(alice))))
  expect(watch.settled(atMs + 500)).toHaveLength(1)
  expect(watch.settled(atMs + 1_000)).toHaveLength(0)
  expect(watch.isOpen(atMs)).toBe(false)
})

test('identity and sight have each their own beginning', () => {
  const { last } = film(times(5, at(100, faceOf(alice))))
  expect(last[0]).toMatchObject({ sinceMs: 1_100, identitySinceMs: 1_200, seenMs: 1_500 })
})

test('what is told of people never holds their embeddings', () => {
  const { last } = film(times(5, at(100, faceOf(alice))))
  expect(Object.keys(last[0] ?? {}).toSorted()).toEqual(
    ['box', 'identity', 'identitySinceMs', 'mouthOpen', 'px', 'seenMs', 'sinceMs', 'track', 'turn'].toSorted(),
  )
})
