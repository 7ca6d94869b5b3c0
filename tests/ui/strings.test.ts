import { expect, test } from 'vitest'
import { DENIALS } from '../../src/protocol/handshake.ts'
import { appearEn } from '../../src/ui/strings/appear.en.ts'
import { appearFr } from '../../src/ui/strings/appear.fr.ts'
import { egressEn } from '../../src/ui/strings/egress.en.ts'
import { egressFr } from '../../src/ui/strings/egress.fr.ts'
import { facesEn } from '../../src/ui/strings/faces.en.ts'
import { facesFr } from '../../src/ui/strings/faces.fr.ts'
import { filesEn } from '../../src/ui/strings/files.en.ts'
import { filesFr } from '../../src/ui/strings/files.fr.ts'
import { offerEn } from '../../src/ui/strings/offer.en.ts'
import { offerFr } from '../../src/ui/strings/offer.fr.ts'
import { reasonsEn } from '../../src/ui/strings/reasons.en.ts'
import { reasonsFr } from '../../src/ui/strings/reasons.fr.ts'
import { rightsEn } from '../../src/ui/strings/rights.en.ts'
import { rightsFr } from '../../src/ui/strings/rights.fr.ts'
import { rulesEn } from '../../src/ui/strings/rules.en.ts'
import { rulesFr } from '../../src/ui/strings/rules.fr.ts'
import { screenEn } from '../../src/ui/strings/screen.en.ts'
import { screenFr } from '../../src/ui/strings/screen.fr.ts'
import { servicesEn } from '../../src/ui/strings/services.en.ts'
import { servicesFr } from '../../src/ui/strings/services.fr.ts'
import { loadReasons, loadWords, sentenceOf, wordsOf } from '../../src/ui/strings/index.ts'

await Promise.all([loadWords('en'), loadWords('fr')])
const [en, fr] = [wordsOf('en'), wordsOf('fr')]
// What is loaded apart from the rest.
const [apart, aPart] = [
  {
    reasons: reasonsEn,
    screen: screenEn,
    files: filesEn,
    faces: facesEn,
    appear: appearEn,
    egress: egressEn,
    offer: offerEn,
    services: servicesEn,
    rights: rightsEn,
    rules: rulesEn,
  },
  {
    reasons: reasonsFr,
    screen: screenFr,
    files: filesFr,
    faces: facesFr,
    appear: appearFr,
    egress: egressFr,
    offer: offerFr,
    services: servicesFr,
    rights: rightsFr,
    rules: rulesFr,
  },
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
  expect(leaves(aPart).map((leaf) => leaf.path)).toEqual(leaves(apart).map((leaf) => leaf.path))
  for (const words of [en, fr, apart, aPart]) {
    for (const { path, value } of said(words)) {
      expect(value, path).toBeTypeOf('string')
      expect(String(value).trim(), path).not.toBe('')
    }
  }
})

test('every reason a link is refused for has what happened, what is safe and what to do', () => {
  for (const lang of ['en', 'fr'] as const) {
    for (const reason of DENIALS) {
      const { what, safe, todo } = sentenceOf(lang, reason)
      for (const sentence of [what, safe, todo]) expect(sentence).toMatch(/[.?!]$/)
      expect(what).not.toBe(sentenceOf(lang, 'other').what)
    }
  }
})

test('what cannot go wrong on the way in is said in general until its words have come', async () => {
  expect(sentenceOf('en', 'files-full')).toEqual(sentenceOf('en', 'other'))
  await loadReasons('en')
  expect(sentenceOf('en', 'files-full')).toEqual(reasonsEn['files-full'])
  expect(sentenceOf('fr', 'files-full')).toEqual(sentenceOf('fr', 'other'))
})

test('a reason nobody has words for is still a sentence', () => {
  expect(sentenceOf('en', 'toString')).toEqual(en.enteringReasons.other)
  expect(sentenceOf('fr', 'never heard of')).toEqual(fr.enteringReasons.other)
})

test('French puts a narrow no-break space before double punctuation', () => {
  for (const { path, value } of [...said(fr), ...said(aPart)])
    expect(String(value), path).not.toMatch(/[^\u202f][;?!]|[^\u202f]:(?!\/\/)/)
})

test('no screen speaks of machinery', () => {
  for (const words of [en, fr, apart, aPart]) {
    for (const { path, value } of said(words)) {
      expect(String(value), path).not.toMatch(/(?<!\p{L})(sync\w*|peers?|CRDT|pairs?|token|session|serveur|server)\b/iu)
    }
  }
})
