import { makeChance, seedPlatform } from '../simulation/chance.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addNote, notesOf, removeNote } from '../../src/room/commons.ts'
import { seenRevisions } from '../../src/room/records.ts'
import { contentOf } from '../simulation/agreement.ts'
import { named } from '../trust/people.ts'

const SEED = 20_261_125
const SCREENS = ['hall', 'kitchen', 'den'].map(named)
const screen = fc.nat({ max: SCREENS.length - 1 })
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('note' as const), at: screen, id: fc.nat({ max: 5 }) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('remove' as const), at: screen, id: fc.nat({ max: 5 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constant('hear' as const), at: screen, from: screen, whole: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('clock' as const),
      at: screen,
      skewMs: fc.integer({ min: -1e12, max: 1e12 }),
    }),
  },
)
const nameOf = (id: number) => `note${id}`.padEnd(22, '_')

test('whatever screens write, remove and hear of each other, by clocks that lie: all end equal, and what all saw removed stays so', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.nat(), (steps, seed) => {
      seedPlatform(makeChance(`records ${seed}`))
      const docs = SCREENS.map(() => new Y.Doc())
      const clocksMs = SCREENS.map(() => 1_767_225_600_000)
      const author = (n: number) => ({ screen: SCREENS[n] as never, now: () => Math.max(0, clocksMs[n] ?? 0) })
      const late: [number, Uint8Array][] = []
      docs.forEach((doc, from) =>
        doc.on('update', (update: Uint8Array, origin: unknown) => {
          if (origin !== 'heard') docs.forEach((_, to) => to !== from && late.push([to, update]))
        }),
      )
      for (const one of steps) {
        const doc = docs[one.at] as Y.Doc
        const before = seenRevisions(doc)
        if (one.type === 'clock') clocksMs[one.at] = (clocksMs[one.at] ?? 0) + one.skewMs
        if (one.type === 'note')
          addNote(doc, nameOf(one.id), { text: `${one.id}`, by: SCREENS[one.at] as never, byName: '' }, author(one.at))
        if (one.type === 'remove') removeNote(doc, nameOf(one.id), author(one.at))
        if (one.type === 'hear') {
          const said = one.whole
            ? Y.encodeStateAsUpdate(docs[one.from] as Y.Doc)
            : late.find(([to]) => to === one.at)?.[1]
          if (said) Y.applyUpdate(doc, said, 'heard')
        }
        // A counter that fell would let two records be one.
        const after = seenRevisions(doc)
        for (const [who, counter] of Object.entries(before)) expect(after[who]).toBeGreaterThanOrEqual(counter)
      }
      const everything = Y.mergeUpdates(docs.map((doc) => Y.encodeStateAsUpdate(doc)))
      for (const doc of docs) Y.applyUpdate(doc, everything, 'heard')
      const [first, ...others] = docs as [Y.Doc, ...Y.Doc[]]
      for (const other of others) expect(contentOf(other)).toBe(contentOf(first))

      const removed = notesOf(first).map(({ id }) => id)
      for (const id of removed) removeNote(first, id, author(0))
      for (const other of others) {
        // A phone asks once more for a note that is there: that is no new note.
        for (const id of removed) addNote(other, id, { text: 'again', by: SCREENS[1] as never, byName: '' }, author(1))
        Y.applyUpdate(other, Y.encodeStateAsUpdate(first), 'heard')
        expect(notesOf(other)).toEqual([])
      }
    }),
    { seed: SEED, numRuns: 120 },
  )
})
