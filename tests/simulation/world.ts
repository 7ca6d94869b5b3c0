import { makeChance, seedPlatform, type Chance } from './chance.ts'
import * as Y from 'yjs'
import { createRoom } from '../../src/app/create-room.ts'
import { keepPaired, returnToRoom, visitByCode } from '../../src/app/enter-room.ts'
import { startNewcomer } from '../../src/app/newcomer.ts'
import type { PhoneNode } from '../../src/app/phone/node.ts'
import { startScreen, type ScreenNode } from '../../src/app/screen/node.ts'
import { assert } from '../../src/lib/assert.ts'
import { toBase64url, type Bytes } from '../../src/lib/bytes.ts'
import { digest } from '../../src/lib/digest.ts'
import { utf8 } from '../../src/lib/bytes.ts'
import type { Result } from '../../src/lib/result.ts'
import type { DeviceId } from '../../src/protocol/ids.ts'
import { FINGERPRINT_BYTES, parseJoin } from '../../src/trust/join-link.ts'
import { keyFingerprint, makeDeviceKeys, signerOf } from '../../src/trust/keys.ts'
import { sign } from '../../src/trust/statement.ts'
import { BOX, makeBox } from './box.ts'
import { makeDevice, type Device } from './device.ts'
import { makeNetwork } from './network.ts'
import { makeRtc, type Tap } from './rtc.ts'
import { makeTimeline, type Timeline } from './time.ts'

export type Screen = Device & {
  node(): ScreenNode
  me(): DeviceId
  /** Opens the room from its disk, after `stop` or a loss of power. */
  start(): Promise<void>
  stop(): Promise<void>
}
export type Phone = Device & {
  role: 'visitor' | 'member'
  node(): PhoneNode
  me(): DeviceId
  start(): Promise<void>
  stop(): Promise<void>
  /** Asks its home to add a note; what becomes of it is kept in `world.asked`. */
  note(text: string, id?: string): Asked
  show(text: string): Promise<Result<unknown>>
}
/** Something a phone asked for, and what it was told. */
export type Asked = { by: string; id: string; text: string; answer: Result<unknown> | undefined; answered: Promise<Result<unknown>> }

/** A building with one room: everything in it is real but the cables, the time and the disks. */
export type World = Pick<Timeline, 'nowMs' | 'advance' | 'settle' | 'finish'> & {
  seed: string
  chance: Chance
  screens: Screen[]
  phones: Phone[]
  asked: Asked[]
  /** Every frame that arrived since the beginning, as one number: two runs of one seed have the same. */
  trace(): string
  onFrame(tap: Tap): void

  makeRoom(name: string, how?: { skewMs?: number }): Promise<Screen>
  pairScreen(by: Screen, name: string, how?: { skewMs?: number }): Promise<Screen>
  pairMember(by: Screen, name: string, how?: { admin?: boolean }): Promise<Phone>
  /** A member on paper: something to remove, where a story needs an epoch. */
  addPaperMember(by: Screen): Promise<DeviceId>
  visit(at: Screen, name: string): Promise<Phone>
  /** The same, told why not. */
  tryVisit(at: Screen, name: string): Promise<Result<Phone>>

  /** Between two, or one and everybody (the box too). */
  cut(a: Device, b?: Device | typeof BOX): void
  /** Everybody is in one of these groups; the box belongs to the first. */
  split(...groups: readonly (readonly Device[])[]): void
  heal(): void
  box: { kill(): void; restart(): void; counts(): { sessions: number; topics: number } }
}

export function makeWorld(seed: number | string): World {
  const chance = makeChance(`osmose ${seed}`)
  const platform = chance.fork('platform')
  seedPlatform(platform)
  const taps: Tap[] = []
  let trace = ''
  const timeline = makeTimeline()
  const network = makeNetwork({
    timeline,
    chance,
    onArrival: (line, bytes) => (trace = digest(utf8(`${trace} ${timeline.nowMs()} ${line} ${bytes}`))),
  })
  const rtc = makeRtc({ timeline, network, chance, tap: (...frame) => taps.forEach((tap) => tap(...frame)) })
  const box = makeBox({ timeline, network, chance })
  const screens: Screen[] = []
  const phones: Phone[] = []
  const asked: Asked[] = []
  const { finish } = timeline
  assert(new Y.Doc().clientID === new DataView(chance.fork('platform').bytes(4).buffer).getUint32(0, true), 'chance.ts was imported before yjs')

  const world: World = {
    seed: `${seed}`,
    chance: chance.fork('story'),
    ...timeline,
    screens,
    phones,
    asked,
    trace: () => trace,
    onFrame: (tap) => void taps.push(tap),
    box: { kill: box.kill, restart: box.restart, counts: box.counts },

    async makeRoom(name, { skewMs = 0 } = {}) {
      const device = deviceNamed(name, skewMs)
      const { around, memory } = device.boot()
      const answers = { roomName: 'Club', place: 'first floor', pin: '4711', screenName: name }
      const made = await finish(createRoom(around, memory, answers, chance.bytes(16)))
      return screenOn(device, valueOf(made, 'the room is made').node)
    },
    async pairScreen(by, name, { skewMs = 0 } = {}) {
      const device = deviceNamed(name, skewMs)
      await pair(by, device, 'screen', false)
      const screen = screenOn(device)
      return screen
    },
    async pairMember(by, name, { admin = false } = {}) {
      const device = deviceNamed(name, 0)
      const { around, memory, known } = await pair(by, device, 'member', admin)
      const node = await finish(returnToRoom(around, memory, known, () => {}))
      return phoneOn(device, 'member', valueOf(node, 'the member comes in'))
    },
    async addPaperMember(by) {
      const node = by.node()
      const known = await finish(by.known())
      const keys = await finish(makeDeviceKeys())
      const add = sign(signerOf(known.keys), {
        kind: 'add',
        room: node.room,
        by: node.me,
        at: node.roomNow(),
        heads: node.book.roster()?.heads ?? [],
        device: keys.device,
        seal: keys.seal,
        role: 'member',
        admin: false,
      })
      node.book.add([await finish(add)])
      return keys.device
    },
    async visit(at, name) {
      return valueOf(await world.tryVisit(at, name), `${name} is let in`)
    },
    async tryVisit(at, name) {
      const device = deviceNamed(name, 0)
      const { around, memory } = device.boot()
      const code = at.node().codes.current()?.code
      const fingerprint = await finish(keyFingerprint(at.me(), FINGERPRINT_BYTES.visitor))
      assert(code && fingerprint, 'a screen shows a code and has a key')
      const visit = await finish(visitByCode(around, memory, { as: 'visitor', code, fingerprint }, () => {}))
      return visit.ok ? { ok: true, value: phoneOn(device, 'visitor', visit.value) } : visit
    },

    cut(a, b) {
      if (b) return network.cut(a.name, typeof b === 'string' ? b : b.name)
      network.cut(a.name, BOX)
      for (const other of everybody()) if (other !== a) network.cut(a.name, other.name)
    },
    split(...groups) {
      for (const [n, group] of groups.entries()) {
        for (const a of group) {
          if (n > 0) network.cut(a.name, BOX)
          for (const other of groups.slice(n + 1).flat()) network.cut(a.name, other.name)
        }
      }
    },
    heal() {
      for (const [a, b] of network.cuts()) network.heal(a, b)
    },
  }
  return world
}
