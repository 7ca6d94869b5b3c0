import * as v from 'valibot'
import { blobId, counter, deviceId, encoded, sessionId, statementId, text } from './shape.ts'
import { signedStatement } from './statement.ts'

/** Documents of a room, by who may read them (DESIGN 3). */
export const DOC_NAMES = ['commons', 'residents', 'vault'] as const
export type DocName = (typeof DOC_NAMES)[number]
/** Any word: a newer version may have documents that we do not, which is no fault of its. */
const docName = v.pipe(v.string(), v.regex(/^[a-z]{1,20}$/))

/** Names one version of all documents: the id of the epoch statement that opened it, '' before the first. */
const epochId = v.union([v.literal(''), statementId])
export type EpochId = v.InferOutput<typeof epochId>

/** A person whose phone is linked to a screen, as that screen tells the others. Never stored. */
export const herePerson = v.object({
  device: deviceId,
  name: text(60),
  role: v.picklist(['member', 'visitor']),
  admin: v.boolean(),
  state: v.picklist(['here', 'away']),
})
export type HerePerson = v.InferOutput<typeof herePerson>

/** An enrolled person's random id. */
const person = v.pipe(encoded(22), v.length(22))

export const linkMessage = v.variant('type', [
  /** Every two seconds, and at once when a link opens. Digests are of state vectors; unequal ones are healed. */
  v.object({
    type: v.literal('beat'),
    now: counter,
    epoch: epochId,
    docs: v.record(v.string(), v.string()),
    statements: v.string(),
    /** A phone says whether this screen is its home (pushes everything) or its spare (only heals). */
    home: v.optional(v.boolean()),
  }),
  /** Payload: a Yjs state vector. Answered by `diff`. */
  v.object({ type: v.literal('sv'), doc: docName, epoch: epochId }),
  /** Payload: a Yjs update answering `sv`. */
  v.object({ type: v.literal('diff'), doc: docName, epoch: epochId }),
  /** Payload: a Yjs update, as it was made. */
  v.object({ type: v.literal('update'), doc: docName, epoch: epochId }),
  /** Payload: the document's baseline, whose hash the epoch's statement names. */
  v.object({ type: v.literal('baseline'), doc: docName, epoch: statementId }),
  /** All statements I hold, by the first 12 letters of their ids. Answered by the ones I lack. */
  v.object({ type: v.literal('have'), ids: v.array(encoded(12)) }),
  v.object({ type: v.literal('statements'), items: v.array(signedStatement) }),
  /** Whose phones are at screen `from`. `n` rises with every change, so an old word never undoes a newer one. */
  v.object({
    type: v.literal('here'),
    from: deviceId,
    n: counter,
    people: v.pipe(v.array(herePerson), v.maxLength(500)),
  }),
  /** What a screen's own camera amounts to, for the other screens. `strangers`: faces without a name. Never stored. */
  v.object({
    type: v.literal('seen'),
    known: v.pipe(v.array(v.object({ person, inView: v.boolean() })), v.maxLength(100)),
    strangers: counter,
  }),
  /** What a screen's own microphone hears now, for the other screens: names of sounds (room/rules.ts). Never stored. */
  v.object({ type: v.literal('heard'), sounds: v.pipe(v.array(text(20)), v.maxLength(20)) }),
  /** A screen says something aloud, and is silent again; `hush`: somebody speaks to me, so be silent. Never what is said. */
  v.object({ type: v.literal('voice'), is: v.picklist(['begins', 'ends', 'hush']) }),
  /** What a screen tells a visitor's phone when it changes: what an admin granted it for this visit, as statements name it. */
  v.object({ type: v.literal('rights'), granted: v.pipe(v.array(text(60)), v.maxLength(20)) }),
  /** What a screen tells its phones: who is here by face and lets it be shown, and whether the room is paused. */
  v.object({
    type: v.literal('company'),
    people: v.pipe(
      v.array(v.object({ person, name: text(60), device: v.optional(deviceId), inView: v.boolean() })),
      v.maxLength(100),
    ),
    someone: counter,
    paused: v.boolean(),
  }),
  /** A sealed introduction for a neighbour of yours, or from one. */
  v.object({ type: v.literal('intro'), to: deviceId, from: deviceId, body: encoded(24_000) }),
  v.object({ type: v.literal('bye'), reason: text(40) }),

  /** `key` makes a repeated call the same call. Arguments are checked by the callee against the call's own schema. */
  v.object({ type: v.literal('call'), id: counter, name: text(60), key: encoded(22), args: v.unknown() }),
  v.object({ type: v.literal('answer'), id: counter, ok: v.literal(true), value: v.unknown() }),
  v.object({ type: v.literal('refusal'), id: counter, reason: text(60) }),

  /** Connection B is negotiated inside A: whoever is on A vouches for its fingerprint. */
  v.object({
    type: v.literal('bulk'),
    id: encoded(22),
    sdp: v.optional(v.object({ type: v.picklist(['offer', 'answer']), sdp: v.pipe(v.string(), v.maxLength(20_000)) })),
    candidates: v.optional(v.array(v.pipe(v.string(), v.maxLength(400)))),
  }),
  /** A moving picture's connection, negotiated inside A as B is. `end`: this side sends or takes it no longer. */
  v.object({
    type: v.literal('media'),
    id: encoded(22),
    sdp: v.optional(v.object({ type: v.picklist(['offer', 'answer']), sdp: v.pipe(v.string(), v.maxLength(40_000)) })),
    candidates: v.optional(v.array(v.pipe(v.string(), v.maxLength(400)))),
    end: v.optional(v.literal(true)),
  }),
])
export type LinkMessage = v.InferOutput<typeof linkMessage>

/** What connection B carries: whoever needs a blob asks, for all of it or for a part, and is sent chunks in order. */
export const bulkMessage = v.variant('type', [
  v.object({
    type: v.literal('get'),
    want: counter,
    blob: blobId,
    from: v.optional(counter),
    most: v.optional(counter),
  }),
  /** Payload: bytes from `at`. `size` is of the whole blob. */
  v.object({ type: v.literal('chunk'), want: counter, at: counter, size: counter }),
  v.object({ type: v.literal('none'), want: counter }),
])

/** What an introduction says, inside its seal. `boot` tells a restarted device from one that is still linked. */
export const introBody = v.intersect([
  v.object({ device: deviceId, boot: v.pipe(encoded(22), v.length(22)) }),
  v.variant('type', [
    /** I found you; the lower device id offers. */
    v.object({ type: v.literal('knock') }),
    v.object({ type: v.literal('offer'), attempt: sessionId, sdp: v.pipe(v.string(), v.maxLength(12_000)) }),
    v.object({ type: v.literal('answer'), attempt: sessionId, sdp: v.pipe(v.string(), v.maxLength(12_000)) }),
    v.object({
      type: v.literal('candidates'),
      attempt: sessionId,
      candidates: v.pipe(v.array(v.pipe(v.string(), v.maxLength(400))), v.maxLength(40)),
    }),
    /** I gave this attempt up: nobody need wait for it, and another may be made at once. */
    v.object({ type: v.literal('end'), attempt: sessionId }),
    /** The typed code: each side's CPace message, then each side's confirmation; `refused` names why not. */
    v.object({
      type: v.literal('typed'),
      attempt: sessionId,
      message: v.optional(encoded(200)),
      confirm: v.optional(encoded(64)),
      refused: v.optional(text(20)),
      /** What the digits open, said with the screen's confirmation. */
      leads: v.optional(v.picklist(['visitor', 'screen', 'member'])),
    }),
  ]),
])
export type IntroBody = v.InferOutput<typeof introBody>
