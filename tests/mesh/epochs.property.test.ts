import { makeChance, seedPlatform } from '../simulation/chance.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { DeviceId, StatementId } from '../../src/protocol/ids.ts'
import { addNote, notesOf, removeNote } from '../../src/room/commons.ts'
import {
  baselineOf,
  bringAgain,
  bringUnseen,
  type Brought,
  laterEpoch,
  type Baseline,
  type EpochOrder,
} from '../../src/room/epoch.ts'
import { contentOf } from '../simulation/agreement.ts'
import { named } from '../trust/people.ts'

const SEED = 20260101
const SCREENS = ['hall', 'kitchen', 'den']
/** How far off each screen's clock is when it is alone. */
const SKEWS_MS = [0, 7_200_000, -7_200_000]

type Epoch = EpochOrder & { baseline?: Baseline }
type Screen = {
  me: DeviceId
  rank: number
  doc: Y.Doc
  brought: Brought[]
  epoch: Epoch
  disk: { update: Uint8Array; epoch: Epoch }
}

/** Screens as documents only: what mesh/documents.ts and mesh/sync.ts do with them, one step at a time. */
function makeRoom() {
  seedPlatform(makeChance('epochs'))
  let nowMs = 1_767_225_600_000
  let ids = 0
  const first: Epoch = { id: '', n: 0, rank: Infinity }
  const screens = SCREENS.map((name, rank): Screen => {
    const doc = new Y.Doc()
    return {
      me: named(name),
      rank,
      doc,
      brought: [],
      epoch: first,
      disk: { update: Y.encodeStateAsUpdate(doc), epoch: first },
    }
  })
  const author = (screen: Screen) => ({ screen: screen.me, now: () => nowMs + (SKEWS_MS[screen.rank] ?? 0) })
  const written = new Map<string, { text: string; on: Set<Screen> }>()
  const removed = new Set<string>()

  return { screens, written, removed, pass: (ms: number) => (nowMs += ms), note, remove, meet, open, flush, losePower }

  function note(screen: Screen) {
    const id = `note${ids++}`.padEnd(22, '_')
    addNote(screen.doc, id, { text: id, by: screen.me, byName: '' }, author(screen))
    written.set(id, { text: id, on: new Set([screen]) })
  }
  function remove(screen: Screen, which: number) {
    const there = notesOf(screen.doc)
    const target = there[which % Math.max(1, there.length)]
    if (!target) return
    removeNote(screen.doc, target.id, author(screen))
    removed.add(target.id)
  }
  function open(screen: Screen) {
    const baseline = baselineOf(screen.doc, nowMs)
    const n = 1 + Math.max(...screens.map(({ epoch }) => (epoch === screen.epoch ? epoch.n : 0)))
    adopt(screen, { id: `epoch${ids++}`.padEnd(43, '_') as StatementId, n, rank: screen.rank, baseline })
  }
  function adopt(screen: Screen, epoch: Epoch) {
    const fresh = new Y.Doc()
    Y.applyUpdate(fresh, epoch.baseline?.bytes ?? new Uint8Array([0, 0]))
    screen.brought = bringUnseen(screen.doc, fresh, epoch.baseline?.seen ?? {})
    screen.doc = fresh
    screen.epoch = epoch
    flush(screen)
  }
  function meet(a: Screen, b: Screen) {
    const order = laterEpoch(a.epoch, b.epoch)
    if (order > 0) adopt(b, a.epoch)
    if (order < 0) adopt(a, b.epoch)
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)))
      bringAgain(to.doc, to.brought)
    }
    for (const { on } of written.values()) if (on.has(a) || on.has(b)) on.add(a).add(b)
  }
  function flush(screen: Screen) {
    screen.disk = { update: Y.encodeStateAsUpdate(screen.doc), epoch: screen.epoch }
  }
  function losePower(screen: Screen) {
    nowMs += 1_000 // no tablet starts faster
    screen.doc = new Y.Doc()
    Y.applyUpdate(screen.doc, screen.disk.update)
    screen.epoch = screen.disk.epoch
    screen.brought = []
    const kept = new Set(notesOf(screen.doc).map(({ id }) => id))
    for (const [id, { on }] of written) if (!kept.has(id)) on.delete(screen)
  }
}

const act = fc.record({
  kind: fc.constantFrom('note', 'note', 'note', 'remove', 'meet', 'meet', 'open', 'losePower', 'flush'),
  who: fc.nat({ max: 2 }),
  other: fc.nat({ max: 2 }),
  which: fc.nat(),
  passMs: fc.constantFrom(0, 1, 1_000),
})

function play(
  acts: readonly (typeof act extends fc.Arbitrary<infer A> ? A : never)[],
  { withLosses }: { withLosses: boolean },
) {
  const room = makeRoom()
  for (const { kind, who, other, which, passMs } of acts) {
    const [a, b] = [room.screens[who] as Screen, room.screens[other] as Screen]
    room.pass(passMs)
    if (kind === 'meet') room.meet(a, b)
    else if (kind === 'losePower') {
      if (withLosses) room.losePower(a)
    } else if (kind === 'remove') room.remove(a, which)
    else room[kind](a)
  }
  for (let n = 0; n < 3; n++) for (const a of room.screens) for (const b of room.screens) room.meet(a, b)
  return room
}

test('whoever wrote, removed, met and opened epochs in whatever order: all end equal, with all that was noted and nothing that was removed (M10)', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
      const { screens, written, removed } = play(acts, { withLosses: false })
      const [first, ...others] = screens.map(({ doc }) => contentOf(doc))
      for (const other of others) expect(other).toBe(first)
      const there = notesOf((screens[0] as Screen).doc).map(({ id }) => id)
      expect(there.sort()).toEqual([...written.keys()].filter((id) => !removed.has(id)).sort())
    }),
    { seed: SEED, numRuns: 400 },
  )
})

test('and where screens lost their last writes with their power: all end equal, with all that some screen still had (M10)', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
      const { screens, written, removed } = play(acts, { withLosses: true })
      const [first, ...others] = screens.map(({ doc }) => contentOf(doc))
      for (const other of others) expect(other).toBe(first)
      const there = new Set(notesOf((screens[0] as Screen).doc).map(({ id }) => id))
      for (const [id, { on }] of written) if (on.size > 0 && !removed.has(id)) expect(there.has(id)).toBe(true)
    }),
    { seed: SEED, numRuns: 400 },
  )
})
