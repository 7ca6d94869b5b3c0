import fc from 'fast-check'
import { expect, test } from 'vitest'
import { looksTheSame, skeletonOf } from '../../src/trust/names.ts'

test.each([
  ['Mira', 'MIRA'],
  ['Mira', '  mira '],
  ['Mira', 'M i r a'],
  ['Mira', 'Mi\u200bra'], // zero width
  ['Mira', '\u202eMira'], // turns the writing round
  ['Mira', 'Мirа'], // Cyrillic М and а
  ['Mira', 'Mırа'], // dotless
  ['Mira', 'M1ra'],
  ['Mira', 'Ｍｉｒａ'], // full width
  ['Mira', '𝓜𝓲𝓻𝓪'], // of mathematics
  ['Mira', 'Míra'],
  ['Mira', 'Mira.'],
  ['Mira', 'Mira 🙂'],
  ['Allison', 'AIlison'],
  ['Bernard', 'Bemard'],
  ['Zoë', 'Zoe'],
  ['Ελένη', 'ελενη'],
  ['🙂', ' 🙂'],
])('%s and %s could be taken for each other', (a, b) => {
  expect(looksTheSame(a, b)).toBe(true)
})

test.each([
  ['Mira', 'Mirna'],
  ['Mira', 'Mara'],
  ['Lin', 'Lina'],
  ['Ann', 'Anna'],
  ['王芳', '王方'],
  ['🙂', '🙃'],
  ['Jo', 'Bo'],
])('%s and %s are two people', (a, b) => {
  expect(looksTheSame(a, b)).toBe(false)
})

test('looking alike is the same both ways, and every name looks like itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
      expect(looksTheSame(a, a)).toBe(true)
      expect(looksTheSame(a, b)).toBe(looksTheSame(b, a))
      expect(skeletonOf(skeletonOf(a))).toBe(skeletonOf(a))
    }),
    { seed: 4 },
  )
})
