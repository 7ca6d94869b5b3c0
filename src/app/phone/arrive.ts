import { toBase64url } from '../../lib/bytes.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { makeCalls, type CallHandler, type Calls } from '../../mesh/calls.ts'
import { startIntroductions, type Introductions, type Topic } from '../../mesh/introductions.ts'
import type { Link } from '../../mesh/link.ts'
import { startNeighbours, type Neighbours } from '../../mesh/neighbours.ts'
import type { DeviceKeys } from '../../trust/keys.ts'
import type { JoinLink } from '../../trust/join-link.ts'
import { topicOf } from '../../trust/topics.ts'
import type { Surroundings } from '../device.ts'
import { codeCredentials } from './credentials.ts'

/** How long the box is waited for, and how often a screen is looked for under a code, before we say so. */
const BOX_WAIT_MS = 6_000
const LOOKS = 3
const LOOK_AGAIN_MS = 700

/** A device's own half of the mesh before it belongs to any room. */
export type Ground = {
  neighbours: Neighbours
  introductions: Introductions
  calls: Calls
  /** Takes over a call that screens make on this device; what nobody took over cannot be called. Returns its stop. */
  answer(name: string, handler: CallHandler): () => void
}

export function makeGround(around: Surroundings, keys: DeviceKeys): Ground {
  const { clock, random, box } = around
  const neighbours = startNeighbours({
    device: keys.device,
    boot: toBase64url(random(16)),
    openRtc: around.openRtc,
    openRelay: around.openRelay,
    clock,
    random,
    welcome: () => undefined,
  })
  const introductions = startIntroductions({ me: keys.device, box, neighbours, random, mayIntroduce: () => false })
  const handlers = new Map<string, CallHandler>()
  const handle: CallHandler = (...call) => handlers.get(call[1])?.(...call) ?? Promise.resolve(err('unknown-ask'))
  const calls = makeCalls({ clock, random, handle })
  const answer = (name: string, handler: CallHandler) => {
    handlers.set(name, handler)
    return () => void handlers.delete(name)
  }
  return { neighbours, introductions, calls, answer }
}

/** Follows a code or an invitation to the screen that shows it: the link, or the reason in one word. */
export async function arrive(
  around: Surroundings,
  keys: DeviceKeys,
  ground: Ground,
  link: JoinLink,
): Promise<Result<Link>> {
  if (!(await boxIsHere(around))) return err('box-gone')
  const topic = await topicOf(link.code)
  for (let look = 0; look < LOOKS; look++) {
    if (look > 0) await new Promise<void>((resolve) => void around.clock.after(LOOK_AGAIN_MS, resolve))
    // The last to say that it listens: a screen whose line broke is listed with its old one until the box misses that.
    const session = (await ground.introductions.find(topic)).at(-1)
    if (session) return meet(around, keys, ground, link, topic, session)
    // A box that went meanwhile names nobody, which says nothing about the code.
    if (around.box.state() !== 'here') return err('box-gone')
  }
  // Nobody answers to this code: it ran out, or its screen is off.
  return err('code-expired')
}

function meet(
  around: Surroundings,
  keys: DeviceKeys,
  { neighbours, introductions, calls }: Ground,
  link: JoinLink,
  topic: Topic,
  session: Parameters<Introductions['throughBox']>[1],
): Promise<Result<Link>> {
  return new Promise((resolve) => {
    const stopLink = neighbours.onLink((made) => {
      stopLink()
      stopRefused()
      calls.attach(made)
      resolve(ok(made))
    })
    const stopRefused = neighbours.onRefused(({ reason, attempt }) => {
      if (attempt !== mine) return
      stopLink()
      stopRefused()
      resolve(err(reason))
    })
    const mine = neighbours.offer(
      introductions.throughBox(topic, session),
      codeCredentials({ keys, random: around.random, link }),
    )
  })
}

export function boxIsHere({ box, clock }: Surroundings): Promise<boolean> {
  if (box.state() === 'here') return Promise.resolve(true)
  return new Promise((resolve) => {
    const done = (here: boolean) => {
      stopTimer()
      stopState()
      resolve(here)
    }
    const stopTimer = clock.after(BOX_WAIT_MS, () => done(false))
    const stopState = box.onState((state) => state === 'here' && done(true))
  })
}
