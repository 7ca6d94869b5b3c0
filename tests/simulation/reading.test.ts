import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeWorld } from './world.ts'
import { expect, test } from 'vitest'
import { putRecord } from '../../src/room/records.ts'

const ROOM = join(import.meta.dirname, '../../src/room')
const DOCS = ['residents', 'vault'] as const

/** Every map that the code keeps in these documents, as it spells them. */
async function mapsOf(doc: string): Promise<string[]> {
  const files = await readdir(ROOM)
  const code = (await Promise.all(files.map((file) => readFile(join(ROOM, file), 'utf8')))).join('\n')
  return [...new Set([...code.matchAll(new RegExp(`${doc}, '([a-z-]+)'`, 'g'))].map(([, map = '']) => map))]
}

test('a mark in every kind of record of residents and the vault reaches the screens, and no phone that may not read it (M7)', async () => {
  const world = makeWorld('marks')
  const heard = new Map<string, string>()
  world.onFrame((_from, to, _label, frame) =>
    heard.set(to, (heard.get(to) ?? '') + Buffer.from(frame).toString('latin1')),
  )
  const hall = await world.makeRoom('hall')
  await world.pairScreen(hall, 'kitchen')
  const ida = await world.pairMember(hall, 'ida', { admin: true })
  const mia = await world.pairMember(hall, 'mia')
  const ana = await world.visit(hall, 'ana')
  await world.advance(5_000)
  const marks: Record<(typeof DOCS)[number], string[]> = { residents: [], vault: [] }
  for (const doc of DOCS) {
    const maps = await mapsOf(doc)
    expect(maps.length).toBeGreaterThan(doc === 'vault' ? 7 : 2)
    for (const map of [...maps, 'of-tomorrow']) {
      const mark = `MARK-${doc}-${map}`
      marks[doc].push(mark)
      putRecord(hall.node().documents.get(doc), map, mark, { mark }, hall.node().author)
    }
  }
  await world.advance(5_000)
  // Also what a new epoch and a newcomer are told.
  await world.finish(hall.node().remove(await world.addPaperMember(hall)))
  await world.visit(hall, 'bob')
  await world.advance(5_000)
  const arrived = (at: string, doc: (typeof DOCS)[number]) => marks[doc].filter((mark) => heard.get(at)?.includes(mark))
  for (const doc of DOCS) {
    expect(arrived('kitchen', doc)).toEqual(marks[doc])
    for (const phone of ['mia', 'ana', 'bob']) expect([phone, arrived(phone, doc)]).toEqual([phone, []])
  }
  expect([arrived('ida', 'residents'), arrived('ida', 'vault')]).toEqual([marks.residents, []])
  for (const phone of [mia, ana]) expect(phone.node().documents.names).toEqual(['commons'])
  expect(ida.node().documents.names).toEqual(['commons', 'residents'])
}, 60_000)
