import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Embedding } from '../../src/faces/embedding.ts'
import { begin, finish, offerView, stepOf } from '../../src/faces/enrolment.ts'
import { decodeTemplate, encodeTemplate, enrol, type Template } from '../../src/faces/template.ts'
import { alice, bob, enrolled, faceOf, seen } from './people.ts'

/** A face whose nose points to one side: positive is the person's own left. */
function turned(turn: number, embedding: Embedding = faceOf(alice), width = 200) {
  const face = seen(100, embedding, { width })
  const { leftEye, rightEye } = face.keypoints
  const nose = { x: leftEye.x + ((turn + 1) / 2) * (rightEye.x - leftEye.x), y: face.keypoints.nose.y }
  return { ...face, keypoints: { ...face.keypoints, nose } }
}

test('Alice looks ahead, to her left and to her right, and is enrolled', () => {
  let enrolling = begin
  const asked: (string | undefined)[] = []
  for (const turn of [0, 0.05, 0.3, 0.4, -0.3, -0.35]) {
    asked.push(stepOf(enrolling))
    const offered = offerView(enrolling, [turned(turn)])
    expect(offered.said).toBe('taken')
    enrolling = offered.enrolling
  }
  expect(asked).toEqual(['front', 'front', 'left', 'left', 'right', 'right'])
  expect(stepOf(enrolling)).toBeUndefined()
  expect(finish(alice, enrolling, { mostApart: 0.6 })).toMatchObject({
    type: 'enrolled',
    template: { person: alice, views: 6 },
  })
})

const front = { views: [...Array(2)].map(() => ({ step: 'front' as const, embedding: faceOf(alice) })) }
const leftToo = { views: [...front.views, ...[1, 2].map(() => ({ step: 'left' as const, embedding: faceOf(alice) }))] }
test.each([
  ['nobody is there', begin, [], 'nobody'],
  ['two are there', begin, [turned(0), turned(0)], 'several'],
  ['she is far away', begin, [turned(0, faceOf(alice), 60)], 'too-far'],
  ['it is blurred', begin, [seen(100, undefined, { width: 200, poor: 'blurred' })], 'blurred'],
  ['she looks aside when asked to look here', begin, [turned(0.5)], 'look-here'],
  ['she looks here when asked to turn left', front, [turned(0)], 'turn-left'],
  ['she turns the other way', front, [turned(-0.3)], 'turn-left'],
  ['she turns too far', front, [turned(0.9)], 'turn-less'],
  ['she still looks left when asked to turn right', leftToo, [turned(0.3)], 'turn-right'],
])('when %s, Alice is told what to do', (_, enrolling, faces, said) => {
  expect(offerView(enrolling, faces)).toEqual({ enrolling, said })
})

test('somebody far behind Alice does not stop her', () => {
  expect(offerView(begin, [turned(0), turned(0, faceOf(bob), 60)]).said).toBe('taken')
})

test('half an enrolment is none', () => {
  expect(finish(alice, front, { mostApart: 0.6 })).toEqual({ type: 'unfinished' })
})

test('Bob’s face among Alice’s views is noticed', () => {
  const views = [faceOf(alice), faceOf(alice, 0.1), faceOf(bob)] as const
  expect(enrol(alice, views, { mostApart: 0.6 })).toMatchObject({ type: 'mixed', view: 2 })
})

const template = fc.record({
  person: fc.string({ maxLength: 20 }).map((person) => person as typeof alice),
  views: fc.integer({ min: 1, max: 255 }),
  notMe: fc.array(fc.constantFrom(faceOf(bob), faceOf('stranger')), { maxLength: 5 }),
})

test('a template survives being written down', () => {
  fc.assert(
    fc.property(template, (some) => {
      const whole: Template = { ...enrolled(alice), ...some, spread: 0.25 }
      expect(decodeTemplate(encodeTemplate(whole))).toEqual({ ok: true, value: whole })
    }),
  )
})

test('a template that was seen with doubt, and so would lie nearer to everybody, is refused', () => {
  const { mean, ...rest } = enrolled(alice)
  const doubtful = mean.map((value) => value * 1.03) as Embedding
  expect(decodeTemplate(encodeTemplate({ ...rest, mean: doubtful }))).toEqual({ ok: false, error: 'not-an-embedding' })
  expect(decodeTemplate(encodeTemplate({ ...rest, mean, notMe: [doubtful] })).ok).toBe(false)
})

test('bytes that are no template are refused by name, whatever they are', () => {
  const whole = encodeTemplate(enrolled(alice))
  expect(decodeTemplate(new Uint8Array(2))).toEqual({ ok: false, error: 'too-short' })
  expect(decodeTemplate(whole.slice(0, -1))).toEqual({ ok: false, error: 'wrong-length' })
  expect(decodeTemplate(Uint8Array.from(whole).fill(9, 0, 1))).toEqual({ ok: false, error: 'newer-form' })
  expect(decodeTemplate(Uint8Array.from(whole).fill(0, 13))).toEqual({ ok: false, error: 'not-an-embedding' })
  fc.assert(fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => void decodeTemplate(new Uint8Array(bytes))))
})
