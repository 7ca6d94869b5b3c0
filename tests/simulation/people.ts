import type { PhoneNode } from '../../src/app/phone/phone-node.ts'
import type { ScreenNode } from '../../src/app/screen/screen-node.ts'
import type { Surroundings } from '../../src/app/device.ts'
import type { Memory, KnownRoom } from '../../src/app/memory.ts'
import { assert } from '../../src/lib/assert.ts'
import { toBase64url } from '../../src/lib/bytes.ts'
import type { Result } from '../../src/lib/result.ts'
import type { DeviceId } from '../../src/protocol/ids.ts'
import { parseJoin } from '../../src/trust/join-link.ts'
import type { Chance } from './chance.ts'
import type { Device } from './device.ts'
import type { Release } from './release.ts'
import type { Timeline } from './time.ts'

/** A tablet on the wall. */
export type Screen = Device & {
  me: DeviceId
  node(): ScreenNode
  /** Opens the room from its disk, after `stop` or a loss of power. */
  start(): Promise<void>
  stop(): Promise<void>
}
/** A phone in somebody's hand. */
export type Phone = Device & {
  me: DeviceId
  role: 'visitor' | 'member'
  node(): PhoneNode
  start(): Promise<void>
  stop(): Promise<void>
  /** Asks for a note; what becomes of it is kept in `world.asked`. */
  note(text: string, id?: string): Asked
  /** Fell asleep in a pocket, and woke up. */
  wakeUp(): void
}
/** Something a phone asked for, and what it was told so far. */
export type Asked = {
  by: string
  id: string
  text: string
  answer?: Result<unknown>
  answered: Promise<Result<unknown>>
  /** Its home when it was answered. */
  at?: DeviceId
  /** Somebody asked to take it away again. */
  isTaken?: boolean
}

export function makePeople({ timeline, chance }: { timeline: Timeline; chance: Chance }) {
  const { finish } = timeline
  const screens: Screen[] = []
  const phones: Phone[] = []
  const asked: Asked[] = []
  const ids = chance.fork('ids')

  return { screens, phones, asked, screenOn, phoneOn, pair }

  function screenOn(device: Device, first: ScreenNode): Screen {
    let node: ScreenNode | undefined = first
    const screen: Screen = {
      ...device,
      me: first.me,
      node() {
        assert(node && device.isOn(), `${device.name} is on`)
        return node
      },
      async start() {
        const { around, memory } = device.boot()
        node = await finish(openScreen(device.release, around, memory))
      },
      async stop() {
        if (node) await finish(node.stop())
        device.close()
      },
    }
    screens.push(screen)
    return screen
  }

  function phoneOn(device: Device, role: Phone['role'], first: PhoneNode): Phone {
    let node = first
    const phone: Phone = {
      ...device,
      role,
      me: first.me,
      node: () => node,
      async start() {
        const { around, memory } = device.boot()
        const [known] = await memory.rooms()
        assert(known, `${device.name} still knows the room`)
        node = valueOf(
          await finish(device.release.returnToRoom(around, memory, known, () => {})),
          `${device.name} comes back`,
        )
      },
      async stop() {
        await finish(node.stop())
        device.close()
      },
      note(text, id = toBase64url(ids.bytes(16))) {
        const one: Asked = { by: device.name, id, text, answered: node.call('note.add', { id, text }) }
        void one.answered.then((answer) => Object.assign(one, { answer, at: node.homeScreen() }))
        asked.push(one)
        return one
      },
      wakeUp() {
        device.wake()
        node.hurry()
      },
    }
    phones.push(phone)
    return phone
  }

  /** Two people stand before two devices, compare six digits and tap. */
  async function pair(by: Screen, device: Device, role: 'screen' | 'member', admin: boolean) {
    const { around, memory } = device.boot()
    const { pairing } = by.node()
    await finish(pairing.invite(role, admin))
    const inviting = pairing.state()
    assert(inviting?.at === 'inviting', 'the wall shows an invitation')
    const link = valueOf(parseJoin(new URL(inviting.url).hash), 'an invitation can be read')
    assert(link.as === 'invited', 'an invitation invites')
    const newcomer = device.release.startNewcomer(around, link, device.name)
    await timeline.until(
      () => newcomer.state().at !== 'waiting' && pairing.state()?.at !== 'inviting',
      'they compare digits',
    )
    const [mine, theirs] = [newcomer.state(), pairing.state()]
    assert(
      mine.at === 'comparing' && theirs?.at === 'comparing' && mine.sas === theirs.sas,
      'both show the same six digits',
    )
    newcomer.answer(true)
    pairing.answer(true)
    const done = valueOf(await finish(newcomer.done), `${device.name} is paired`)
    const known = valueOf(await finish(device.release.keepPaired(memory, done.keys, done.papers)), 'a disk keeps it')
    return { around, memory, known }
  }
}

/** The room that this device is a screen of. */
export async function openScreen(release: Release, around: Surroundings, memory: Memory): Promise<ScreenNode> {
  const known = await knownRoom(memory)
  assert(known.role === 'screen' && known.meta.introductions !== undefined, 'this device is a screen')
  const store = await memory.storeOf(known.room)
  return release.startScreen({
    around,
    room: known.room,
    keys: known.keys,
    store,
    introductions: known.meta.introductions,
  })
}

export async function knownRoom(memory: Memory): Promise<KnownRoom> {
  const [known] = await memory.rooms()
  assert(known, 'the device knows a room')
  return known
}

export function valueOf<T>(result: Result<T>, belief: string): T {
  assert(result.ok, `${belief} (${result.ok ? '' : result.error})`)
  return result.value
}
