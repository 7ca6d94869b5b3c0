import { makeWorld } from './world.ts'
import { expect, test } from 'vitest'
import { addNote, notesOf } from '../../src/room/commons.ts'
import { putRecord } from '../../src/room/records.ts'
import { MOST_NOTES_OF_ONE } from '../../src/services/bounds.ts'
import { DOCUMENT_BYTES } from '../../src/services/quotas.ts'

const id = (n: number) => `${n}`.padStart(22, 'N')

test('one visitor leaves so many notes and no more; another one still may, and so may it after taking one back', async () => {
  const world = makeWorld('notes of one')
  const hall = await world.makeRoom('hall')
  const [ana, bob] = [await world.visit(hall, 'ana'), await world.visit(hall, 'bob')]
  await world.advance(3_000)
  const { docs, author } = hall.node()
  docs().commons.transact(() => {
    for (let n = 0; n < MOST_NOTES_OF_ONE; n++)
      addNote(docs().commons, id(n), { text: 'x', by: ana.me, byName: '' }, author)
  })
  expect(await world.finish(ana.note('one more').answered)).toEqual({ ok: false, error: 'too-many-notes' })
  expect(notesOf(docs().commons)).toHaveLength(MOST_NOTES_OF_ONE)
  expect((await world.finish(bob.note('mine').answered)).ok).toBe(true)
  expect((await world.finish(ana.node().call('note.remove', { id: id(0) }))).ok).toBe(true)
  expect((await world.finish(ana.note('one more').answered)).ok).toBe(true)
})

test('a program on a phone is told that it asks too much, is not cut off, and changes nothing more', async () => {
  const world = makeWorld('flood of calls')
  const hall = await world.makeRoom('hall')
  const ana = await world.visit(hall, 'ana')
  await world.advance(3_000)
  const answers: string[] = []
  // Under the hundred and twenty messages a second at which a link is cut.
  for (let burst = 0; burst < 4; burst++) {
    const calls = Array.from({ length: 80 }, () => ana.node().call('set-name', { name: `Ana ${burst}` }))
    answers.push(...(await world.finish(Promise.all(calls))).map((answer) => (answer.ok ? 'ok' : answer.error)))
    await world.advance(1_100)
  }
  expect(new Set(answers)).toEqual(new Set(['ok', 'too-many']))
  expect(answers.slice(0, 80)).not.toContain('too-many')
  expect(ana.node().standing()).toEqual({ at: 'live' })
})

test('a document at its bound takes nothing more from phones, and says so; what it holds stays', async () => {
  const world = makeWorld('full')
  const hall = await world.makeRoom('hall')
  const ana = await world.visit(hall, 'ana')
  await world.advance(3_000)
  await world.finish(ana.note('before').answered)
  const { docs, author } = hall.node()
  putRecord(docs().commons, 'filler', 'x', { words: 'x'.repeat(DOCUMENT_BYTES) }, author)
  await world.advance(1_000)
  expect(await world.finish(ana.note('after').answered)).toEqual({ ok: false, error: 'room-full' })
  expect(await world.finish(ana.node().call('display.text', { target: 'all', text: 'after' }))).toEqual({
    ok: false,
    error: 'room-full',
  })
  expect(notesOf(docs().commons).map(({ text }) => text)).toEqual(['before'])
})
