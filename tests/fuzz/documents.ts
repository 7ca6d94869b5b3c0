import * as Y from 'yjs'
import {
  addNote,
  devicesOf,
  notesOf,
  referencedBlobs,
  roomFactsOf,
  shownOn,
  visitorsMayOf,
} from '../../src/room/commons.ts'
import { areAllBlank, blankedBy } from '../../src/room/blanks.ts'
import { baselineOf, bringUnseen } from '../../src/room/epoch.ts'
import { offersOf } from '../../src/room/offers.ts'
import { seenRevisions } from '../../src/room/records.ts'
import { durationsOf, phoneOriginOf, pinOf, secretsOf } from '../../src/room/residents.ts'
import { switchesOf } from '../../src/room/switches.ts'
import { timersOf } from '../../src/room/timers.ts'
import { named, sealOf } from '../trust/people.ts'

const [device, seal, id] = [named('hall'), sealOf('hall'), 'A'.repeat(22)]

/** One good record of each kind. */
export const records = {
  room: { facts: { name: 'Club', place: '' }, visitors: { addNotes: true, show: true } },
  notes: { [id]: { text: 'Milk', by: device, byName: 'Ana', at: 1, rev: ['hall', 1] } },
  display: {
    all: { kind: 'text', text: 'Hi', by: device, byName: '', at: 1, rev: ['hall', 2] },
    [device]: { gone: true },
  },
  devices: { [device]: { name: 'Wall', kind: 'screen', at: 1, rev: ['hall', 3] } },
  switches: { lamp: { on: true, by: device, byName: 'Ana', at: 1, rev: ['hall', 5] } },
  blanks: { all: { on: true, by: device, byName: '', at: 1, rev: ['hall', 6] } },
  timers: { [id]: { endsAtMs: 9_000, label: 'Tea', by: device, byName: 'Ana', at: 1, rev: ['hall', 7] } },
  services: {
    [device]: {
      place: 'P',
      offers: [{ kind: 'timer', version: 1, needs: 'service.call', fields: [{ name: 'seconds', is: 'number' }] }],
      at: 1,
      rev: ['hall', 8],
    },
  },
  settings: { pin: { hash: seal, salt: id }, durations: { visitorAwayMinutes: 15 }, secrets: { introductions: seal } },
  revs: { hall: 3, 'hall~a': 4 },
}
/** Keys that Yjs itself would not write, but that a hostile screen's update may have: put in as bytes of equal length. */
const HIDDEN: readonly (readonly [string, string])[] = [
  ['constructor', 'konstruktor'],
  ['__proto__', '--proto--'],
]

export function readRecords(text: string): unknown {
  let maps: unknown
  try {
    maps = JSON.parse(text)
  } catch {
    return undefined // what is no JSON never was a record
  }
  return readAll(documentWith(maps))
}

export function documentWith(maps: unknown): Y.Doc {
  const hidden = new Y.Doc()
  const spelled = HIDDEN.reduce((text, [bad, good]) => text.replaceAll(bad, good), JSON.stringify(maps) ?? 'null')
  for (const [map, entries] of entriesOf(JSON.parse(spelled)))
    for (const [key, value] of entriesOf(entries)) hidden.getMap(map).set(key, value)
  const update = Buffer.from(Y.encodeStateAsUpdate(hidden)).toString('latin1')
  const bytes = HIDDEN.reduce((text, [bad, good]) => text.replaceAll(good, bad), update)
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Buffer.from(bytes, 'latin1'))
  return doc
}
const entriesOf = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : []

/** Reads all that anybody ever reads out of a document, opens the next epoch with it, and writes one more note into it. */
export function readAll(doc: Y.Doc): unknown {
  const readers = [
    switchesOf,
    offersOf,
    areAllBlank,
    roomFactsOf,
    visitorsMayOf,
    notesOf,
    devicesOf,
    referencedBlobs,
    pinOf,
    durationsOf,
    secretsOf,
  ]
  const read = [
    ...readers.map((reader) => reader(doc)),
    phoneOriginOf(doc),
    shownOn(doc, device),
    blankedBy(doc, device),
    timersOf(doc, 5),
    seenRevisions(doc),
  ]
  const { bytes, seen } = baselineOf(doc, 1)
  const [fresh, returning] = [new Y.Doc(), documentWith(records)]
  Y.applyUpdate(fresh, bytes)
  bringUnseen(doc, fresh, seen)
  bringUnseen(doc, returning, {})
  for (const written of [doc, fresh]) {
    addNote(
      written,
      'later'.padEnd(22, '_'),
      { text: 'Afterwards', by: device, byName: '' },
      { screen: device, now: () => 5 },
    )
    if (!notesOf(written).some(({ text }) => text === 'Afterwards')) throw new Error('nothing can be written any more')
  }
  return read
}
