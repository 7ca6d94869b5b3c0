import { createRoom } from '../../../src/app/create-room.ts'
import type { Memory } from '../../../src/app/memory.ts'
import { startScreen } from '../../../src/app/screen/node.ts'
import type { ScreenNode } from '../../../src/app/screen/screen-node.ts'
import { realSurroundings } from '../../../src/app/surroundings.ts'
import { toBase64url } from '../../../src/lib/bytes.ts'
import { carryRecord, putRecord } from '../../../src/room/records.ts'
import { memoryRoomStore } from '../../../src/storage/memory.ts'
import { makeDeviceKeys, signerOf, type DeviceKeys } from '../../../src/trust/keys.ts'
import { sign, verify } from '../../../src/trust/statement.ts'
import type { SignedStatement } from '../../../src/protocol/statement.ts'
import type { DeviceId, RoomId } from '../../../src/protocol/ids.ts'
import { onOthers } from './yjs.ts'
import { BULK_BYTES, recordOf1kB, type Subject, type Written } from './subject.ts'

export type Ticket = { room: RoomId; introductions: string; statements: SignedStatement[] }
type Ours = Subject & { node: ScreenNode; keys: DeviceKeys; introductions: string }

/** The first screen of a room, on the real box, its disk in memory: the peers have no disk either. */
export async function openFirst(): Promise<Ours> {
  const around = realSurroundings(location)
  const store = memoryRoomStore()
  let introductions = ''
  const memory: Memory = {
    lasting: false,
    rooms: () => Promise.resolve([]),
    keep(known) {
      introductions = known.meta.introductions ?? ''
      return Promise.resolve({ ok: true, value: { ...known, openedAtMs: 0 } })
    },
    storeOf: () => Promise.resolve(store),
    erase: () => Promise.resolve(),
  }
  const answers = { roomName: 'Bench', place: '', pin: '2580', screenName: 'Wall' }
  const made = await createRoom(around, memory, answers, around.random(16))
  if (!made.ok) throw new Error(made.error)
  return subjectOf(made.value.node, made.value.known.keys, introductions)
}

/** What a person does with two taps and six digits, without the person. */
export async function invite(first: Ours, device: DeviceId, seal: string): Promise<Ticket> {
  const { node, keys } = first
  const heads = node.book.roster()?.heads ?? []
  const said = { room: node.room, by: keys.device, at: Date.now(), heads }
  node.book.add([await sign(signerOf(keys), { kind: 'add', ...said, device, seal, role: 'screen', admin: true })])
  return {
    room: node.room,
    introductions: first.introductions,
    statements: node.book.all().map(({ signed }) => signed),
  }
}

export const newKeys = makeDeviceKeys

export async function openNext(keys: DeviceKeys, ticket: Ticket): Promise<Ours> {
  const store = memoryRoomStore()
  for (const signed of ticket.statements) {
    const verified = await verify(signed)
    if (verified.ok) await store.putStatements([signed], [verified.value.id])
  }
  const around = realSurroundings(location)
  const node = await startScreen({ around, room: ticket.room, keys, store, introductions: ticket.introductions })
  return subjectOf(node, keys, ticket.introductions)
}

function subjectOf(node: ScreenNode, keys: DeviceKeys, introductions: string): Ours {
  const commons = () => node.docs().commons
  const map = () => commons().getMap<Written>('bench')
  const link = () => {
    const [first] = node.neighbours.links()
    if (!first) throw new Error('no link')
    return first
  }
  let bulk = ''
  let isOn = false
  return {
    node,
    keys,
    introductions,
    live: new Promise((resolve) => {
      const look = () => commons().getMap('room').size > 0 && resolve()
      node.documents.onUpdate(look)
      look()
    }),
    announce: () => undefined,
    links: () => node.neighbours.links().length,
    write: (key, value) => putRecord(commons(), 'bench', key, value, node.author),
    onWritten: (listener) => onOthers(map(), listener),
    fill: (records) =>
      commons().transact(() => {
        // As they stand, with their stamps: what is measured is having them, not writing them.
        for (let n = 0; n < records; n++)
          carryRecord(commons(), 'bulk', `r${n}`, { ...recordOf1kB(), at: n, rev: ['bench', n] })
      }),
    size: () => commons().getMap('bulk').size,
    async serve() {
      const kept = await node.keepBlob(new Uint8Array(BULK_BYTES))
      if (kept.ok) putRecord(commons(), 'bench', 'blob', { id: kept.value }, node.author)
    },
    // The other screen parses, authorizes, refuses and answers: everything but the work itself.
    async call() {
      await node.calls.call(link(), 'nothing', {})
    },
    async service() {
      const id = toBase64url(crypto.getRandomValues(new Uint8Array(16)))
      const args = { switch: 'lamp', on: (isOn = !isOn) }
      const on = link().peer.device
      const done = await node.calls.call(link(), 'service.call', { id, kind: 'switch.set', args, on })
      if (!done.ok) throw new Error(done.error)
    },
    async fetchBulk() {
      bulk ||= (commons().getMap('bench').get('blob') as { id: string }).id
      const bytes = await node.bulk.fetch(link(), bulk as never, BULK_BYTES)
      if (typeof bytes === 'string') throw new Error(bytes)
    },
    stop: () => void node.stop(),
  }
}
