import * as v from 'valibot'
import { fromBase64url } from '../../lib/bytes.ts'
import { encoded } from '../../protocol/shape.ts'
import { service } from '../service.ts'

/** A JPEG of about 42 KB: with the call around it, one packet of a phone's link (mesh/limits.ts). */
const PICTURE_LETTERS = 56_000

/**
 * Whose face is in a picture, for a phone too weak to look itself. It is looked at and dropped: neither picture nor
 * numbers are kept, and only the name that somebody chose to show is told.
 */
export const faceIdentify = service({
  kind: 'face.identify',
  version: 1,
  needs: 'face.identify',
  withinMs: 10_000,
  args: v.object({ picture: encoded(PICTURE_LETTERS) }),
  async run({ identify }, { picture }, { who }) {
    const bytes = fromBase64url(picture)
    if (!bytes) return 'picture-unreadable'
    const found = await identify(bytes, who.device)
    return found.ok ? { answer: { faces: found.value } } : found.error
  },
})
