import * as v from 'valibot'
import { fromBase64url, fromUtf8, toBase64url, utf8, type Bytes } from '../lib/bytes.ts'
import type { Random } from '../lib/clock.ts'
import { makeListeners } from '../lib/listeners.ts'
import { introBody, type IntroBody } from '../protocol/link.ts'
import { parseJson } from '../protocol/shape.ts'
import type { DeviceId, SessionId, TopicId } from '../protocol/ids.ts'
import { openBody, sealBody } from '../trust/topics.ts'
import type { BoxClient } from './box-client.ts'
import type { Link } from './link.ts'
import type { Neighbours, Path } from './neighbours.ts'

/** A topic at the box: its id is what the box sees, its key is what it does not. */
export type Topic = { id: TopicId; key: CryptoKey }

export type TypedIntro = Extract<IntroBody, { type: 'typed' }>

/** Introductions by any path: through the box, sealed under a topic's key, or through a screen both are linked to (M19). */
export type Introductions = {
  /** I can be found under these topics. */
  listen(topics: readonly Topic[]): void
  find(topic: Topic): Promise<SessionId[]>
  throughBox(topic: Topic, session: SessionId): Path
  throughNeighbour(neighbour: Link, to: DeviceId): Path
  attach(link: Link): void
  /** Somebody runs, or answers, the exchange of a typed code. */
  onTyped(listener: (typed: { path: Path; intro: TypedIntro; topic: Topic }) => void): () => void
  stop(): void
}

export function startIntroductions(deps: {
  me: DeviceId
  box: BoxClient
  neighbours: Neighbours
  random: Random
  mayIntroduce: (link: Link) => boolean
  /** The screen whose phone that is, where it is not ours. */
  onward?: (phone: DeviceId) => Link | undefined
}): Introductions {
  const { box, neighbours } = deps
  let listening: readonly Topic[] = []
  const typed = makeListeners<{ path: Path; intro: TypedIntro; topic: Topic }>()
  const topicOfSession = new Map<SessionId, Topic>()
  const queues = new Map<SessionId, Promise<unknown>>()
  const stopBodies = box.onBody((from, body) => {
    // Decryption is asynchronous; an offer must still be taken before its candidates.
    inOrder(from, async () => {
      for (const topic of candidatesFor(from)) {
        const opened = await openBody(topic.key, body)
        if (!opened) continue
        topicOfSession.set(from, topic)
        const intro = parseIntro(opened)
        if (intro?.type === 'typed') typed.tell({ path: throughBox(topic, from), intro, topic })
        else if (intro) neighbours.take(throughBox(topic, from), intro)
        return
      }
    })
  })

  return {
    listen(topics) {
      listening = topics
      box.listen(topics.map(({ id }) => id))
    },
    find: (topic) => box.find(topic.id),
    throughBox,
    throughNeighbour,
    attach(link) {
      link.onMessage((message) => {
        if (message.type !== 'intro') return
        // A phone says only what it says for itself; a screen also passes on what others said.
        if (link.peer.role !== 'screen' && message.from !== link.peer.device) return
        if (message.to === deps.me) {
          const opened = fromBase64url(message.body)
          const intro = opened && parseIntro(opened)
          if (intro && intro.device === message.from) neighbours.take(throughNeighbour(link, message.from), intro)
          return
        }
        if (!deps.mayIntroduce(link)) return
        const next =
          neighbours.linkTo(message.to) ?? (link.peer.role === 'screen' ? undefined : deps.onward?.(message.to))
        if (next && next !== link) next.send(message)
      })
    },
    onTyped: typed.add,
    stop() {
      stopBodies()
      // A newcomer ends while its page already opens the room: what was never listened to is not ours to take back.
      if (listening.length > 0) box.listen([])
    },
  }

  function* candidatesFor(from: SessionId): Generator<Topic> {
    const known = topicOfSession.get(from)
    if (known) yield known
    for (const topic of listening) if (topic !== known) yield topic
  }

  function throughBox(topic: Topic, session: SessionId): Path {
    topicOfSession.set(session, topic)
    return {
      via: session,
      send: (intro) =>
        inOrder(`to ${session}` as SessionId, async () =>
          box.send(session, await sealBody(topic.key, utf8(JSON.stringify(intro)), deps.random(12))),
        ),
    }
  }

  function throughNeighbour(neighbour: Link, to: DeviceId): Path {
    return {
      via: neighbour.peer.device,
      send: (intro) =>
        neighbour.send({ type: 'intro', to, from: deps.me, body: toBase64url(utf8(JSON.stringify(intro))) }),
    }
  }

  function inOrder(key: SessionId, task: () => Promise<unknown>) {
    const next = (queues.get(key) ?? Promise.resolve()).then(task)
    queues.set(key, next)
    void next.then(() => {
      if (queues.get(key) === next) queues.delete(key)
    })
  }
}

function parseIntro(bytes: Bytes): IntroBody | undefined {
  const json = fromUtf8(bytes)
  const read = json === undefined ? undefined : parseJson(introBody as v.GenericSchema<unknown, IntroBody>, json)
  return read?.ok ? read.value : undefined
}
