import { expect, test } from 'vitest'
import { DENIALS } from '../../src/protocol/handshake.ts'
import { appearEn } from '../../src/ui/strings/appear.en.ts'
import { appearFr } from '../../src/ui/strings/appear.fr.ts'
import { egressEn } from '../../src/ui/strings/egress.en.ts'
import { egressFr } from '../../src/ui/strings/egress.fr.ts'
import { facesEn } from '../../src/ui/strings/faces.en.ts'
import { facesFr } from '../../src/ui/strings/faces.fr.ts'
import { rightsEn } from '../../src/ui/strings/rights.en.ts'
import { rightsFr } from '../../src/ui/strings/rights.fr.ts'
import { rulesEn } from '../../src/ui/strings/rules.en.ts'
import { rulesFr } from '../../src/ui/strings/rules.fr.ts'
import { loadWords, sentenceFor, wordsOf } from '../../src/ui/strings/index.ts'

await Promise.all([loadWords('en'), loadWords('fr')])
const [en, fr] = [wordsOf('en'), wordsOf('fr')]
// What is loaded apart from the rest.
const [faces, visages] = [
  { faces: facesEn, appear: appearEn, egress: egressEn, rights: rightsEn, rules: rulesEn },
  { faces: facesFr, appear: appearFr, egress: egressFr, rights: rightsFr, rules: rulesFr },
]

type Leaf = { path: string; value: unknown }
const leaves = (value: unknown, path = ''): Leaf[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, child]) => leaves(child, path ? `${path}.${key}` : key))
    : [{ path, value }]

/** Every sentence a language can say, functions tried with a few values. */
const said = (words: unknown): Leaf[] =>
  leaves(words).flatMap(({ path, value }) => {
    if (typeof value !== 'function') return [{ path, value }]
    const speak = value as (...args: unknown[]) => unknown
    return [
      [0, 0],
      [1, true],
      [2, false],
      ['Lin', true],
      [undefined, false],
    ].map((args) => ({
      path,
      value: speak(...args),
    }))
  })

test('French has the same words as English, and none is empty', () => {
  expect(leaves(fr).map((leaf) => leaf.path)).toEqual(leaves(en).map((leaf) => leaf.path))
  expect(leaves(visages).map((leaf) => leaf.path)).toEqual(leaves(faces).map((leaf) => leaf.path))
  for (const words of [en, fr, faces, visages]) {
    for (const { path, value } of said(words)) {
      expect(value, path).toBeTypeOf('string')
      expect(String(value).trim(), path).not.toBe('')
    }
  }
})

test('every reason a link is refused for has what happened, what is safe and what to do', () => {
  for (const { reasons } of [en, fr]) {
    for (const reason of DENIALS) {
      const { what, safe, todo } = sentenceFor(reasons, reason)
      for (const sentence of [what, safe, todo]) expect(sentence).toMatch(/[.?!]$/)
      expect(what).not.toBe(reasons.other.what)
    }
  }
})

test('a reason nobody has words for is still a sentence', () => {
  expect(sentenceFor(en.reasons, 'toString')).toEqual(en.reasons.other)
  expect(sentenceFor(fr.reasons, 'never heard of')).toEqual(fr.reasons.other)
})

test('French puts a narrow no-break space before double punctuation', () => {
  for (const { path, value } of [...said(fr), ...said(visages)])
    expect(String(value), path).not.toMatch(/[^\u202f][;?!]|[^\u202f]:(?!\/\/)/)
})

test('no screen speaks of machinery', () => {
  for (const words of [en, fr, faces, visages]) {
    for (const { path, value } of said(words)) {
      expect(String(value), path).not.toMatch(/(?<!\p{L})(sync\w*|peers?|CRDT|pairs?|token|session|serveur|server)\b/iu)
    }
  }
})
