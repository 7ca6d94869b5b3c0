import * as v from 'valibot'
import { toBase64url, type Bytes } from '../../lib/bytes.ts'
import { err, type Result } from '../../lib/result.ts'
import { smallJpeg } from '../../platform/picture.ts'
import { speak } from '../../platform/speak.ts'
import { parse } from '../../protocol/shape.ts'
import { consentChoices, sensesOf } from '../../room/senses.ts'
import type { CallName } from '../../services/room-calls.ts'
import type { MineView, PhoneFaceActions, PhoneFaces } from '../../ui/faces/view.ts'
import type { Outcome } from '../../ui/view.ts'
import type { Consented, Enrolling, Kept } from '../faces/enrolling.ts'
import type { Surroundings } from '../device.ts'
import type { PhoneNode } from './phone-node.ts'

const DAY_MS = 24 * 3_600_000
const FACE_CONSENT = 'enrol-face'

const enrolled = v.object({ receipt: v.string(), untilMs: v.number() })
const mineNow = v.object({
  receipt: v.optional(v.string()),
  untilMs: v.optional(v.number()),
  done: v.optional(v.array(v.string())),
  outstanding: v.optional(v.array(v.string())),
})

/** What a phone draws of faces, and what its person can do: let the room know theirs, and take it back. */
export function makePhoneFaces(deps: { node: PhoneNode; around: Surroundings; onChange: () => void }) {
  const { node } = deps
  const senses = () => sensesOf(node.documents.get('commons'))
  let mine: MineView = {}
  let receipt: string | undefined

  let enrolling: Enrolling | undefined

  /** Loaded by the tap that wants it: most phones in a room never show it a face. */
  async function openEnrolling(): Promise<Enrolling> {
    const [{ makeEnrolling }, { openSight }] = await Promise.all([
      import('../faces/enrolling.ts'),
      import('../faces/open-sight.ts'),
    ])
    const sight = openSight(deps.around)
    const made = makeEnrolling({
      clock: sight.clock,
      worker: sight.worker,
      openCamera: (onGone) => sight.camera.open(onGone),
      keep,
    })
    made.onChange(deps.onChange)
    return made
  }

  async function begin(): Promise<void> {
    enrolling ??= await openEnrolling()
    enrolling.begin({ days: consentChoices(senses()), name: node.myName() })
  }

  async function keep(template: Bytes, { days, name }: Consented): Promise<Result<Kept>> {
    const agreed = await node.consents.agree(FACE_CONSENT, node.roomNow() + days * DAY_MS)
    if (!agreed.ok) return err(agreed.error)
    const answer = await node.call('face.enrol', { template: toBase64url(template), name })
    const kept = answer.ok ? parse(enrolled, answer.value) : answer
    if (!kept.ok) return err(answer.ok ? 'malformed' : kept.error)
    void ask()
    return kept
  }

  const doing = async (name: CallName, args: object = {}): Promise<Outcome> => {
    const answer = await node.call(name, args)
    return answer.ok ? undefined : answer.error
  }

  const actions: PhoneFaceActions = {
    begin: () => void begin(),
    consent: (how) => enrolling?.consent(how),
    stop: () => enrolling?.stop(),
    speak,
    async forget() {
      await ask()
      const refusal = await doing('face.forget')
      // A consent that outlived its template is taken back all the same.
      for (const { id, to } of node.consents.mine()) if (to === FACE_CONSENT) await node.consents.withdraw(id)
      await ask()
      return refusal
    },
    async check() {
      const [{ checkFace }, { openSight }] = await Promise.all([
        import('./face-check.ts'),
        import('../faces/open-sight.ts'),
      ])
      const sight = openSight(deps.around)
      const checked = await checkFace({
        clock: sight.clock,
        openCamera: (onGone) => sight.camera.open(onGone),
        shrink: smallJpeg,
        identify: (picture) =>
          node.call('service.call', {
            ...{ id: toBase64url(deps.around.random(16)), kind: 'face.identify' },
            args: { picture },
          }),
      })
      return checked.ok ? checked.value : { refused: checked.error }
    },
    notMe: () => doing('face.not-me'),
    withUs: () => doing('company.vouch'),
  }

  return {
    actions,
    ask,
    view(): PhoneFaces {
      const enrol = enrolling?.view()
      return {
        mine,
        offered: deps.around.sees === true && senses().faces === 'names',
        mayVouch: node.role === 'member',
        mayCheck: node.role === 'member' && mine.faceUntilMs !== undefined,
        ...(enrol && { enrol }),
      }
    },
    stop: () => enrolling?.stop(),
  }

  /** Asks what the room knows of this person; also how far a forgetting has come. */
  async function ask(): Promise<void> {
    if (senses().faces !== 'names' && receipt === undefined) return
    const answer = await node.call('face.mine', { ...(receipt !== undefined && { receipt }) })
    const read = answer.ok ? parse(mineNow, answer.value) : answer
    if (!read.ok) return
    const { untilMs, done, outstanding } = read.value
    receipt = read.value.receipt ?? receipt
    mine = {
      ...(untilMs !== undefined && { faceUntilMs: untilMs }),
      ...(done && outstanding && { forgotten: { done, outstanding } }),
    }
    deps.onChange()
  }
}
