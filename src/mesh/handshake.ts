import type { Clock } from '../lib/clock.ts'
import { fromBase64url, sameBytes, toBase64url, utf8, type Bytes } from '../lib/bytes.ts'
import { err, ok, type Result } from '../lib/result.ts'
import {
  handshakeMessage,
  LINK_VERSIONS,
  type Claim,
  type HandshakeMessage,
  type Hello,
  type LinkDenial,
} from '../protocol/handshake.ts'
import type { RoomId } from '../protocol/ids.ts'
import { packPacket, readPacket } from '../protocol/packet.ts'
import type { Peer } from '../trust/judge.ts'
import type { Signer } from '../trust/keys.ts'
import { verifySignature } from '../trust/keys.ts'
import { commitOf, fingerprintOf, proofBytes, sasOf, transcriptOf } from '../trust/transcript.ts'
import { makeWaiting } from './frames.ts'

/** A handshake is six small messages on a LAN; one that takes this long has failed. */
const TIMEOUT_MS = 8_000
export type Side = 'offerer' | 'answerer'
/** What this device brings into a handshake. */
export type Credentials = {
  signer: Signer
  hello: Omit<Hello, 'least' | 'most'>
  claim(transcript: Bytes, side: Side, theirs: Hello): Promise<Claim>
  judge(claim: Claim, theirs: Hello, transcript: Bytes, theirSide: Side): Promise<Result<Peer, LinkDenial>>
}
export type Agreed = { peer: Peer; room: RoomId; sas: string }
/** `proven`: the other side said so after it had proven its key. Anything else may be said by whoever is in between (M4). */
export type Refused = { reason: LinkDenial; proven: boolean }
type Pipe = { send(packet: Bytes): void; next(): Promise<Bytes> }

/**
 * Proves to each side which device key is at the other end of this very connection: both sign a transcript with both
 * hellos and both DTLS fingerprints, so an introducer who swapped a fingerprint is found out (mesh/README.md M1–M5).
 */
export async function shakeHands(deps: {
  side: Side
  pipe: Pipe
  descriptions: { mine: string; theirs: string }
  credentials: Credentials
  clock: Clock
}): Promise<Result<Agreed, Refused>> {
  let stop = () => {}
  const timeout = new Promise<Result<Agreed, Refused>>((resolve) => {
    stop = deps.clock.after(TIMEOUT_MS, () => resolve(err({ reason: 'timeout', proven: false })))
  })
  const outcome = await Promise.race([
    exchange(deps).catch((fault: unknown) => (fault instanceof Broken ? err(fault.refused) : Promise.reject(fault))),
    timeout,
  ])
  stop()
  return outcome
}

/** Ends an exchange from inside its steps; never leaves this file. */
class Broken extends Error {
  readonly refused: Refused
  constructor(reason: LinkDenial, proven = false) {
    super(reason)
    this.refused = { reason, proven }
  }
}

async function exchange({
  side,
  pipe,
  descriptions,
  credentials,
}: Parameters<typeof shakeHands>[0]): Promise<Result<Agreed, Refused>> {
  const mine: Hello = { ...credentials.hello, ...LINK_VERSIONS }
  const theirs = side === 'offerer' ? await commitThenHello(pipe, mine) : await helloAfterCommit(pipe, mine)
  if (theirs.least > mine.most || theirs.most < mine.least) return refuse(pipe, 'version')
  const room = mine.room ?? theirs.room
  if (!room || (theirs.room && theirs.room !== room)) return refuse(pipe, 'wrong-room')
  const myFingerprint = fingerprintOf(descriptions.mine)
  const theirFingerprint = fingerprintOf(descriptions.theirs)
  if (!myFingerprint || !theirFingerprint) return refuse(pipe, 'malformed')

  const theirSide: Side = side === 'offerer' ? 'answerer' : 'offerer'
  const offerer = side === 'offerer'
  const transcript = transcriptOf({
    room,
    offerer: offerer ? mine : theirs,
    answerer: offerer ? theirs : mine,
    offererFingerprint: offerer ? myFingerprint : theirFingerprint,
    answererFingerprint: offerer ? theirFingerprint : myFingerprint,
  })
  const sig = toBase64url(await credentials.signer.sign(proofBytes(transcript, side)))
  send(pipe, { type: 'proof', sig, claim: await credentials.claim(transcript, side, theirs) })

  const proof = await expect(pipe, 'proof')
  const theirSig = fromBase64url(proof.sig)
  if (!theirSig || !(await verifySignature(theirs.device, proofBytes(transcript, theirSide), theirSig))) {
    return refuse(pipe, 'bad-signature')
  }
  const peer = await credentials.judge(proof.claim, theirs, transcript, theirSide)
  if (!peer.ok) return refuse(pipe, peer.error)
  send(pipe, { type: 'accept' })
  await expect(pipe, 'accept', true)
  return ok({ peer: peer.value, room, sas: await sasOf(transcript) })
}

/** The offerer is bound to its nonce before it sees the answerer's. */
async function commitThenHello(pipe: Pipe, mine: Hello): Promise<Hello> {
  send(pipe, { type: 'commit', commit: await commitOf(mine) })
  const { hello } = await expect(pipe, 'hello')
  send(pipe, { type: 'hello', hello: mine })
  return hello
}

async function helloAfterCommit(pipe: Pipe, mine: Hello): Promise<Hello> {
  const { commit } = await expect(pipe, 'commit')
  send(pipe, { type: 'hello', hello: mine })
  const { hello } = await expect(pipe, 'hello')
  if (!sameBytes(utf8(await commitOf(hello)), utf8(commit))) {
    send(pipe, { type: 'refuse', reason: 'bad-proof' })
    throw new Broken('bad-proof')
  }
  return hello
}

const send = (pipe: Pipe, message: HandshakeMessage) => pipe.send(packPacket(message))

function refuse(pipe: Pipe, reason: LinkDenial): Result<Agreed, Refused> {
  send(pipe, { type: 'refuse', reason })
  return err({ reason, proven: false })
}

async function expect<T extends HandshakeMessage['type']>(
  pipe: Pipe,
  type: T,
  proven = false,
): Promise<Extract<HandshakeMessage, { type: T }>> {
  const read = readPacket(handshakeMessage, await pipe.next())
  if (!read.ok) throw new Broken('malformed')
  if (read.value.header.type === 'refuse') throw new Broken(read.value.header.reason, proven)
  if (read.value.header.type !== type) throw new Broken('malformed')
  return read.value.header as Extract<HandshakeMessage, { type: T }>
}

/** Packets in the order they came, each handed to whoever awaits next: the handshake first, then the link. */
export function makePipe(
  send: (packet: Bytes) => void,
  overflow: () => void,
): Pipe & { push(packet: Bytes): void; waiting(): Bytes[] } {
  const waiting = makeWaiting()
  let taker: ((packet: Bytes) => void) | undefined
  return {
    send,
    push(packet) {
      if (!taker) return void (waiting.add(packet) || overflow())
      const take = taker
      taker = undefined
      take(packet)
    },
    next() {
      const first = waiting.take()
      if (first) return Promise.resolve(first)
      return new Promise((resolve) => {
        taker = resolve
      })
    },
    waiting: waiting.takeAll,
  }
}
