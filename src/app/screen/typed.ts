import { fromBase64url, toBase64url } from '../../lib/bytes.ts'
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
import { CODE_GOOD_MS, CODE_SHOWN_MS, type VisitorCodes } from './codes.ts'

/** The eight digits beside the code: four bring phone and screen together, four are a password for one exchange. */
export type TypedCodes = {
  /** As it is read: 4719 2083. Empty while typed codes rest. */
  shown(): string
  topics(): readonly Topic[]
  onChange(listener: () => void): () => void
  stop(): void
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
  let live: { digits: string; topic: Topic; goodUntilMs: number }[] = []
  // Kept over restarts: pulling the plug must not give a guesser three new tries.
  let limit = ((await deps.store.getValue('typed-tries')) as typeof NO_TYPED | undefined) ?? NO_TYPED
  const runs = new Map<SessionId, TypedRun>()
  const confirms = new Map<SessionId, Awaited<ReturnType<TypedRun['finish']>>>()
  await renew()
  const stops = [
    clock.every(CODE_SHOWN_MS, () => void renew()),
    deps.introductions.onTyped(({ path, intro, topic }) => void take(path, intro, topic)),
  ]
  return {
    shown: () => (live[0] ? `${live[0].digits.slice(0, 4)} ${live[0].digits.slice(4)}` : ''),
    topics: () => live.map(({ topic }) => topic),
    onChange: (listener) => changes.add(listener),
    stop: () => stops.forEach((stop) => stop()),
  }

  function remember(next: typeof NO_TYPED) {
    limit = next
    void deps.store.setValue('typed-tries', next)
  }

  async function renew() {
    const digits = eightDigits(random)
    const topic = await topicOf(await nameplateSecret(digits.slice(0, 4)))
    const now = clock.now()
    live = [{ digits, topic, goodUntilMs: now + CODE_GOOD_MS }, ...live]
      .filter(({ goodUntilMs }) => goodUntilMs > now)
      .slice(0, 2)
    changes.tell()
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
      const code = live.find((one) => one.topic.id === topic.id && one.goodUntilMs > clock.now())
      if (!begun.allowed || !code) return say({ refused: begun.allowed ? 'code-expired' : 'too-many' })
      const { startTyped } = await import('../../trust/short-code.ts')
      const run = await startTyped(code.digits.slice(4), sid, random(64), {
        side: 'screen',
        mine: keyBytes(deps.me) ?? new Uint8Array(),
      })
      runs.set(attempt, run)
      clock.after(30_000, () => (runs.delete(attempt), confirms.delete(attempt)))
      confirms.set(attempt, await run.finish(message))
      return say({ message: toBase64url(run.message) })
    }
    const agreed = confirms.get(attempt)
    if (intro.confirm === undefined || !agreed) return
    confirms.delete(attempt)
    if (!agreed.confirms(intro.confirm)) {
      await renew()
      return say({ refused: 'bad-proof' })
    }
    remember(typedSucceeds(limit))
    await deps.codes.add(agreed.secret)
    say({ confirm: agreed.confirm })
  }
}

/** Uniform digits: six bits too many are drawn and what would lean is thrown away. */
function eightDigits(random: Random): string {
  let digits = ''
  while (digits.length < 8) for (const byte of random(16)) if (byte < 250 && digits.length < 8) digits += byte % 10
  return digits
}
