import * as Y from 'yjs'
import { expect, test } from 'vitest'
import { toBase64url, utf8, type Bytes } from '../../src/lib/bytes.ts'
import { openDocuments } from '../../src/mesh/documents.ts'
import { makeLink, wire } from '../../src/mesh/link.ts'
import { makeRoomClock } from '../../src/mesh/room-clock.ts'
import { makeStatementBook } from '../../src/mesh/statement-book.ts'
import { startSync } from '../../src/mesh/sync.ts'
import { DOC_NAMES, type DocName, type LinkMessage } from '../../src/protocol/link.ts'
import { packPacket } from '../../src/protocol/packet.ts'
import { addNote, notesOf } from '../../src/room/commons.ts'
import { setDurations } from '../../src/room/residents.ts'
import { SCREEN_DOCUMENT_BYTES } from '../../src/services/quotas.ts'
import { memoryRoomStore } from '../../src/storage/memory.ts'
import type { Peer } from '../../src/trust/judge.ts'
import { sha256 } from '../../src/trust/derive.ts'
import { sign } from '../../src/trust/statement.ts'
import { makePaperRoom, makePerson, makeRealRoom, named, sealOf } from '../trust/people.ts'
import { makeBench, makeSlowChannel, somebody } from './wires.ts'

const CLOSED = ['screens-only', 'malformed'] as const

/** A hall screen of a room on paper, with something in each document. */
async function openHall() {
  const bench = makeBench('sync')
  const hall = await device(bench, DOC_NAMES)
  const author = { screen: somebody('hall').device, now: bench.clock.now }
  addNote(hall.documents.get('commons'), 'N'.repeat(22), { text: 'milk', by: author.screen, byName: 'hall' }, author)
  setDurations(hall.documents.get('residents'), { visitorAwayMinutes: 30 }, author)
  return { ...bench, hall, author, meet }

  /** Somebody who says whatever it likes to hall, and sees what hall says to it. */
  async function meet(peer: Peer & { name: string }) {
    const [toHall, fromPeer] = await bench.link(peer, somebody('hall'))
    const heard: { message: LinkMessage; payload: Bytes }[] = []
    toHall.onMessage((message, payload) => void heard.push({ message, payload }))
    hall.sync.attach(fromPeer)
    await bench.settle()
    return {
      toHall,
      fromPeer,
      heard,
      docs: () => new Set(heard.flatMap(({ message }) => ('doc' in message ? [message.doc] : []))),
    }
  }
}

async function device(
  bench: ReturnType<typeof makeBench>,
  names: readonly DocName[],
  room: Pick<ReturnType<typeof makePaperRoom>, 'room' | 'said'> = makePaperRoom(),
) {
  const book = makeStatementBook({ room: room.room, keep: () => {}, drop: () => {} })
  book.add(room.said)
  const documents = await openDocuments({ names, writes: names.length === DOC_NAMES.length, store: memoryRoomStore() })
  const roomClock = makeRoomClock(bench.clock)
  const sync = startSync({ me: somebody('hall').device, documents, book, clock: bench.clock, roomClock })
  return { book, documents, sync, roomClock }
}

const visitor = somebody('ana', 'visitor', { admission: 'A'.repeat(43) as never })
const update = () => {
  const doc = new Y.Doc()
  doc.getMap('notes').set('x', { text: 'not from a screen' })
  return Y.encodeStateAsUpdate(doc) as Bytes
}

/** Fifty notes, as an update. */
function makeHistory(author: Parameters<typeof addNote>[3]): Bytes {
  const doc = new Y.Doc()
  for (let n = 10; n < 60; n++)
    addNote(doc, `${n}`.repeat(11), { text: `note ${n}`, by: author.screen, byName: '' }, author)
  return Y.encodeStateAsUpdate(doc) as Bytes
}

test('a phone that writes is cut off, in whichever words it writes (M6)', async () => {
  const { hall, meet, settle } = await openHall()
  for (const role of ['visitor', 'member'] as const) {
    for (const type of ['update', 'diff', 'baseline'] as const) {
      const { toHall, fromPeer } = await meet(
        somebody(`${role} ${type}`, role, { admin: true, admission: 'A'.repeat(43) as never }),
      )
      toHall.send(
        type === 'baseline'
          ? { type, doc: 'commons', epoch: 'E'.repeat(43) as never }
          : { type, doc: 'commons', epoch: '' },
        update(),
      )
      await settle()
      expect([role, type, fromPeer.isClosed(), toHall.byeReason()]).toEqual([role, type, true, 'screens-only'])
    }
    const { toHall } = await meet(somebody(`${role} statements`, role))
    toHall.send({ type: 'statements', items: [] })
    await settle()
    expect(toHall.byeReason()).toBe('screens-only')
  }
  expect(notesOf(hall.documents.get('commons')).map(({ text }) => text)).toEqual(['milk'])
})

test('a visitor that asks for residents or the vault gets nothing, and commons when it asks for that (M7)', async () => {
  const { meet, settle } = await openHall()
  const { toHall, heard, docs } = await meet(visitor)
  for (const doc of DOC_NAMES) toHall.send({ type: 'sv', doc, epoch: '' }, Y.encodeStateVector(new Y.Doc()) as Bytes)
  await settle()
  expect([...docs()]).toEqual(['commons'])
  const diff = heard.find(({ message }) => message.type === 'diff')
  const mine = new Y.Doc()
  Y.applyUpdate(mine, diff?.payload ?? new Uint8Array())
  expect(notesOf(mine).map(({ text }) => text)).toEqual(['milk'])
  const beat = heard.find(({ message }) => message.type === 'beat')?.message
  expect(beat?.type === 'beat' && Object.keys(beat.docs)).toEqual(['commons'])
})

test('what changes is pushed to whoever may read it, and to no other (M7, M8)', async () => {
  const { hall, author, meet, settle } = await openHall()
  const kitchen = await meet(somebody('kitchen'))
  const ana = await meet(visitor)
  const mia = await meet(somebody('mia', 'member'))
  const zoe = await meet(somebody('zoe', 'member', { admin: true }))
  for (const { heard } of [kitchen, ana, mia, zoe]) heard.length = 0
  setDurations(hall.documents.get('residents'), { visitorAwayMinutes: 5 }, author)
  addNote(hall.documents.get('commons'), 'M'.repeat(22), { text: 'bread', by: author.screen, byName: 'hall' }, author)
  await settle()
  expect([kitchen, ana, mia, zoe].map(({ docs }) => [...docs()].sort())).toEqual([
    ['commons', 'residents'],
    ['commons'],
    ['commons'],
    ['commons', 'residents'],
  ])
})

test('a home pushes, a spare only heals (M8)', async () => {
  const { hall, author, meet, settle } = await openHall()
  const { toHall, docs, heard } = await meet(visitor)
  const beat = { type: 'beat', now: 1, epoch: '', docs: {}, statements: '' } as const
  toHall.send({ ...beat, home: false })
  await settle()
  heard.length = 0
  addNote(hall.documents.get('commons'), 'M'.repeat(22), { text: 'bread', by: author.screen, byName: 'hall' }, author)
  await settle()
  expect([...docs()]).toEqual([])
  toHall.send({ ...beat, home: true })
  await settle()
  addNote(hall.documents.get('commons'), 'O'.repeat(22), { text: 'eggs', by: author.screen, byName: 'hall' }, author)
  await settle()
  expect([...docs()]).toEqual(['commons'])
})

test('what a screen says is passed on to phones, and not to screens that have it from its author (M8)', async () => {
  const { meet, settle } = await openHall()
  const kitchen = await meet(somebody('kitchen'))
  const den = await meet(somebody('den'))
  const ana = await meet(visitor)
  for (const { heard } of [den, ana]) heard.length = 0
  kitchen.toHall.send({ type: 'update', doc: 'commons', epoch: '' }, update())
  await settle()
  expect([[...den.docs()], [...ana.docs()]]).toEqual([[], ['commons']])
})

test('what a screen learns from another of who belongs to the room, its phones learn at once (M8)', async () => {
  const bench = makeBench('statements')
  const hall = await makePerson()
  const { root, room } = await makeRealRoom(hall, { sign: named('recovery'), seal: sealOf('recovery') })
  const atHall = await device(bench, DOC_NAMES, { room, said: [root] })
  const [kitchenToHall, hallToKitchen] = await bench.link(somebody('kitchen'), somebody('hall'))
  const [anaToHall, hallToAna] = await bench.link(visitor, somebody('hall'))
  for (const link of [hallToKitchen, hallToAna]) atHall.sync.attach(link)
  await bench.settle()
  const heard: string[] = []
  anaToHall.onMessage(({ type }) => void heard.push(type))
  const den = await makePerson()
  const by = { room, by: hall.device, at: 1, heads: [root.id] }
  const add = await sign(hall.signer, {
    kind: 'add',
    ...by,
    device: den.device,
    seal: den.keys.seal,
    role: 'screen',
    admin: true,
  })
  const admit = await sign(hall.signer, { kind: 'admit', room, by: hall.device, at: 1, device: den.device, until: 2 })
  kitchenToHall.send({ type: 'statements', items: [add.signed, admit.signed] })
  await bench.settle()
  expect(heard).toEqual(['statements'])
  kitchenToHall.send({ type: 'statements', items: [add.signed] })
  await bench.settle()
  expect(heard).toEqual(['statements'])
})

test('two that differ are healed by the next heartbeat, two that are equal say nothing of it (M9)', async () => {
  const bench = makeBench('heal')
  const [hall, kitchen] = [await device(bench, DOC_NAMES), await device(bench, DOC_NAMES)]
  const author = { screen: somebody('hall').device, now: bench.clock.now }
  const [toKitchen, toHall] = await bench.link(somebody('hall'), somebody('kitchen'))
  hall.sync.attach(toKitchen)
  kitchen.sync.attach(toHall)
  await bench.advance(3_000)
  const said: string[] = []
  toHall.onMessage(({ type }) => void said.push(type))
  await bench.advance(10_000)
  expect(new Set(said)).toEqual(new Set(['beat']))
  // A change that was not pushed: as if the push had been lost with another link.
  Y.applyUpdate(hall.documents.get('commons'), update(), 'disk')
  await bench.advance(2_500)
  expect(kitchen.documents.get('commons').getMap('notes').size).toBe(1)
  expect(author.screen).toBeTruthy()
})

test('who comes in among many screens is sent the room by one of them, and by each other what that one lacked (M9)', async () => {
  const bench = makeBench('newcomer')
  const names = ['hall', 'kitchen', 'den', 'attic']
  const screens = await Promise.all(names.map(() => device(bench, DOC_NAMES)))
  const author = { screen: somebody('hall').device, now: bench.clock.now }
  const written = makeHistory(author)
  for (const { documents } of screens) Y.applyUpdate(documents.get('commons'), written, 'disk')
  addNote(
    screens[3]?.documents.get('commons') as Y.Doc,
    'S'.repeat(22),
    { text: 'soap', by: author.screen, byName: '' },
    author,
  )

  const late = await device(bench, DOC_NAMES)
  let cameBytes = 0
  for (const [n, name] of names.entries()) {
    const [toScreen, toLate] = await bench.link(somebody('late'), somebody(name))
    toScreen.onMessage(({ type }, payload) => void (type === 'diff' && (cameBytes += payload.length)))
    late.sync.attach(toScreen)
    screens[n]?.sync.attach(toLate)
  }
  // Before any heartbeat has found out what is missing.
  await bench.advance(1_000)
  expect(notesOf(late.documents.get('commons')).map(({ text }) => text)).toContain('soap')
  expect(notesOf(late.documents.get('commons'))).toHaveLength(51)
  expect(cameBytes).toBeLessThan(1.2 * written.length)
})

test('a document that takes longer to arrive than a link may be silent is no silence (M9, M13)', async () => {
  const { hall, clock, advance, openRtcOf } = await openHall()
  const [control, calls, far] = [makeSlowChannel(), makeSlowChannel(), makeSlowChannel()]
  const mostBytes = { now: 64 << 20 }
  const { link, start } = makeLink({
    peer: somebody('kitchen'),
    room: 'A'.repeat(22) as never,
    boot: '',
    sas: '',
    control: wire(control.channel, mostBytes),
    calls: wire(calls.channel, mostBytes),
    openRtc: openRtcOf('hall'),
    clock,
    closeConnection: () => {},
  })
  start()
  hall.sync.attach(link)
  wire(far.channel, mostBytes).send(packPacket({ type: 'update', doc: 'commons', epoch: '' }, new Uint8Array(400_000)))
  for (const frame of far.sent.slice(0, -1)) {
    control.arrive(frame)
    await advance(2_000)
  }
  expect(link.isClosed()).toBe(false)
  await advance(8_100)
  expect(link.isClosed()).toBe(true)
})

test('bytes that are no update, and a state vector that is none, end the link and change nothing (M6)', async () => {
  const { hall, meet, settle } = await openHall()
  const before = JSON.stringify(hall.documents.get('commons').getMap('notes').toJSON())
  for (const message of [
    { type: 'update', doc: 'commons', epoch: '' },
    { type: 'sv', doc: 'commons', epoch: '' },
  ] as const) {
    const { toHall, fromPeer } = await meet(somebody(`kitchen ${message.type}`))
    toHall.send(message, utf8('this is no update'))
    await settle()
    expect([message.type, fromPeer.isClosed(), CLOSED.includes(toHall.byeReason() as never)]).toEqual([
      message.type,
      true,
      true,
    ])
  }
  expect(JSON.stringify(hall.documents.get('commons').getMap('notes').toJSON())).toBe(before)
})

test('a change of another epoch is not taken, nor is one of a document that this device does not hold (M10)', async () => {
  const { hall, meet, settle } = await openHall()
  const { toHall, fromPeer } = await meet(somebody('kitchen'))
  toHall.send({ type: 'update', doc: 'commons', epoch: 'E'.repeat(43) as never }, update())
  toHall.send({ type: 'baseline', doc: 'commons', epoch: 'E'.repeat(43) as never }, update())
  await settle()
  expect(notesOf(hall.documents.get('commons'))).toHaveLength(1)
  expect(hall.documents.epoch()).toBe('')
  expect(fromPeer.isClosed()).toBe(false)
})

test('a baseline that is no update is not gone over to, and the next one still is (M10)', async () => {
  const bench = makeBench('baselines')
  const [hall, kitchen] = [await makePerson(), await makePerson()]
  const { root, room } = await makeRealRoom(hall, { sign: named('recovery'), seal: sealOf('recovery') })
  const said = { room, by: hall.device, at: 1 }
  const add = await sign(hall.signer, {
    kind: 'add',
    ...said,
    heads: [root.id],
    device: kitchen.device,
    seal: kitchen.keys.seal,
    role: 'screen',
    admin: true,
  })
  const atHall = await device(bench, DOC_NAMES, { room, said: [root, add] })
  const [toHall, fromKitchen] = await bench.link(
    somebody('kitchen', 'screen', { device: kitchen.device }),
    somebody('hall', 'screen', { device: hall.device }),
  )
  atHall.sync.attach(fromKitchen)

  const open = async (n: number, bytes: Bytes) => {
    const hash = toBase64url(await sha256(bytes))
    const docs = Object.fromEntries(DOC_NAMES.map((doc) => [doc, { hash, seen: {} }]))
    const epoch = await sign(kitchen.signer, { kind: 'epoch', room, by: kitchen.device, at: n, n, docs })
    toHall.send({ type: 'statements', items: [epoch.signed] })
    for (const doc of DOC_NAMES) toHall.send({ type: 'baseline', doc, epoch: epoch.id }, bytes)
    await bench.settle()
    return epoch.id
  }
  await open(1, utf8('this is no update'))
  expect(atHall.documents.epoch()).toBe('')
  expect(atHall.documents.get('commons').getMap('notes').size).toBe(0)
  const second = await open(2, update())
  expect(atHall.documents.epoch()).toBe(second)
  expect(atHall.documents.get('commons').getMap('notes').size).toBe(1)
})

test('other bytes than an epoch promised, or only some of its documents, change nothing (M10)', async () => {
  const { hall, meet, settle } = await openHall()
  const { toHall } = await meet(somebody('kitchen'))
  for (const doc of DOC_NAMES) toHall.send({ type: 'baseline', doc, epoch: 'E'.repeat(43) as never }, update())
  await settle()
  expect(hall.documents.epoch()).toBe('')
})

test('who has not been heard of for six seconds is dead, whatever its connection says (M9)', async () => {
  const { meet, advance, hall } = await openHall()
  const { fromPeer } = await meet(somebody('kitchen'))
  await advance(5_900)
  expect(fromPeer.isClosed()).toBe(false)
  await advance(2_200)
  expect(fromPeer.isClosed()).toBe(true)
  expect(hall.documents.epoch()).toBe('')
})

test('only screens set the room’s clock (M12)', async () => {
  const { hall, meet, settle, clock } = await openHall()
  const twoHours = 2 * 3_600_000
  const beat = { type: 'beat', now: clock.now() + twoHours, epoch: '', docs: {}, statements: '' } as const
  const { toHall } = await meet(visitor)
  toHall.send(beat)
  await settle()
  expect(Math.abs(hall.roomClock.now() - clock.now())).toBeLessThan(100)
  const kitchen = await meet(somebody('kitchen'))
  kitchen.toHall.send(beat)
  await settle()
  expect(Math.abs(hall.roomClock.now() - clock.now() - twoHours / 2)).toBeLessThan(1_000)
})

test('a phone that floods is cut off; a screen may say as much as it has to (M15)', async () => {
  const { meet, settle } = await openHall()
  const flood = async (who: Peer & { name: string }) => {
    const { toHall, fromPeer } = await meet(who)
    for (let n = 0; n < 130; n++) toHall.send({ type: 'have', ids: [] })
    await settle()
    return [fromPeer.isClosed(), toHall.byeReason()]
  }
  expect(await flood(visitor)).toEqual([true, 'too-many'])
  expect(await flood(somebody('kitchen'))).toEqual([false, undefined])
})

test('a phone’s packet may be 64 KB, a screen’s 64 MB (M15)', async () => {
  const { meet, settle } = await openHall()
  const ana = await meet(visitor)
  ana.toHall.send({ type: 'call', id: 1, name: 'x', key: 'K'.repeat(22), args: 'x'.repeat(70_000) })
  await settle()
  expect(ana.toHall.byeReason()).toBe('too-large')
  const kitchen = await meet(somebody('kitchen'))
  kitchen.toHall.send({ type: 'call', id: 1, name: 'x', key: 'K'.repeat(22), args: 'x'.repeat(5_000_000) })
  await settle()
  expect(kitchen.fromPeer.isClosed()).toBe(false)
})

test('an update by which a document would outgrow its bound is refused before it is applied (M15)', async () => {
  const { hall, meet, settle } = await openHall()
  const den = await meet(somebody('den'))
  const swollen = new Y.Doc()
  swollen.getMap('notes').set('x', 'x'.repeat(SCREEN_DOCUMENT_BYTES))
  den.toHall.send({ type: 'update', doc: 'commons', epoch: '' }, Y.encodeStateAsUpdate(swollen) as Bytes)
  await settle()
  expect([den.fromPeer.isClosed(), den.toHall.byeReason()]).toEqual([true, 'room-full'])
  expect(hall.documents.bytes('commons')).toBeLessThan(10_000)
  expect(notesOf(hall.documents.get('commons')).map(({ text }) => text)).toEqual(['milk'])
})
