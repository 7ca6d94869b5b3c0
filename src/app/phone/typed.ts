import { fromBase64url, toBase64url } from '../../lib/bytes.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { TypedIntro } from '../../mesh/introductions.ts'
import type { SessionId } from '../../protocol/ids.ts'
import type { JoinLink } from '../../trust/join-link.ts'
import { FINGERPRINT_BYTES } from '../../trust/join-link.ts'
import { keyBytes, keyFingerprint, makeDeviceKeys } from '../../trust/keys.ts'
import { nameplateSecret, topicOf } from '../../trust/topics.ts'
import type { DeviceId } from '../../protocol/ids.ts'
import type { Surroundings } from '../device.ts'
import { boxIsHere, makeGround } from './arrive.ts'

const ANSWER_MS = 6_000

/** Turns eight typed digits into the same link that a scan gives: a strong code and the screen's key, proven over CPace. */
export async function followTyped(
  around: Surroundings,
  nameplate: string,
  password: string,
): Promise<Result<JoinLink>> {
  if (!(await boxIsHere(around))) return err('box-gone')
  const keys = await makeDeviceKeys()
  const ground = makeGround(around, keys)
  try {
    const topic = await topicOf(await nameplateSecret(nameplate))
    const sessions = await ground.introductions.find(topic)
    // Two rooms may show the same four digits; the other four tell them apart.
    let last: Result<JoinLink> = err('code-expired')
    for (const session of sessions.slice(0, 3)) {
      last = await run(session)
      if (last.ok) return last
    }
    return last

    async function run(session: SessionId): Promise<Result<JoinLink>> {
      const { startTyped } = await import('../../trust/short-code.ts')
      const sid = around.random(16)
      const attempt = toBase64url(sid) as SessionId
      const path = ground.introductions.throughBox(topic, session)
      const say = (what: Partial<TypedIntro>) =>
        path.send({ device: keys.device, boot: attempt, type: 'typed', attempt, ...what })
      const mine = await startTyped(password, sid, around.random(64), {
        side: 'phone',
        mine: keyBytes(keys.device) ?? new Uint8Array(),
      })
      const first = await answerTo(attempt, () => say({ message: toBase64url(mine.message) }))
      const theirs = first?.message === undefined ? undefined : fromBase64url(first.message)
      const agreed = theirs && (await mine.finish(theirs))
      if (!agreed) return err(first?.refused ?? 'timeout')
      const second = await answerTo(attempt, () => say({ confirm: agreed.confirm }))
      if (second?.confirm === undefined || !agreed.confirms(second.confirm)) return err(second?.refused ?? 'bad-proof')
      const leads = second.leads ?? 'visitor'
      const as = leads === 'visitor' ? 'visitor' : 'invited'
      const fingerprint = await keyFingerprint(toBase64url(agreed.theirs) as DeviceId, FINGERPRINT_BYTES[as])
      if (!fingerprint) return err('malformed')
      const proven = { code: agreed.secret, fingerprint }
      return ok(leads === 'visitor' ? { as: 'visitor', ...proven } : { as: 'invited', role: leads, ...proven })
    }
  } finally {
    ground.introductions.stop()
    ground.neighbours.stop()
  }

  function answerTo(attempt: SessionId, ask: () => void): Promise<TypedIntro | undefined> {
    return new Promise((resolve) => {
      const done = (intro?: TypedIntro) => {
        stopTimer()
        stopTyped()
        resolve(intro)
      }
      const stopTimer = around.clock.after(ANSWER_MS, () => done())
      const stopTyped = ground.introductions.onTyped(({ intro }) => intro.attempt === attempt && done(intro))
      ask()
    })
  }
}
