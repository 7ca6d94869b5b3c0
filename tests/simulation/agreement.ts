import type * as Y from 'yjs'
import * as v from 'valibot'
import type { Bytes } from '../../src/lib/bytes.ts'
import { readPacket } from '../../src/protocol/packet.ts'
import type { ScreenNode } from '../../src/app/screen/screen-node.ts'
import type { Documents } from '../../src/mesh/documents.ts'
import type { Phone, Screen } from './people.ts'
import type { World } from './world.ts'

/**
 * What is not as it must be once all cuts are healed and everything has settled, one sentence each. Screens that were
 * removed are not asked: nothing can be promised about them.
 */
export function disagreements(world: World, { removed = [] }: { removed?: readonly Screen[] } = {}): string[] {
  const screens = world.screens.filter((screen) => screen.isOn() && !removed.includes(screen))
  // Nobody takes in a visitor whom only a removed screen admitted (T10); its own time tells it so.
  const isOrphan = (phone: Phone) =>
    removed.some(({ me }) => phone.node().papers().admission?.text.includes(`"by":"${me}"`))
  const phones = world.phones.filter(
    (phone) => phone.isOn() && !('over' in phone.node().standing()) && !isOrphan(phone),
  )
  const [first, ...others] = screens
  if (!first) return ['no screen is on']
  const said: string[] = []
  const same = (what: string, a: string, b: string, who: string) => {
    if (a !== b) said.push(`${who} differs from ${first.name} in ${what}: ${firstDifference(a, b)}`)
  }

  for (const screen of others) {
    same('its epoch', first.node().documents.epoch(), screen.node().documents.epoch(), screen.name)
    for (const doc of first.node().documents.names) {
      same(doc, contentOf(first.node().documents.get(doc)), contentOf(screen.node().documents.get(doc)), screen.name)
    }
    same('its statements', statementsOf(first.node()), statementsOf(screen.node()), screen.name)
    same('who is here', peopleAt(first.node()), peopleAt(screen.node()), screen.name)
  }
  for (const screen of screens) {
    said.push(...pendingIn(screen.node().documents).map((doc) => `${screen.name} waits for missing changes of ${doc}`))
    for (const other of screens) {
      if (other !== screen && !screen.node().neighbours.linkTo(other.me))
        said.push(`${screen.name} is not linked to ${other.name}`)
    }
    for (const { peer } of screen.node().neighbours.links()) {
      if (peer.role === 'visitor' && !screen.node().visitors.admissionOf(peer.device))
        said.push(`${screen.name} holds a link whose admission has ended`)
    }
    for (const { by, id, text, answer, at, isTaken } of world.asked) {
      const copies = copiesOf(screen.node(), id, text)
      if (copies > 1) said.push(`${screen.name} has ${copies} copies of “${text}”`)
      // What only a screen knew that was removed is gone with it.
      const isKept = answer?.ok && !isTaken && !removed.some(({ me }) => me === at)
      if (isKept && copies === 0) said.push(`${screen.name} has lost “${text}”, which ${by} was told is kept`)
    }
  }
  for (const phone of phones) {
    const { documents, presence } = phone.node()
    if (phone.node().standing().at !== 'live') said.push(`${phone.name} is ${phone.node().standing().at}`)
    same('its epoch', first.node().documents.epoch(), documents.epoch(), phone.name)
    same('commons', contentOf(first.node().documents.get('commons')), contentOf(documents.get('commons')), phone.name)
    same('who is here', peopleAt(first.node()), peopleAt({ presence }), phone.name)
    said.push(...pendingIn(documents).map((doc) => `${phone.name} waits for missing changes of ${doc}`))
    if (!phone.node().isAdmin() && documents.names.some((doc) => doc !== 'commons'))
      said.push(`${phone.name} holds more than commons`)
  }
  return said
}

/** What a frame of a link says, where it is a whole packet. */
export function packetIn(label: string, frame: Bytes): { type: string; doc?: string } | undefined {
  if (label === 'bulk' || frame[0] !== 0) return undefined
  const read = readPacket(v.object({ type: v.string(), doc: v.optional(v.string()) }), frame.subarray(1))
  return read.ok ? (read.value.header as { type: string; doc?: string }) : undefined
}

/** A document's records, the same text wherever they are the same. */
export function contentOf(doc: Y.Doc): string {
  const maps = [...doc.share.keys()].sort().flatMap((name) => {
    const map = doc.getMap(name)
    return map.size > 0 ? [[name, sorted(map.toJSON())]] : []
  })
  return JSON.stringify(maps)
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}

const statementsOf = ({ book }: Pick<ScreenNode, 'book'>) =>
  book
    .all()
    .map(({ id }) => id)
    .sort()
    .join()

const peopleAt = ({ presence }: Pick<ScreenNode, 'presence'>) =>
  JSON.stringify(presence.people().map(({ device, name, role, state }) => [device.slice(0, 6), name, role, state]))

const pendingIn = (documents: Documents) =>
  documents.names.filter(
    (doc) => documents.get(doc).store.pendingStructs !== null || documents.get(doc).store.pendingDs !== null,
  )

/** Under its id, or beside it where another device wrote something else under the same one. */
function copiesOf({ documents }: ScreenNode, id: string, text: string): number {
  const under = [...documents.get('commons').getMap('notes')].filter(([key]) => key === id || key.startsWith(`${id}~`))
  return under.filter(([, value]) => (value as { text?: unknown }).text === text).length
}

function firstDifference(a: string, b: string): string {
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  const around = (text: string) => text.slice(Math.max(0, at - 80), at + 60)
  return `…${around(a)}… / …${around(b)}…`
}
