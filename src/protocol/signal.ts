import * as v from 'valibot'
import { counter, encoded, parseJson, sessionId, topicId } from './shape.ts'

/*
 * What a client and the box say to each other, over WebSocket at SIGNAL_PATH or, where that fails, over https:
 * GET EVENTS_PATH is an event stream whose messages are BoxMessages; POST SIGNAL_PATH with header
 * `x-session: <key>` (from `welcome.key`) carries one ClientMessage. The box understands nothing else of the room.
 * An event stream that has not POSTed for 120 s is ended, and so is a silent WebSocket (clients ping every 10 s).
 */
/** 2: passes on relayed frames. */
export const SIGNAL_VERSION = 2
export const SIGNAL_PATH = '/signal'
export const EVENTS_PATH = '/signal/events'

/** A sealed introduction is a session description with its candidates; larger ones are not introductions. */
export const MAX_BODY_LETTERS = 24_000
/** A screen's codes, digits and invitations, and the room's topics of now and of before the last removals. */
export const MAX_TOPICS = 24
/** A full frame of a relayed connection, sealed and addressed (mesh/relay.ts). */
export const MAX_RELAY_LETTERS = 66_000

const clientMessage = v.variant('type', [
  /** I can be found under these topics; replaces what I said before. */
  v.object({ type: v.literal('listen'), topics: v.pipe(v.array(topicId), v.maxLength(MAX_TOPICS)) }),
  /** Who listens under this topic? Answered by `found`. `ask` comes back in the answer. */
  v.object({ type: v.literal('find'), topic: topicId, ask: counter }),
  /** Hand this sealed body to that session. Answered by `gone` where it is not there. */
  v.object({ type: v.literal('send'), to: sessionId, body: encoded(MAX_BODY_LETTERS) }),
  /** Hand this sealed frame to that session, if it takes it now. Answered by `gone` where it does not or is not there. */
  v.object({ type: v.literal('relay'), to: sessionId, body: encoded(MAX_RELAY_LETTERS) }),
  v.object({ type: v.literal('ping') }),
])

const boxMessage = v.variant('type', [
  /** First message: my own session, the key for POSTs, the UDP port of STUN (0: none), and the box's protocol version. */
  v.object({
    type: v.literal('welcome'),
    session: sessionId,
    key: encoded(64),
    stunPort: counter,
    version: counter,
  }),
  v.object({ type: v.literal('found'), topic: topicId, ask: counter, sessions: v.array(sessionId) }),
  v.object({ type: v.literal('from'), from: sessionId, body: encoded(MAX_BODY_LETTERS) }),
  v.object({ type: v.literal('relayed'), from: sessionId, body: encoded(MAX_RELAY_LETTERS) }),
  v.object({ type: v.literal('gone'), session: sessionId }),
  v.object({ type: v.literal('pong') }),
])

export type ClientMessage = v.InferOutput<typeof clientMessage>
export type BoxMessage = v.InferOutput<typeof boxMessage>

export const parseClientMessage = (json: string) => parseJson(clientMessage, json)
export const parseBoxMessage = (json: string) => parseJson(boxMessage, json)
