import { createSignal } from 'solid-js'
import { deviceName } from '../platform/device-name.ts'
import { parseJoin, parseTyped, type JoinLink } from '../trust/join-link.ts'
import { attempt } from '../storage/fault.ts'
import { mayPass } from '../ui/phone/Coming.tsx'
import { wordsOf } from '../ui/strings/index.ts'
import type { Outcome, Pairing } from '../ui/view.ts'
import type { PhoneView } from '../ui/phone/view.ts'
import type { Surroundings } from './device.ts'
import { keepPaired, returnToRoom, visitByCode } from './enter-room.ts'
import type { Look } from './look.ts'
import type { DiskMemory, KnownRoom } from './memory.ts'
import { watchDisk } from './watch-disk.ts'
import { startNewcomer, type Newcomer, type NewcomerState } from './newcomer.ts'
import type { PhoneNode } from './phone/phone-node.ts'
import type { Lock } from './screen/lock.ts'
import type { OpenScreen } from './open-screen.ts'
import type { ScreenNode } from './screen/screen-node.ts'

/** The box names a screen again once that has found it, too: mesh/box-client.ts tries every two seconds. */
const SCREENS_BACK_MS = 3_000

/** What this device is at the moment. */
export type Stage =
  | { at: 'coming'; atDoor?: boolean }
  | { at: 'elsewhere' }
  | { at: 'stopped'; reason: string; link?: JoinLink }
  | { at: 'setup'; newcomer?: Newcomer; reason?: string }
  | { at: 'wall'; node: ScreenNode; lock: Lock }
  | { at: 'phone'; node: PhoneNode }

/** How a device goes from one stage to the next. Made once, inside a component. */
export function createStages(around: Surroundings, memory: DiskMemory, lang: Look['lang']) {
  const [stage, setStage] = createSignal<Stage>({ at: 'coming' })
  const [rooms, setRooms] = createSignal<PhoneView['rooms']>([])
  const [pairing, setPairing] = createSignal<Pairing>()
  const [fault, setFault] = createSignal<string>()
  let stopDisk = () => {}

  return {
    stage,
    /** The rooms this device is a member of. */
    rooms,
    pairing,
    /** What is wrong with this device's disk, in one word. */
    fault,
    begin,
    typed,
    again,
    leave: leaveStage,
    toSetup: () => leaveStage().then(() => setStage({ at: 'setup' })),
    toElsewhere: () => setStage({ at: 'elsewhere' }),
    showWall,
    restored,
    removed,
    openById,
  }

  /** `fragment`: what stood behind the # of the address. */
  async function begin(fragment: string) {
    const link = parseJoin(fragment)
    if (link.ok) return follow(link.value)
    const [latest] = await listRooms()
    // A wall that was sent to a wrong address is still that wall.
    if (link.error !== 'empty' && latest?.role !== 'screen') return setStage({ at: 'stopped', reason: 'code-foreign' })
    if (latest) return open(latest)
    const reason = await memory.trouble()
    setStage({ at: 'setup', ...(reason && { reason }) })
  }

  async function follow(link: JoinLink): Promise<void> {
    if (link.as === 'invited') return pair(link)
    setStage({ at: 'coming' })
    const onDoor = () => setStage({ at: 'coming', atDoor: true })
    const visit = await visitByCode(around, memory, link, () => void listRooms(), onDoor)
    if (!visit.ok) {
      setStage({ at: 'stopped', reason: visit.error, link })
      if (visit.error === 'box-gone') againWithBox(link)
    } else if (visit.value.as === 'resident') return open(visit.value.known)
    else setStage({ at: 'phone', node: visit.value.node })
    void listRooms()
  }

  async function pair(link: Extract<JoinLink, { as: 'invited' }>): Promise<void> {
    const newcomer = startNewcomer(
      around,
      link,
      link.role === 'screen' ? wordsOf(lang()).app.firstScreen : deviceName(),
    )
    const draw = () => setPairing(pairingOf(newcomer.state()))
    newcomer.onChange(draw)
    draw()
    setStage({ at: 'setup', newcomer })
    const done = await newcomer.done
    // A failure stays on the page until the person has read it.
    if (!done.ok) return
    const kept = await keepPaired(memory, done.value.keys, done.value.papers)
    if (!kept.ok) return void setStage({ at: 'stopped', reason: kept.error })
    await open(kept.value, true)
  }

  /** `fresh`: an admin has just made this device a screen and stands in front of it. */
  async function open(known: KnownRoom, fresh = false): Promise<void> {
    await memory.keep(known)
    if (known.role === 'screen') {
      // Before anything is read, so that what cannot be read is heard of.
      await heedDisk(known)
      const { openScreen } = await import('./open-screen.ts')
      const opened = await attempt(() => openScreen(around, memory, known))
      const screen = opened.ok ? opened.value : opened
      return screen.ok ? showWall(known, screen.value, fresh) : void setStage({ at: 'stopped', reason: screen.error })
    }
    const node = await returnToRoom(around, memory, known, () => void listRooms())
    if (!node.ok) return void setStage({ at: 'stopped', reason: node.error })
    node.value.onChange(() => void rename(known, node.value))
    setStage({ at: 'phone', node: node.value })
    void listRooms()
  }

  /** The list of rooms names each as it was last known. */
  async function rename(known: KnownRoom, node: PhoneNode): Promise<void> {
    const facts = node.facts()
    if (!facts || (facts.name === known.meta.name && facts.place === known.meta.place)) return
    known.meta = { ...known.meta, ...facts }
    await memory.keep(known)
    await listRooms()
  }

  async function showWall(known: KnownRoom, { node, lock }: OpenScreen, fresh = false): Promise<void> {
    if (fresh) {
      await heedDisk(known)
      lock.unlock()
    }
    if (!memory.lasting) setFault('storage-broken')
    else if (node.documents.corrupt() > 0) setFault('store-corrupt')
    setStage({ at: 'wall', node, lock })
  }

  async function heedDisk({ room }: KnownRoom): Promise<void> {
    stopDisk()
    setFault(undefined)
    stopDisk = watchDisk({ store: await memory.storeOf(room), clock: around.clock, say: setFault })
  }

  async function leaveStage(): Promise<void> {
    const now = stage()
    stopDisk()
    setFault(undefined)
    setStage({ at: 'coming' })
    if (now.at === 'wall') {
      now.lock.stop()
      await now.node.stop()
    } else if (now.at === 'phone') await now.node.stop()
    else if (now.at === 'setup') now.newcomer?.stop()
  }

  async function listRooms(): Promise<KnownRoom[]> {
    const known = await memory.rooms()
    setRooms(
      known
        .filter(({ role }) => role !== 'screen')
        .map(({ room, role, meta }) => ({ id: room, name: meta.name, place: meta.place, role })),
    )
    return known
  }

  async function typed(text: string): Promise<Outcome> {
    const read = parseTyped(text)
    if (!read.ok) return 'code-foreign'
    if (read.value.type === 'link') return void (await follow(read.value.link))
    const { followTyped } = await import('./phone/typed.ts')
    const link = await followTyped(around, read.value.nameplate, read.value.password)
    if (link.ok) return void (await follow(link.value))
    return link.error === 'bad-proof' ? 'code-foreign' : link.error === 'box-gone' ? 'box-gone-in-setup' : link.error
  }

  /** What may pass is tried again with the same code; with any other reason, another code is needed. */
  function again({ reason, link }: Extract<Stage, { at: 'stopped' }>) {
    if (link && mayPass(reason)) {
      around.box.hurry()
      return void follow(link)
    }
    void leaveStage().then(home)
  }

  /** When the box is back nobody need tap, if they still stand before that sentence. */
  function againWithBox(link: JoinLink) {
    const stop = around.box.onState((state) => {
      if (state !== 'here') return
      stop()
      around.clock.after(SCREENS_BACK_MS, again)
    })
    function again() {
      const now = stage()
      if (now.at === 'stopped' && now.link === link) void follow(link)
    }
  }

  /** A wall is never left without its room; everything else may want to go elsewhere. */
  async function home() {
    const [latest] = await listRooms()
    if (latest?.role === 'screen') return open(latest)
    setStage({ at: 'setup' })
  }

  /** Nobody named this screen: the words did not say whose tablet they were typed on. */
  async function restored(known: KnownRoom) {
    await open(known, true)
    const now = stage()
    if (now.at === 'wall') now.node.nameMyself(wordsOf(lang()).app.firstScreen)
  }

  /** An admin took this screen out of the room: what it held of it goes. */
  async function removed(room: KnownRoom['room']) {
    await leaveStage()
    await memory.erase(room)
    setStage({ at: 'stopped', reason: 'removed' })
  }

  async function openById(id: string) {
    const known = (await listRooms()).find(({ room }) => room === id)
    if (!known) return
    await leaveStage()
    await open(known)
  }
}

/** The names of both are not known yet: the dialog says which is this one and which the other. */
const pairingOf = (state: NewcomerState): Pairing =>
  state.at === 'comparing' ? { ...state, mine: deviceName() } : state
