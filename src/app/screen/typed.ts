import { fromBase64url, toBase64url, type Bytes } from '../../lib/bytes.ts'
import type { Clock, Random } from '../../lib/clock.ts'
import { makeListeners } from '../../lib/listeners.ts'
import type { Introductions, Topic, TypedIntro } from '../../mesh/introductions.ts'
import type { Path } from '../../mesh/neighbours.ts'
import type { DeviceId, SessionId } from '../../protocol/ids.ts'
import type { RoomStore } from '../../storage/room-store.ts'
import { keyBytes } from '../../trust/keys.ts'
import type { TypedRun } from '../../trust/short-code.ts'
import { nameplateSecret, topicOf } from '../../trust/topics.ts'
import { NO_TYPED, typedBegins, typedSucceeds } from '../../trust/typed-limit.ts'
import { CODE_GOOD_MS, CODE_SHOWN_MS, INVITATION_MS, LOOK_MS, type VisitorCodes } from './codes.ts'

/** The eight digits beside the code: four bring phone and screen together, four are a password for one exchange. */
export type TypedCodes = {
  /** As it is read: 4719 2083. Empty while typed codes rest. */
  shown(): string
  /** Digits for an invitation, until its stop is called; `accept` is given the strong code that a right guess made. */
  offer(
    leads: 'screen' | 'member',
    accept: (code: Bytes) => Promise<void>,
  ): Promise<{ digits: string; stop: () => void }>
  topics(): readonly Topic[]
  onChange(listener: () => void): () => void
  stop(): void
}

type Offer = {
  digits: string
  leads: 'visitor' | 'screen' | 'member'
  topic: Topic
  goodUntilMs: number
  accept: (code: Bytes) => Promise<void>
}

export async function startTypedCodes(deps: {
  me: DeviceId
  boot: string
  clock: Clock
  random: Random
  codes: VisitorCodes
  introductions: Introductions
  store: RoomStore
}): Promise<TypedCodes> {
  const { clock, random } = deps
  const changes = makeListeners<void>()
  let live: Offer[] = []
  let offered: Offer[] = []
  // Kept over restarts: pulling the plug must not give a guesser three new tries.
  let limit = ((await deps.store.getValue('typed-tries')) as typeof NO_TYPED | undefined) ?? NO_TYPED
  const runs = new Map<SessionId, TypedRun>()
  const confirms = new Map<SessionId, { agreed: Awaited<ReturnType<TypedRun['finish']>>; code: Offer }>()
  await renew()
  const stops = [
    clock.every(CODE_SHOWN_MS, () => void renew()),
    // As for the code beside it: a clock that was set must not leave digits that let nobody in.
    clock.every(LOOK_MS, () => !live.some(isGood) && void renew()),
    deps.introductions.onTyped(({ path, intro, topic }) => void take(path, intro, topic)),
  ]
  return {
    shown: () => (live[0] ? spaced(live[0].digits) : ''),
    async offer(leads, accept) {
      const mine = await offerOf(leads, INVITATION_MS, accept)
      offered = [...offered, mine]
      changes.tell()
      return {
        digits: spaced(mine.digits),
        stop() {
          offered = offered.filter((one) => one !== mine)
          changes.tell()
        },
      }
    },
    topics: () => [...live, ...offered].map(({ topic }) => topic),
    onChange: (listener) => changes.add(listener),
    stop: () => stops.forEach((stop) => stop()),
  }

  function remember(next: typeof NO_TYPED) {
    limit = next
    void deps.store.setValue('typed-tries', next)
  }

  function isGood({ goodUntilMs }: Offer): boolean {
    const leftMs = goodUntilMs - clock.now()
    return leftMs > 0 && leftMs <= CODE_GOOD_MS
  }

  async function renew() {
    const fresh = await offerOf('visitor', CODE_GOOD_MS, deps.codes.add)
    live = [fresh, ...live.filter(isGood)].slice(0, 2)
    changes.tell()
  }

  async function offerOf(leads: Offer['leads'], goodMs: number, accept: Offer['accept']): Promise<Offer> {
    const digits = eightDigits(random)
    return {
      digits,
      leads,
      accept,
      topic: await topicOf(await nameplateSecret(digits.slice(0, 4))),
      goodUntilMs: clock.now() + goodMs,
    }
  }

  async function take(path: Path, intro: TypedIntro, topic: Topic) {
    const { attempt } = intro
    const say = (what: Partial<TypedIntro>) =>
      path.send({ device: deps.me, boot: deps.boot, type: 'typed', attempt, ...what })
    const message = intro.message === undefined ? undefined : fromBase64url(intro.message)
    const sid = fromBase64url(attempt)
    if (message && sid && !runs.has(attempt)) {
      // A guess counts when it begins: who breaks off has had one too.
      const begun = typedBegins(limit, clock.now())
      remember(begun.state)
      const code = [...live, ...offered].find((one) => one.topic.id === topic.id && one.goodUntilMs > clock.now())
      if (!begun.allowed || !code) return say({ refused: begun.allowed ? 'code-expired' : 'too-many' })
      const { startTyped } = await import('../../trust/short-code.ts')
      const run = await startTyped(code.digits.slice(4), sid, random(64), {
        side: 'screen',
        mine: keyBytes(deps.me) ?? new Uint8Array(),
      })
      runs.set(attempt, run)
      clock.after(30_000, () => (runs.delete(attempt), confirms.delete(attempt)))
      confirms.set(attempt, { agreed: await run.finish(message), code })
      return say({ message: toBase64url(run.message) })
    }
    const { agreed, code } = confirms.get(attempt) ?? {}
    if (intro.confirm === undefined || !agreed || !code) return
    confirms.delete(attempt)
    if (!agreed.confirms(intro.confirm)) {
      await renew()
      return say({ refused: 'bad-proof' })
    }
    remember(typedSucceeds(limit))
    await code.accept(agreed.secret)
    say({ confirm: agreed.confirm, leads: code.leads })
  }
}

const spaced = (digits: string) => `${digits.slice(0, 4)} ${digits.slice(4)}`

/** Uniform digits: six bits too many are drawn and what would lean is thrown away. */
function eightDigits(random: Random): string {
  let digits = ''
  while (digits.length < 8) for (const byte of random(16)) if (byte < 250 && digits.length < 8) digits += byte % 10
  return digits
}
