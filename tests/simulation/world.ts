import { makeChance, seedPlatform, takeTime, type Chance } from './chance.ts'
import * as Y from 'yjs'
import { assert } from '../../src/lib/assert.ts'
import { utf8, type Bytes } from '../../src/lib/bytes.ts'
import { digest } from '../../src/lib/digest.ts'
import { ok, type Result } from '../../src/lib/result.ts'
import type { DeviceId } from '../../src/protocol/ids.ts'
import { FINGERPRINT_BYTES } from '../../src/trust/join-link.ts'
import { keyFingerprint, makeDeviceKeys, signerOf } from '../../src/trust/keys.ts'
import { sign } from '../../src/trust/statement.ts'
import { makeBoards, type Boards } from './boards.ts'
import { makeWords } from '../../src/trust/words.ts'
import { BOX, makeBox } from './box.ts'
import { makeDevice, type Device } from './device.ts'
import { makeNetwork } from './network.ts'
import { knownRoom, makePeople, openScreen, valueOf, type Asked, type Phone, type Screen } from './people.ts'
import { today, type Release } from './release.ts'
import { makeRtc, type Tap } from './rtc.ts'
import { makeTimeline, type Timeline } from './time.ts'

/** A building with one room in it: everything is real but the cables, the time, the disks and the dice. */
export type World = Timeline & {
  chance: Chance
  screens: readonly Screen[]
  phones: readonly Phone[]
  asked: readonly Asked[]
  box: { kill(): void; restart(): void; counts(): { sessions: number; topics: number } }
  /** What attaches to open boards, as stock y-webrtc would carry it. */
  boards: Boards
  onFrame(tap: Tap): void
  /** All that has arrived so far, as one number: two runs of one seed have the same. */
  trace(): string

  /** A device that knows no room, for who brings an app of their own. */
  device(name: string): Device
  makeRoom(name: string, how?: How): Promise<Screen>
  pairScreen(by: Screen, name: string, how?: How): Promise<Screen>
  pairMember(by: Screen, name: string, how?: How & { admin?: boolean }): Promise<Phone>
  /** The recovery words of the room. */
  words(): string
  /** An admin makes another one none. */
  unadmin(by: Screen, device: DeviceId): Promise<void>
  /** A member on paper only, so that there is somebody to remove. */
  addPaperMember(by: Screen): Promise<DeviceId>
  visit(at: Screen, name: string, how?: How): Promise<Phone>
  tryVisit(at: Screen, name: string, how?: How): Promise<Result<Phone>>
  /** Everybody scans in the same moment, each at the next screen. */
  crowdIn(names: readonly string[]): Promise<readonly Phone[]>

  /** Between two, or between one and everybody, the box too. */
  cut(a: Device, b?: Device | typeof BOX): void
  /** Everybody is in one of these groups; the box is with the first. */
  split(...groups: readonly (readonly Device[])[]): void
  heal(): void
  /** The access point keeps its clients apart: everybody reaches the box and nobody else. */
  isolate(): void
}
/** What one signature or key costs a tablet (notes/mesh.md: 0.05 to 0.08 ms on a desk). */
const CRYPTO_MS: readonly [number, number] = [0.05, 0.8]
/** `skewMs`: how far off its clock is. `release`: what it runs, if not today's. */
type How = { skewMs?: number; release?: Release }

export function makeWorld(seed: number | string, { cryptoMs = CRYPTO_MS } = {}): World {
  const chance = makeChance(`osmose ${seed}`)
  const [one, two] = [0, 1].map(() => {
    seedPlatform(chance.fork('platform'))
    return new Y.Doc().clientID
  })
  assert(one === two, 'chance.ts was loaded before yjs')
  const timeline = makeTimeline()
  const { finish } = timeline
  const toil = chance.fork('cryptography')
  takeTime((resume) => timeline.soon(toil.between(...cryptoMs), resume))
  const taps: Tap[] = []
  let trace = ''
  const network = makeNetwork({
    timeline,
    chance,
    onArrival: (line, bytes) => (trace = digest(utf8(`${trace} ${timeline.nowMs()} ${line} ${bytes}`))),
  })
  const rtc = makeRtc({ timeline, network, chance, tap: (...frame) => taps.forEach((tap) => tap(...frame)) })
  const box = makeBox({ timeline, network, chance })
  const boards = makeBoards(timeline)
  const devices: Device[] = []
  const { screens, phones, asked, screenOn, phoneOn, pair } = makePeople({ timeline, chance })
  const deviceNamed = (name: string, { skewMs = 0, release = today }: How = {}) => {
    const device = makeDevice({ name, skewMs, timeline, chance, rtc, box, boards, release })
    devices.push(device)
    return device
  }

  let entropy = new Uint8Array() as Bytes

  const world: World = {
    ...timeline,
    chance: chance.fork('story'),
    screens,
    phones,
    asked,
    box,
    boards,
    onFrame: (tap) => void taps.push(tap),
    trace: () => trace,

    device: (name) => deviceNamed(name),
    async makeRoom(name, how) {
      const device = deviceNamed(name, how)
      const { around, memory } = device.boot()
      const answers = { roomName: 'Club', place: 'first floor', pin: '4711', screenName: name }
      entropy = chance.bytes(16)
      const made = await finish(device.release.createRoom(around, memory, answers, entropy))
      return screenOn(device, valueOf(made, 'the room is made').node)
    },
    async pairScreen(by, name, how) {
      const device = deviceNamed(name, how)
      const { around, memory } = await pair(by, device, 'screen', false)
      return screenOn(device, await finish(openScreen(device.release, around, memory)))
    },
    async pairMember(by, name, { admin = false, ...how } = {}) {
      const device = deviceNamed(name, how)
      const { around, memory, known } = await pair(by, device, 'member', admin)
      const node = await finish(device.release.returnToRoom(around, memory, known, () => {}))
      return phoneOn(device, 'member', valueOf(node, 'a member comes in'))
    },
    words: () => makeWords(entropy, 'en').join(' '),
    async unadmin(by, device) {
      const { room, me, roomNow, book } = by.node()
      const { keys } = await knownRoom(by.memory())
      const said = { room, by: me, at: roomNow(), heads: book.roster()?.heads ?? [] }
      book.add([await finish(sign(signerOf(keys), { kind: 'unadmin', ...said, device }))])
    },
    async addPaperMember(by) {
      const node = by.node()
      const { keys } = await knownRoom(by.memory())
      const paper = await finish(makeDeviceKeys())
      const add = sign(signerOf(keys), {
        kind: 'add',
        room: node.room,
        by: node.me,
        at: node.roomNow(),
        heads: node.book.roster()?.heads ?? [],
        device: paper.device,
        seal: paper.seal,
        role: 'member',
        admin: false,
      })
      node.book.add([await finish(add)])
      return paper.device
    },
    visit: async (at, name, how) => valueOf(await world.tryVisit(at, name, how), `${name} is let in`),
    tryVisit: (at, name, how) => finish(scan(at, name, how)),
    async crowdIn(names) {
      const visits = names.map((name, n) => scan(screens[n % screens.length] as Screen, name))
      return (await finish(Promise.all(visits))).map((visit, n) => valueOf(visit, `${names[n]} is let in`))
    },

    cut(a, b) {
      if (b !== undefined) return network.cut(a.name, b === BOX ? BOX : b.name)
      network.cut(a.name, BOX)
      for (const other of devices) if (other.name !== a.name) network.cut(a.name, other.name)
    },
    split(...groups) {
      for (const [n, group] of groups.entries()) {
        for (const a of group) {
          if (n > 0) network.cut(a.name, BOX)
          for (const b of groups.slice(n + 1).flat()) network.cut(a.name, b.name)
        }
      }
    },
    isolate: () => network.isolate(BOX),
    heal() {
      for (const [a, b] of network.cuts()) network.heal(a, b)
    },
  }
  return world

  async function scan(at: Screen, name: string, how?: How): Promise<Result<Phone>> {
    const device = deviceNamed(name, how)
    const { around, memory } = device.boot()
    const code = at.node().codes.current()?.code
    const fingerprint = await keyFingerprint(at.me, FINGERPRINT_BYTES.visitor)
    assert(code && fingerprint, 'a screen shows a code and has a key')
    const visit = await device.release.visitByCode(around, memory, { as: 'visitor', code, fingerprint }, () => {})
    if (!visit.ok) return visit
    assert(visit.value.as === 'visitor', 'a new phone belongs to no room')
    return ok(phoneOn(device, 'visitor', visit.value.node))
  }
}
