import { makeRendezvous } from '../../../signaling/rendezvous.ts'
import { createRoom } from '../../../src/app/create-room.ts'
import type { Surroundings } from '../../../src/app/device.ts'
import type { KnownRoom, Memory } from '../../../src/app/memory.ts'
import { makeGround, type Ground } from '../../../src/app/phone/arrive.ts'
import { startPhone } from '../../../src/app/phone/node.ts'
import type { ScreenNode } from '../../../src/app/screen/screen-node.ts'
import { startScreen } from '../../../src/app/screen/node.ts'
import { fromBase64url, toBase64url, type Bytes } from '../../../src/lib/bytes.ts'
import { startBoxClient, type OpenWire } from '../../../src/mesh/box-client.ts'
import { makeOpenRtc } from '../../../src/mesh/rtc.ts'
import { realClock as clock, realRandom as random } from '../../../src/platform/clock.ts'
import type { SessionId } from '../../../src/protocol/ids.ts'
import type { BoxMessage } from '../../../src/protocol/signal.ts'
import { memoryRoomStore } from '../../../src/storage/memory.ts'
import { makeDeviceKeys, signerOf, type DeviceKeys } from '../../../src/trust/keys.ts'
import { sign } from '../../../src/trust/statement.ts'
import { subTopic } from '../../../src/trust/topics.ts'
import { round } from './timing.ts'

const SCREENS = 4

/** A room of so many devices over real WebRTC in one page: one screen is removed, and no device may keep a link to it. */
export async function revocation(devices: number) {
  const box = makeBox()
  const hall = await firstScreen(box)
  const screens: ScreenNode[] = [hall.node]
  for (let n = 1; n < SCREENS; n++) screens.push(await nextScreen(box, hall))
  const stolen = screens[SCREENS - 1] as ScreenNode
  await until(() => screens.every(({ neighbours }) => neighbours.links().length >= SCREENS - 1))
  const phones: Ground[] = []
  for (let n = SCREENS; n < devices; n++) phones.push(await member(box, hall))
  const others = [...screens.filter((screen) => screen !== stolen), ...phones]
  await until(() => phones.every(({ neighbours }) => neighbours.links().length >= 2))
  const linked = others.filter(({ neighbours }) => neighbours.linkTo(stolen.me))

  const startMs = performance.now()
  const free = Promise.all(
    linked.map(({ neighbours }) => new Promise((resolve) => void neighbours.linkTo(stolen.me)?.onClose(resolve))),
  )
  await hall.node.remove(stolen.me)
  await free
  const noLinkMs = performance.now() - startMs
  await until(() =>
    screens.every((screen) => screen === stolen || screen.documents.epoch() === hall.node.documents.epoch()),
  )
  return {
    devices,
    linkedToIt: linked.length,
    noLinkMs: round(noLinkMs),
    nextEpochMs: round(performance.now() - startMs),
  }
}

type Box = ReturnType<typeof makeBox>
type First = { node: ScreenNode; keys: DeviceKeys; introductions: string }

/** The real rendezvous, reached by function calls. */
function makeBox() {
  const rendezvous = makeRendezvous()
  const sessions = new Map<SessionId, (message: BoxMessage) => void>()
  const wire: OpenWire = ({ onMessage }) => {
    const session = toBase64url(random(16)) as SessionId
    const later = (message: BoxMessage) => void setTimeout(() => onMessage(message))
    sessions.set(session, later)
    rendezvous.enter(session)
    later({ type: 'welcome', session, key: '', stunPort: 0, version: 1 })
    return {
      send(message) {
        const delivery = rendezvous.take(session, message)
        if (delivery) sessions.get(delivery.to)?.(delivery.message)
      },
      close: () => rendezvous.leave(session),
    }
  }
  return {
    around: (): Surroundings => ({
      ...{ clock, random, origin: location.origin, openRtc: makeOpenRtc({ stunUrls: () => [], clock }) },
      box: startBoxClient({ host: '', wires: [wire], clock, random }),
      // Nobody opens a board here, and nothing keeps these devices apart: another direct try serves as well as a relay.
      attachBoard: () => () => {},
      openRelay: makeOpenRtc({ stunUrls: () => [], clock }),
    }),
  }
}

async function firstScreen(box: Box): Promise<First> {
  const store = memoryRoomStore()
  let known: Omit<KnownRoom, 'openedAtMs'> | undefined
  const memory: Memory = {
    lasting: false,
    rooms: () => Promise.resolve([]),
    keep(next) {
      known = next
      return Promise.resolve({ ok: true, value: { ...next, openedAtMs: 0 } })
    },
    storeOf: () => Promise.resolve(store),
    erase: () => Promise.resolve(),
  }
  const answers = { roomName: 'Bench', place: '', pin: '2580', screenName: 'Wall' }
  const made = await createRoom(box.around(), memory, answers, random(16))
  if (!made.ok || !known) throw new Error('no room')
  return { node: made.value.node, keys: known.keys, introductions: known.meta.introductions ?? '' }
}

async function nextScreen(box: Box, hall: First): Promise<ScreenNode> {
  const keys = await added(hall, 'screen')
  const store = memoryRoomStore()
  const all = hall.node.book.all()
  await store.putStatements(
    all.map(({ signed }) => signed),
    all.map(({ id }) => id),
  )
  const { introductions, node } = hall
  return startScreen({ around: box.around(), room: node.room, keys, store, introductions })
}

async function member(box: Box, hall: First): Promise<Ground> {
  const keys = await added(hall, 'member')
  const around = box.around()
  const ground = makeGround(around, keys)
  const topicSecret = toBase64url(await subTopic(fromBase64url(hall.introductions) as Bytes, 'residents'))
  const statements = hall.node.book.all().map(({ signed }) => signed)
  const papers = { room: hall.node.room, statements, topicSecret, name: '', awayMinutes: 15 }
  await startPhone({
    ...{ around, ground, keys, role: 'member', papers, store: memoryRoomStore() },
    keepPapers: () => Promise.resolve(),
    erase: () => Promise.resolve(),
  })
  return ground
}

/** What a person does with two taps and six digits, without the person. */
async function added({ node, keys }: First, role: 'screen' | 'member'): Promise<DeviceKeys> {
  const fresh = await makeDeviceKeys()
  const said = { room: node.room, by: keys.device, at: Date.now(), heads: node.book.roster()?.heads ?? [] }
  const what = { device: fresh.device, seal: fresh.seal, role, admin: role === 'screen' }
  node.book.add([await sign(signerOf(keys), { kind: 'add', ...said, ...what })])
  return fresh
}

async function until(holds: () => boolean): Promise<void> {
  for (const giveUpMs = performance.now() + 120_000; !holds();) {
    if (performance.now() > giveUpMs) throw new Error('the room never came to it')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
