import { devicesOf } from '../../room/commons.ts'
import { consentChoices, sensesOf, setSenses } from '../../room/senses.ts'
import type { EnrolView, Forgotten, Preview, WallFaceActions, WallFaces } from '../../ui/faces/view.ts'
import type { Outcome } from '../../ui/view.ts'
import { speak } from '../../platform/speak.ts'
import type { Ask } from '../../trust/authorize.ts'
import { FACE_CONSENT } from './faces.ts'
import type { ScreenNode } from './screen-node.ts'
import { makeEnrolling, type Enrolling } from '../faces/enrolling.ts'
import { toFaceTrouble } from '../faces/trouble.ts'

const DAY_MS = 24 * 3_600_000

/** What a wall draws of faces and what it does when touched: everything but settings is for whoever is looked at. */
export function makeWallFaces(deps: { node: ScreenNode; refused: (ask: Ask) => Outcome; onChange: () => void }) {
  const { node } = deps
  const { sight, eye, faces, company } = node.seeing
  const senses = () => sensesOf(node.docs().commons)
  let receipt: string | undefined
  let isPreviewed = false

  const enrolling: Enrolling | undefined =
    sight &&
    makeEnrolling({
      clock: sight.clock,
      worker: sight.worker,
      openCamera: (onGone) => sight.camera.open(onGone),
      async keep(template, { days, name }) {
        const untilMs = node.roomNow() + days * DAY_MS
        const consent = await node.consents.agreeAtWall({ to: FACE_CONSENT, untilMs })
        if (!consent) return { ok: false, error: 'no-consent' }
        const kept = await faces.enrol({ consent, template, name })
        return kept.ok ? { ok: true, value: { receipt: kept.value.receipt, untilMs } } : kept
      },
    })
  enrolling?.onChange(deps.onChange)

  const forgetting = async (forget: () => Promise<string | undefined>, of: string | undefined): Promise<Outcome> => {
    const refusal = await forget()
    if (!refusal) receipt = of
    return refusal
  }

  const actions: WallFaceActions = {
    begin: () => enrolling?.begin({ days: consentChoices(senses()), name: '' }),
    consent: (how) => enrolling?.consent(how),
    stop: () => enrolling?.stop(),
    speak,
    cover: (covered) => eye?.cover(covered),
    async save({ mode, area, ...durations }) {
      const denial = deps.refused('settings')
      if (denial) return denial
      if (mode || Object.keys(durations).length > 0)
        setSenses(node.docs().commons, { ...durations, ...(mode && { faces: mode }) }, node.author)
      if (area) await eye?.draw(area)
      return undefined
    },
    preview(on) {
      isPreviewed = on
      deps.onChange()
    },
    async forgetKnown(person) {
      return deps.refused('settings') ?? faces.forget(person)
    },
    forgetSeen: (person) =>
      forgetting(() => faces.forget(person), faces.known().find(({ id }) => id === person)?.receipt),
    forgetReceipt: (number) => forgetting(() => faces.forgetReceipt(number), number),
    async withUs() {
      const denial = deps.refused('let-back')
      if (!denial) company.vouch(node.me)
      return denial
    },
  }

  return { view, actions, stop: () => enrolling?.stop() }

  function view(): WallFaces {
    const { faces: mode, ...settings } = senses()
    const cost = eye?.cost()
    const enrol: EnrolView | undefined = enrolling?.view()
    const because = eye?.because()
    const forgotten = forgottenView()
    const known = company.people().filter(({ inView }) => inView).length
    return {
      sees: {
        camera: eye?.state() ?? 'off',
        known,
        unknown: company.someone(),
        ...(because && { because }),
      },
      eyes: {
        ...settings,
        mode,
        known: faces.known().length,
        people: isPreviewed ? knownPeople() : [],
        area: eye?.area() ?? [],
        // Before the first look there is nothing to say.
        ...(cost?.lookMs && {
          cost: { ms: Math.round(cost.lookMs), awakePercent: Math.round(cost.awakePercent), mW: cost.milliwatts },
        }),
      },
      before: company.before(),
      ...(enrol && { enrol }),
      ...(forgotten && { forgotten }),
      ...(isPreviewed && { preview: preview() }),
    }
  }

  function knownPeople(): WallFaces['eyes']['people'] {
    const until = new Map(node.consents.standing().map((consent) => [consent.id, consent.until]))
    return faces.known().map(({ id, name, consent }) => ({ id, name, untilMs: until.get(consent) ?? 0 }))
  }

  function forgottenView(): Forgotten | undefined {
    const progress = receipt === undefined ? undefined : faces.progress(receipt)
    if (!progress) return undefined
    const names = devicesOf(node.docs().commons)
    const named = (ids: readonly (typeof node.me)[]) => ids.map((id) => names.get(id)?.name ?? '')
    return { done: named(progress.done), outstanding: named(progress.outstanding) }
  }

  function preview(): Preview {
    const look = eye?.latest()
    const stream = eye?.stream()
    const names = new Map(faces.known().map(({ id, name }) => [id, name]))
    const boxes = (look?.sights ?? []).map(({ box, px, identity }) => ({
      x: box.x / (look?.frame.width ?? 1),
      y: box.y / (look?.frame.height ?? 1),
      width: box.width / (look?.frame.width ?? 1),
      height: box.height / (look?.frame.height ?? 1),
      px,
      ...(identity.type === 'match' && { name: names.get(identity.person) ?? '' }),
      ...(identity.type === 'too-poor' && { trouble: toFaceTrouble(identity.because) }),
    }))
    return { boxes, ...(stream && { stream }) }
  }
}
