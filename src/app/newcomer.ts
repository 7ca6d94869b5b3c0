import { makeListeners } from '../lib/listeners.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { parse } from '../protocol/shape.ts'
import type { Link } from '../mesh/link.ts'
import { makeDeviceKeys, type DeviceKeys } from '../trust/keys.ts'
import type { JoinLink } from '../trust/join-link.ts'
import type { Surroundings } from './device.ts'
import { arrive, makeGround } from './phone/arrive.ts'
import { pairingHello, pairingPapers, type PairingPapers } from './papers.ts'

/** Two people compare digits and talk meanwhile. */
const COMPARE_MS = 5 * 60_000

type Kind = 'screen' | 'member'
export type NewcomerState =
  | { at: 'waiting'; kind: Kind }
  | { at: 'comparing'; kind: Kind; sas: string; theirs: string }
  | { at: 'failed'; kind: Kind; reason: string }

/** This device's side of being paired: it follows an invitation, compares digits, and is handed the room's papers. */
export type Newcomer = {
  state(): NewcomerState
  onChange(listener: () => void): () => void
  answer(match: boolean): void
  /** Ends with the papers, or the reason in one word. */
  done: Promise<Result<{ keys: DeviceKeys; papers: PairingPapers }>>
  stop(): void
}

export function startNewcomer(
  around: Surroundings,
  invitation: Extract<JoinLink, { as: 'invited' }>,
  name: string,
): Newcomer {
  const kind = invitation.role
  const changes = makeListeners<void>()
  let state: NewcomerState = { at: 'waiting', kind }
  let answer: (match: boolean) => void = () => undefined
  let stop: () => void = () => undefined
  const answered = new Promise<boolean>((resolve) => {
    answer = resolve
  })
  const become = (next: NewcomerState) => {
    state = next
    changes.tell()
  }
  return {
    state: () => state,
    onChange: (listener) => changes.add(listener),
    answer: (match) => answer(match),
    done: pair(),
    stop: () => stop(),
  }

  async function pair(): Promise<Result<{ keys: DeviceKeys; papers: PairingPapers }>> {
    const keys = await makeDeviceKeys()
    const ground = makeGround(around, keys)
    stop = () => {
      ground.introductions.stop()
      ground.neighbours.stop()
    }
    const outcome = await compare(await arrive(around, keys, ground, invitation), ground.calls)
    around.clock.after(500, stop)
    if (!outcome.ok) become({ at: 'failed', kind, reason: outcome.error })
    return outcome.ok ? ok({ keys, papers: outcome.value }) : outcome
  }

  async function compare(
    arrived: Result<Link>,
    calls: ReturnType<typeof makeGround>['calls'],
  ): Promise<Result<PairingPapers>> {
    if (!arrived.ok) return arrived
    const link = arrived.value
    // Names are only what each says of itself; it is the digits that prove.
    const hello = await calls.call(link, 'pair.hello', { name })
    const said = hello.ok ? parse(pairingHello, hello.value) : hello
    become({ at: 'comparing', kind, sas: link.sas, theirs: said.ok ? said.value.name : '' })
    const closed = new Promise<'closed'>((resolve) => void link.onClose(() => resolve('closed')))
    const match = await Promise.race([answered, closed])
    if (match === 'closed') return err(wordFor(link.byeReason()))
    if (!match) {
      link.close('differ')
      return err('differ')
    }
    become({ at: 'waiting', kind })
    const answer = await calls.call(link, 'pair.match', { name }, undefined, COMPARE_MS)
    if (!answer.ok) return err(wordFor(link.byeReason() ?? answer.error))
    const papers = parse(pairingPapers, answer.value)
    return papers.ok && papers.value.role === kind ? papers : err('malformed')
  }
}

/** The other side put the dialog away, or vanished: what a person is told. */
const wordFor = (reason: string | undefined) => (reason === 'stopped' ? 'cancelled' : (reason ?? 'timeout'))
