import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { fromBase64url, toBase64url } from '../../src/lib/bytes.ts'
import type { BlobId, DeviceId, RoomId } from '../../src/protocol/ids.ts'
import type { SignedStatement } from '../../src/protocol/statement.ts'
import { devicesOf, notesOf, referencedBlobs, roomFactsOf, shownOn, visitorsMayOf } from '../../src/room/commons.ts'
import { baselineOf } from '../../src/room/epoch.ts'
import { durationsOf, phoneOriginOf, pinOf, secretsOf } from '../../src/room/residents.ts'
import { admissionsOf } from '../../src/trust/admissions.ts'
import { sha256 } from '../../src/trust/derive.ts'
import { rosterOf } from '../../src/trust/roster.ts'
import { verify, type Statement } from '../../src/trust/statement.ts'

/*
 * What released versions wrote into a room's documents and said in statements, frozen. A version that writes other
 * records adds a file and its story here, and leaves the older ones as they are. How rows lie on disk is another
 * matter: tests/storage/versions.test.ts.
 */
type Frozen = {
  room: RoomId
  people: Record<'hall' | 'den' | 'mia' | 'guest', DeviceId>
  documents: Record<'commons' | 'residents', string>
  statements: SignedStatement[]
  blobs: Record<BlobId, string>
}
const frozen = JSON.parse(await readFile(new URL('fixtures/version-1.json', import.meta.url), 'utf8')) as Frozen
const { hall, den, mia, guest } = frozen.people

const thawed = (name: keyof Frozen['documents']) => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, fromBase64url(frozen.documents[name]) ?? new Uint8Array())
  return doc
}
/** As it was written, and as it is after an epoch of today's. */
const ways = [
  ['as it was written', (doc: Y.Doc) => doc],
  [
    'in a new epoch',
    (doc: Y.Doc) => {
      const fresh = new Y.Doc()
      Y.applyUpdate(fresh, baselineOf(doc).bytes)
      return fresh
    },
  ],
] as const

describe.each(ways)('a room of version 1, %s', (_, through) => {
  test('says in commons what it said', () => {
    const commons = through(thawed('commons'))
    expect(roomFactsOf(commons)).toMatchObject({ name: 'Oak', place: 'Floor 1' })
    expect(visitorsMayOf(commons)).toMatchObject({ addNotes: true, show: false })
    expect(notesOf(commons).map(({ id, text, by, byName }) => [id, text, by, byName])).toEqual([
      ['note-1', 'first note', mia, 'Mia'],
      ['note-2', 'second note\nof two lines', guest, ''],
    ])
    expect(devicesOf(commons).get(hall)).toMatchObject({ name: 'Hall', kind: 'screen' })
    expect(devicesOf(commons).get(mia)).toMatchObject({ name: 'Mia', kind: 'member' })
    expect(shownOn(commons, hall)).toMatchObject({ kind: 'picture', name: 'garden.png', by: mia })
    expect(shownOn(commons, den)).toMatchObject({ kind: 'text', text: 'Welcome' })
    expect([...referencedBlobs(commons)]).toEqual(Object.keys(frozen.blobs))
  })

  test('keeps among residents what it kept', () => {
    const residents = through(thawed('residents'))
    expect(pinOf(residents)).toMatchObject({ hash: 'aGFzaA', salt: 'c2FsdA' })
    expect(durationsOf(residents)).toMatchObject({ visitorAwayMinutes: 25 })
    expect(secretsOf(residents)).toMatchObject({
      introductions: 'aW50cm8',
      backupTopic: 'dG9waWM',
      backupToken: 'dG9rZW4',
    })
    expect(phoneOriginOf(residents)).toBe('https://osmose.local:8443')
  })
})

test('every kind of statement of version 1 is verified, and the roster and admissions that follow are the same', async () => {
  const said: Statement[] = []
  for (const signed of frozen.statements) {
    const read = await verify(signed)
    if (!read.ok) throw new Error(read.error)
    said.push(read.value)
  }
  const kinds = ['root', 'add', 'add', 'admin', 'unadmin', 'remove', 'recover', 'admit', 'gone', 'epoch']
  expect(said.map(({ body }) => body?.kind)).toEqual(kinds)
  const roster = rosterOf(frozen.room, said)
  expect([...(roster?.devices.values() ?? [])].map(({ device, role, admin }) => [device, role, admin])).toEqual(
    expect.arrayContaining([
      [hall, 'screen', true],
      [mia, 'member', true],
    ]),
  )
  expect([roster?.devices.size, roster?.removed.has(den)]).toEqual([2, true])
  const admissions = [...(roster ? admissionsOf(roster, said).values() : [])]
  expect(admissions).toMatchObject([{ device: guest, ended: 'left' }])
})

test('a picture of version 1 has the name that its document gives it', async () => {
  for (const [id, bytes] of Object.entries(frozen.blobs))
    expect(toBase64url(await sha256(fromBase64url(bytes) ?? new Uint8Array()))).toBe(id)
})
