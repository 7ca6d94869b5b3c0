import type { Device } from '../simulation/device.ts'
import type { Screen } from '../simulation/people.ts'
import type { World } from '../simulation/world.ts'
import type { Surroundings } from '../../src/app/device.ts'
import { arrive, makeGround, type Ground } from '../../src/app/phone/arrive.ts'
import { assert } from '../../src/lib/assert.ts'
import { toBase64url } from '../../src/lib/bytes.ts'
import type { Result } from '../../src/lib/result.ts'
import type { Credentials } from '../../src/mesh/handshake.ts'
import type { Link } from '../../src/mesh/link.ts'
import { FINGERPRINT_BYTES, type JoinLink } from '../../src/trust/join-link.ts'
import { keyFingerprint, makeDeviceKeys, signerOf, type DeviceKeys } from '../../src/trust/keys.ts'
import { topicOf } from '../../src/trust/topics.ts'

/** Somebody in the building who knows the protocol and brings an app of their own: keys, and no room. */
export type Mallory = { device: Device; around: Surroundings; keys: DeviceKeys; ground: Ground }

export async function mallory(world: World, name = 'mallory'): Promise<Mallory> {
  const device = world.device(name)
  const { around } = device.boot()
  const keys = await world.finish(makeDeviceKeys())
  return { device, around, keys, ground: makeGround(around, keys) }
}

/** What a camera reads off the wall now. */
export async function photograph(world: World, wall: Screen): Promise<JoinLink> {
  const code = wall.node().codes.current()?.code
  const fingerprint = await world.finish(keyFingerprint(wall.me, FINGERPRINT_BYTES.visitor))
  assert(code && fingerprint, 'a wall shows a code and has a key')
  return { as: 'visitor', code, fingerprint }
}

/** Goes where a code leads. In: an open link on which `enter` was answered; else the reason in one word. */
export async function comesWith(world: World, who: Mallory, link: JoinLink): Promise<'in' | (string & {})> {
  const arrived = await world.finish(arrive(who.around, who.keys, who.ground, link))
  return arrived.ok ? enters(world, who, arrived.value) : arrived.error
}

async function enters(world: World, { ground }: Mallory, link: Link): Promise<'in' | (string & {})> {
  const answer = await world.finish(ground.calls.call(link, 'enter', {}))
  return answer.ok ? 'in' : (link.byeReason() ?? answer.error)
}

/** A visitor like any other as far as the wall can see. What they send from now on is their own. */
export async function crookedVisitor(world: World, wall: Screen, name = 'mallory') {
  const who = await mallory(world, name)
  const outcome = await comesWith(world, who, await photograph(world, wall))
  const link = who.ground.neighbours.linkTo(wall.me)
  assert(outcome === 'in' && link, `${name} scanned and was let in (${outcome})`)
  return { ...who, link }
}

/** Shows itself to a screen in whatever way it likes, the box being of help: `in`, or why not. */
export async function shows(
  world: World,
  who: Mallory,
  wall: Screen,
  credentials: Partial<Credentials>,
): Promise<'in' | (string & {})> {
  const met = await meets(world, who, wall, credentials)
  if (!met.ok) return met.error
  await world.advance(1_000)
  return met.value.isClosed() ? (met.value.byeReason() ?? 'closed') : 'in'
}

/** A link under these credentials: for screens whose key is nobody's business, whoever they are. */
export async function meets(
  world: World,
  { around, keys, ground }: Mallory,
  wall: Screen,
  credentials: Partial<Credentials>,
): Promise<Result<Link>> {
  const code = wall.node().codes.current()?.code
  assert(code, 'the box finds the screen for whoever asks it nicely')
  const topic = await world.finish(topicOf(code))
  await world.advance(1_000)
  const [session] = await world.finish(ground.introductions.find(topic))
  assert(session, 'a screen listens')
  return world.finish(
    new Promise<Result<Link>>((resolve) => {
      ground.neighbours.onLink((link) => {
        ground.calls.attach(link)
        resolve({ ok: true, value: link })
      })
      ground.neighbours.onRefused(({ reason }) => resolve({ ok: false, error: reason }))
      ground.neighbours.offer(ground.introductions.throughBox(topic, session), {
        signer: signerOf(keys),
        hello: { device: keys.device, seal: keys.seal, nonce: toBase64url(around.random(16)), room: wall.node().room },
        claim: () => Promise.resolve({ as: 'resident' }),
        judge: (_claim, { device, seal }) =>
          Promise.resolve({ ok: true, value: { device, seal, role: 'screen', admin: true } }),
        ...credentials,
      })
    }),
  )
}
