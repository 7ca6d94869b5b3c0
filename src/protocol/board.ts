import * as v from 'valibot'
import { parseJson, topicId } from './shape.ts'

/*
 * What stock y-webrtc and the box say to each other over WebSocket at BOARD_PATH, from pages of any origin: the protocol
 * of y-webrtc's own signaling server. Whoever subscribes to a topic hears what is published under it. Topics are the
 * rooms of y-webrtc, and have nothing to do with those of `signal.ts`.
 */
export const BOARD_PATH = '/board/'

/** An application announces all its rooms at every signaling server it knows. */
const MOST_NAMED = 64
const anyTopics = v.pipe(v.array(v.pipe(v.string(), v.maxLength(500))), v.maxLength(MOST_NAMED))

const boardMessage = v.variant('type', [
  v.object({ type: v.literal('subscribe'), topics: anyTopics }),
  v.object({ type: v.literal('unsubscribe'), topics: anyTopics }),
  /** Sealed under the board's password by y-webrtc; handed on as it is, also to who said it, as y-webrtc's server does. */
  v.object({ type: v.literal('publish'), topic: v.string(), data: v.unknown() }),
  v.object({ type: v.literal('ping') }),
])

export const parseBoardMessage = (json: string) => parseJson(boardMessage, json)
/** A board's name, which nobody guesses. What is called anything else is not carried. */
export const isBoardTopic = (topic: string): boolean => v.is(topicId, topic)
