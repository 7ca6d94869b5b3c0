import * as v from 'valibot'
import { fromBase64url } from '../lib/bytes.ts'
import { encoded, text } from '../protocol/shape.ts'
import { call } from './call.ts'

/** A template is 128 numbers and a few of faces that are not the person's: far less than a picture. */
const TEMPLATE_LETTERS = 20_000
const receipt = v.pipe(v.string(), v.regex(/^\d{8}$/))

/** What phones may ask about faces: to be known, to be forgotten, and to answer for others. */
export const FACE_CALLS = {
  /** Counts under the caller's own consent, handed in before. Answers receipt and end. */
  'face.enrol': call(
    'consent',
    v.object({
      template: encoded(TEMPLATE_LETTERS),
      name: v.pipe(text(60), v.trim()),
    }),
    async (room, who, { template, name }) => {
      const bytes = fromBase64url(template)
      const enrolled = bytes ? await room.faces.enrol(who, { template: bytes, name }) : undefined
      if (!enrolled) return 'malformed'
      return enrolled.ok ? { answer: enrolled.value } : enrolled.error
    },
  ),
  /** The caller's own face, or whoever's the receipt is. */
  'face.forget': call('forget-me', v.object({ receipt: v.optional(receipt) }), (room, who, asked) =>
    room.faces.forget(who, asked.receipt),
  ),
  /** What the room knows of the caller. */
  'face.mine': call('forget-me', v.object({ receipt: v.optional(receipt) }), (room, who, asked) => ({
    answer: room.faces.mine(who, asked.receipt),
  })),
  /** A face that was taken for the caller's is not. */
  'face.not-me': call('consent', v.object({}), (room, who) => room.faces.notMe(who)),
  'company.vouch': call('vouch', v.object({}), (room, who) => room.faces.vouch(who)),
} as const
