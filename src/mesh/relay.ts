import { concat, fromBase64url, toBase64url, toHex, utf8, type Bytes } from '../lib/bytes.ts'
import type { Random } from '../lib/clock.ts'
import type { SessionId } from '../protocol/ids.ts'
import { sha256 } from '../trust/derive.ts'
import { makeEphemeral } from '../trust/keys.ts'
import type { BoxClient } from './box-client.ts'
import { LOW_WATER_BYTES, type Channel } from './frames.ts'
import { relayKeys, type RelayKeys } from './relay-keys.ts'
import type { OpenRtc, RtcConnection, RtcEvents } from './rtc.ts'

/** On their way and not yet acknowledged, per connection and direction: what the box may have to hold for us (M22). */
export const WINDOW_BYTES = 128 << 10
/** A sender that keeps to the window never has more than this waiting to be opened here. */
const MOST_HELD_LETTERS = WINDOW_BYTES * 2
/** What a frame costs besides its bytes, so that many small ones are not free. */
const FRAME_COST_BYTES = 32
/** Nine bytes are twelve letters, so an address stands before a sealed frame without touching it. */
const ADDRESS_BYTES = 9
const ADDRESS_LETTERS = 12
/** The first byte inside a seal is a channel's number, or one of these. */
const ACK = 255
const OPEN = 254
const CLOSE = 253

type Place = { session: SessionId; address: string; key: string }
type Box = Pick<BoxClient, 'relaySession' | 'relay' | 'onRelayed' | 'onGone' | 'onState'>
type Line = { theirs(): SessionId | undefined; take(from: SessionId, sealed: string): void; close(): void }

/** Whether a session description is one of a connection through the box. */
export const isRelayed = (description: string): boolean => description.startsWith(`${HEAD} `)

/**
 * Connections through the box, where no direct path exists: the same to whoever uses them as WebRTC's, sealed between
 * the two ends (M21). Both ends' descriptions are hashed into what the handshake signs in place of DTLS fingerprints.
 */
export function makeOpenRelay({ box, random }: { box: Box; random: Random }): OpenRtc {
  const lines = new Map<string, Line>()
  box.onRelayed((from, body) => lines.get(body.slice(0, ADDRESS_LETTERS))?.take(from, body.slice(ADDRESS_LETTERS)))
  box.onGone((session) => [...lines.values()].forEach((line) => line.theirs() === session && line.close()))
  // Who comes back to the box comes as another session.
  box.onState((state) => state === 'away' && [...lines.values()].forEach((line) => line.close()))
  return (labels, events) => {
    const address = toBase64url(random(ADDRESS_BYTES))
    const { line, connection } = openLine({ box, address, channels: labels.length, events, onClose })
    lines.set(address, line)
    return connection

    function onClose() {
      lines.delete(address)
      events.onClose()
    }
  }
}

function openLine(deps: { box: Box; address: string; channels: number; events: RtcEvents; onClose: () => void }): {
  line: Line
  connection: RtcConnection
} {
  const { box } = deps
  const pair = makeEphemeral()
  let mine: Promise<string> | undefined
  const queues: Bytes[][] = Array.from({ length: deps.channels }, () => [])
  const queuedBytes = queues.map(() => 0)
  const takers: ((frame: Bytes) => void)[] = queues.map(() => () => {})
  const drained: (() => void)[] = queues.map(() => () => {})
  const lowWater = queues.map(() => LOW_WATER_BYTES)
  let at: 'new' | 'open' | 'closed' = 'new'
  let theirs: Place | undefined
  let texts: { mine: string; theirs: string } | undefined
  let knowKeys: (keys: RelayKeys) => void
  const keys = new Promise<RelayKeys>((resolve) => (knowKeys = resolve))
  let [sent, received] = [0, 0]
  let [sealing, opening]: [Promise<unknown>, Promise<unknown>] = [keys, keys]
  const isClosed = () => at === 'closed'
  let [inFlight, unacknowledged, heldLetters] = [0, 0, 0]
  let turn = 0

  const line: Line = { theirs: () => theirs?.session, take, close }
  const connection: RtcConnection = {
    channels: queues.map((_, channel) => channelOver(channel)),
    offer: myDescription,
    async answer(offer) {
      await agree('answerer', offer)
      return myDescription()
    },
    accept: (answer) => agree('offerer', answer),
    addCandidates: () => {},
    isReached: () => theirs !== undefined,
    descriptions: () => texts,
    close,
  }
  return { line, connection }

  function myDescription(): Promise<string> {
    return (mine ??= describe())
  }

  async function describe(): Promise<string> {
    const session = box.relaySession()
    if (!session) throw new Error('the box relays nothing now')
    return `${HEAD} ${session} ${deps.address} ${(await pair).sealPublic}`
  }

  async function agree(side: 'offerer' | 'answerer', other: string) {
    const ours = await myDescription()
    const place = placeIn(other)
    if (!place || theirs) throw new Error('not a description of a relayed connection')
    theirs = place
    const [offer, answer] = side === 'offerer' ? [ours, other] : [other, ours]
    const agreed = await relayKeys({ mine: (await pair).sealKey, theirs: place.key, offer, answer, side })
    texts = { mine: await fingerprinted(ours), theirs: await fingerprinted(other) }
    knowKeys(agreed)
    post(OPEN)
  }

  function post(kind: number, body: Bytes = new Uint8Array()) {
    const n = sent++
    sealing = sealing.then(async () => {
      if (isClosed() && kind !== CLOSE) return
      const sealed = await (await keys).seal(n, concat(Uint8Array.of(kind), body))
      if (theirs) box.relay(theirs.session, theirs.address + toBase64url(sealed))
    })
  }

  function take(from: SessionId, sealed: string) {
    heldLetters += sealed.length
    if (heldLetters > MOST_HELD_LETTERS) return close()
    opening = opening.then(async () => {
      heldLetters -= sealed.length
      if (isClosed() || from !== theirs?.session) return
      const bytes = fromBase64url(sealed)
      // Altered, sent again, left out or out of order: none of them is the next frame.
      const plain = bytes && (await (await keys).open(received++, bytes))
      if (plain?.[0] === undefined) return close()
      if (!isClosed()) hear(plain[0], plain.subarray(1))
    })
  }

  function hear(kind: number, body: Bytes) {
    if (kind === CLOSE) return close()
    if (kind === OPEN) {
      if (at !== 'new') return close()
      at = 'open'
      return deps.events.onOpen()
    }
    if (kind === ACK) {
      inFlight -= body.length === 4 ? new DataView(body.buffer, body.byteOffset).getUint32(0) : Infinity
      return inFlight < 0 ? close() : pump()
    }
    const taker = takers[kind]
    if (!taker || at !== 'open') return close()
    taker(body)
    unacknowledged += body.length + FRAME_COST_BYTES
    if (unacknowledged < WINDOW_BYTES / 4) return
    const count = new Uint8Array(4)
    new DataView(count.buffer).setUint32(0, unacknowledged)
    unacknowledged = 0
    post(ACK, count)
  }

  /** Channels by turns, so that a call does not wait for all of a document. */
  function pump() {
    while (at === 'open' && inFlight < WINDOW_BYTES && queues.some(({ length }) => length > 0)) {
      turn = (turn + 1) % queues.length
      const frame = queues[turn]?.shift()
      if (!frame) continue
      inFlight += frame.length + FRAME_COST_BYTES
      post(turn, frame)
      const before = queuedBytes[turn] ?? 0
      queuedBytes[turn] = before - frame.length
      const low = lowWater[turn] ?? 0
      if (before > low && before - frame.length <= low) drained[turn]?.()
    }
  }

  function close() {
    if (at === 'closed') return
    if (texts) post(CLOSE)
    at = 'closed'
    deps.onClose()
  }

  function channelOver(channel: number): Channel {
    return {
      send(frame) {
        if (at !== 'open') return false
        queues[channel]?.push(frame)
        queuedBytes[channel] = (queuedBytes[channel] ?? 0) + frame.length
        pump()
        return true
      },
      bufferedBytes: () => queuedBytes[channel] ?? 0,
      onMessage: (listener) => void (takers[channel] = listener),
      onDrained: (listener) => void (drained[channel] = listener),
      drainsAt: (bytes) => void (lowWater[channel] = bytes),
    }
  }
}

const HEAD = 'osmose relay 1'

function placeIn(description: string): Place | undefined {
  const [, session, address, key] = /^osmose relay 1 ([\w-]{22}) ([\w-]{12}) ([\w-]{43})$/.exec(description) ?? []
  return session && address && key ? { session: session as SessionId, address, key } : undefined
}

/** With the line that the handshake reads; no certificate has the same hash, for none begins with these words. */
async function fingerprinted(description: string): Promise<string> {
  const hash = toHex(await sha256(utf8(description))).match(/../g) ?? []
  return `${description}\r\na=fingerprint:sha-256 ${hash.join(':')}\r\n`
}
