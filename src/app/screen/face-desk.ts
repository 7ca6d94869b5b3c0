import { err, ok, type Result } from '../../lib/result.ts'
import { encodeTemplate, withNotMe, type PersonId } from '../../faces/template.ts'
import type { Embedding } from '../../faces/embedding.ts'
import type { DeviceId } from '../../protocol/ids.ts'
import type { FaceDesk } from '../../services/call.ts'
import type { Consents } from './consents.ts'
import type { RoomCompany } from './company.ts'
import { FACE_CONSENT, type Faces } from './faces.ts'

/** Answers phones about faces. Each speaks for its own person only: a device key acts, a face never does. */
export function makeFaceDesk(deps: {
  faces: Faces
  company: RoomCompany
  consents: Consents
  deviceName: (device: DeviceId) => string
  /** The face that this screen last took for this person's. */
  faceOf: (person: PersonId) => Embedding | undefined
}): FaceDesk {
  const { faces } = deps
  const own = (device: DeviceId) => faces.known().find((person) => person.device === device)
  return {
    async enrol({ device }, { template, name }): Promise<Result<{ receipt: string; untilMs: number }>> {
      // The newest: whoever enrols anew has just agreed anew, and the older word ends with the older template.
      const [consent] = deps.consents
        .standing()
        .filter(({ by, to, atWall }) => by === device && to === FACE_CONSENT && !atWall)
        .sort((a, b) => b.at - a.at)
      if (!consent) return err('no-consent')
      const enrolled = await faces.enrol({ consent, template, name })
      return enrolled.ok ? ok({ receipt: enrolled.value.receipt, untilMs: consent.until }) : enrolled
    },
    async forget({ device }, receipt) {
      if (receipt !== undefined) return faces.forgetReceipt(receipt)
      const found = own(device)
      return found ? faces.forget(found.id) : 'face-unknown'
    },
    mine({ device }, receipt) {
      const found = own(device)
      const consent = deps.consents.standing().find(({ id }) => id === found?.consent)
      const progress = receipt === undefined ? undefined : faces.progress(receipt)
      return {
        ...(found && consent && { receipt: found.receipt, untilMs: consent.until }),
        ...(progress && {
          done: progress.done.map(deps.deviceName),
          outstanding: progress.outstanding.map(deps.deviceName),
        }),
      }
    },
    async notMe({ device }) {
      const found = own(device)
      const template = faces.gallery().find(({ person }) => person === (found?.id as PersonId | undefined))
      const face = found && deps.faceOf(found.id as PersonId)
      if (!found || !template || !face) return 'face-unknown'
      await faces.replace(found.id, encodeTemplate(withNotMe(template, face)))
      return undefined
    },
    vouch: ({ device }) => deps.company.vouch(device),
  }
}
