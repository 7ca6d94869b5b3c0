import { err, ok, type Result } from '../lib/result.ts'
import { parse } from '../protocol/shape.ts'
import { memoryRoomStore } from '../storage/memory.ts'
import type { Link } from '../mesh/link.ts'
import { makeDeviceKeys } from '../trust/keys.ts'
import type { JoinLink } from '../trust/join-link.ts'
import { verify } from '../trust/statement.ts'
import type { Surroundings } from './device.ts'
import type { KnownRoom, Memory } from './memory.ts'
import { entryPapers, type PairingPapers } from './papers.ts'
import { arrive, makeGround, type Ground } from './phone/arrive.ts'
import { startPhone } from './phone/node.ts'
import type { PhoneNode } from './phone/phone-node.ts'

/** Somebody may have to walk to the wall and tap (see screen/visitors.ts). */
const ENTER_MS = 65_000
/** Nobody needs to let in who belongs to the room. */
const TAKE_BACK_MS = 2_000
/** Nobody who is simply let in waits this long. */
const AT_DOOR_MS = 3_000

/** In as a visitor; or this device belongs to that room already, and comes in as what it is. */
export type Visit = { as: 'visitor'; node: PhoneNode } | { as: 'resident'; known: KnownRoom }

/** A visitor follows the code on the wall: new keys for each visit, so that no two visits can be told to be the same phone. */
export async function visitByCode(
  around: Surroundings,
  memory: Memory,
  link: JoinLink,
  onErased: () => void,
  onDoor: () => void = () => {},
): Promise<Result<Visit>> {
  const keys = await makeDeviceKeys()
  const ground = makeGround(around, keys)
  const give = (reason: string) => {
    ground.introductions.stop()
    ground.neighbours.stop()
    return err(reason)
  }
  const arrived = await arrive(around, keys, ground, link)
  if (!arrived.ok) return give(arrived.error)
  const before = (await memory.rooms()).find((known) => known.room === arrived.value.room)
  // A member or a screen that scans is no visitor: what it holds of the room must not be exchanged for a visitor's.
  if (before && before.role !== 'visitor') {
    await takeBack(ground, arrived.value)
    give('resident')
    return ok({ as: 'resident', known: before })
  }
  const stay = before?.meta.papers?.admission
  const stopDoor = around.clock.after(AT_DOOR_MS, onDoor)
  const answer = await ground.calls.call(arrived.value, 'enter', stay ? { before: stay } : {}, undefined, ENTER_MS)
  stopDoor()
  if (!answer.ok) return give(arrived.value.byeReason() ?? answer.error)
  const papers = parse(entryPapers, answer.value)
  if (!papers.ok) return give('malformed')
  // A full or broken disk does not keep anybody out: the visit then lasts as long as the page.
  const { room } = papers.value
  const kept = await memory.keep({ room, role: 'visitor', keys, meta: { name: '', place: '', papers: papers.value } })
  const store = kept.ok ? await memory.storeOf(room) : memoryRoomStore()
  const node = await startPhone({
    around,
    ground,
    keys,
    role: 'visitor',
    papers: papers.value,
    store,
    keepPapers: (fresh) => memory.keep({ room, role: 'visitor', keys, meta: { name: '', place: '', papers: fresh } }),
    erase: () => memory.erase(room).then(onErased),
  })
  return ok({ as: 'visitor', node })
}

/** The screen has taken us for a visitor; it need not keep a place for one. */
async function takeBack({ calls }: Ground, link: Link): Promise<void> {
  const entered = await calls.call(link, 'enter', {}, undefined, TAKE_BACK_MS)
  if (entered.ok) await calls.call(link, 'leave', {})
}

/** A member, or a visitor still admitted, comes back without scanning. */
export async function returnToRoom(
  around: Surroundings,
  memory: Memory,
  known: KnownRoom,
  onErased: () => void,
): Promise<Result<PhoneNode>> {
  const { papers } = known.meta
  if (!papers || known.role === 'screen') return err('store-corrupt')
  const ground = makeGround(around, known.keys)
  const store = await memory.storeOf(known.room)
  return ok(
    await startPhone({
      around,
      ground,
      keys: known.keys,
      role: known.role,
      papers,
      store,
      keepPapers(fresh) {
        known.meta = { ...known.meta, papers: fresh }
        return memory.keep(known)
      },
      erase: () => memory.erase(known.room).then(onErased),
    }),
  )
}

/** Keeps what a paired device was handed; from now on it opens the room by itself. */
export async function keepPaired(
  memory: Memory,
  keys: KnownRoom['keys'],
  papers: PairingPapers,
): Promise<Result<KnownRoom>> {
  const { room, role, roomName: name, place, introductions } = papers
  const meta =
    role === 'screen'
      ? { name, place, ...(introductions !== undefined && { introductions }) }
      : {
          name,
          place,
          papers: { room, statements: papers.statements, topicSecret: papers.topicSecret, name: '', awayMinutes: 15 },
        }
  const kept = await memory.keep({ room, role, keys, meta })
  if (!kept.ok) return err(kept.error)
  const store = await memory.storeOf(room)
  for (const signed of papers.statements) {
    const verified = await verify(signed)
    if (verified.ok) await store.putStatements([signed], [verified.value.id])
  }
  return kept
}
