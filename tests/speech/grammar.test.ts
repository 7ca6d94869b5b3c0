import fc from 'fast-check'
import { expect, test } from 'vitest'
import { grammarOf, understand } from '../../src/speech/grammar.ts'
import { doubtsOf } from '../../src/speech/likeness.ts'
import { INTENTS, NOTES } from '../../src/speech/intents.ts'
import { numberWords } from '../../src/speech/numbers.ts'
import { readPhrase } from '../../src/speech/phrase.ts'
import { spoken } from '../../src/speech/room-words.ts'

const ROOM = {
  people: [{ id: 'p1', name: 'Anna' }],
  devices: [{ id: 'd1', name: 'Hall screen 21' }],
  screens: [{ id: 'd1', name: 'Hall screen 21' }],
  places: [{ id: 'room', name: 'The Reading Room' }],
  services: [{ id: 'lamp', name: 'lamp' }],
}
const EMPTY = { people: [], devices: [], screens: [], places: [], services: [] }

test('a request is understood with its slots, whichever way it is put', () => {
  const grammar = grammarOf('en', ROOM)
  expect(understand('who is in the room', grammar)).toEqual({
    name: 'people.list',
    slots: {},
    said: 'who is in the room',
  })
  expect(understand('add note call anna', grammar)?.slots).toMatchObject({ person: 'p1', note: 'call Anna' })
  expect(understand('make a note back in ten minutes', grammar)?.slots).toMatchObject({ duration: 600 })
  expect(understand('add a note the meeting starts at half past three', grammar)?.slots).toMatchObject({ time: '3:30' })
})

test('anything else, and half a request, is none', () => {
  const grammar = grammarOf('en', ROOM)
  for (const text of ['', 'who is', 'who is here today', 'add a note', 'add a note call marcus'])
    expect(understand(text, grammar)).toBeUndefined()
})

test('the grammar follows the room: whoever comes can be named, whoever left cannot', () => {
  expect(understand('add a note call anna', grammarOf('en', EMPTY))).toBeUndefined()
  expect(grammarOf('en', EMPTY).jsgf).not.toContain('<person>')
  expect(grammarOf('en', ROOM).jsgf).toContain('<device> = hall screen twenty one ;')
})

test('a name that nobody can say is left out, and the rest stays', () => {
  const grammar = grammarOf('en', ROOM, new Set(['anna']))
  expect(grammar.words).not.toContain('anna')
  expect(understand('who is here', grammar)).toBeDefined()
})

test('French says the same things', () => {
  const grammar = grammarOf('fr', ROOM)
  expect(understand('qui est là', grammar)?.name).toBe('people.list')
  expect(understand('ajoute une note on commence à trois heures', grammar)?.slots).toMatchObject({ time: '3:00' })
  expect(numberWords(71, 'fr')).toEqual(['soixante', 'et', 'onze'])
  expect(numberWords(99, 'fr')).toEqual(['quatre', 'vingt', 'dix', 'neuf'])
})

test('every phrase that is taught reads, in both languages, and no request is a single short word', () => {
  for (const lang of ['en', 'fr'] as const) {
    for (const text of [...INTENTS.flatMap((one) => one[lang]), ...NOTES[lang]])
      expect(() => readPhrase(text)).not.toThrow()
    for (const { phrase } of grammarOf(lang, ROOM).intents) expect(phrase.type).not.toBe('word')
  }
})

test('whatever people call themselves, the grammar stays one', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 60 }), { maxLength: 30 }), (names) => {
      const people = names.map((name, n) => ({ id: String(n), name }))
      const grammar = grammarOf('en', { ...EMPTY, people })
      for (const { words } of people.map(({ name }) => ({ words: spoken(name, 'en') })))
        for (const word of words) expect(word).toMatch(/^[\p{L}\p{M}']+$/u)
      expect(grammar.jsgf.split('\n').every((line) => !/<person> = .*[;<>[\]].* ;/.test(line))).toBe(true)
      expect(understand('who is here', grammar)?.name).toBe('people.list')
    }),
  )
})

test('names that sound alike, and names that are too short, are pointed out', () => {
  const people = ['Anna', 'Hanna', 'Marcus', 'Al'].map((name) => ({ id: name, name }))
  const { slots } = grammarOf('en', { ...EMPTY, people })
  const sounds = { anna: 'AE N AH', hanna: 'HH AE N AH', marcus: 'M AA R K AH S', al: 'AE L' }
  expect(doubtsOf(slots, new Map(Object.entries(sounds)))).toEqual([{ name: 'Hanna', like: 'Anna' }, { name: 'Al' }])
})

test('an enormous room is heard as far as its first names, an empty one without any', () => {
  const people = Array.from({ length: 5_000 }, (_, n) => ({ id: String(n), name: `Person ${n}` }))
  expect(grammarOf('en', { ...EMPTY, people }).jsgf.length).toBeLessThan(40_000)
  expect(grammarOf('en', EMPTY).jsgf).not.toMatch(/<(person|device|screen|place|service)>|\(\s*\)|\[\s*\]/)
})
