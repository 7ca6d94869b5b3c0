import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeChance } from '../simulation/chance.ts'
import { clockOver, makeTimeline } from '../simulation/time.ts'
import { toBase64url, type Bytes } from '../../src/lib/bytes.ts'
import { err, ok, type Result } from '../../src/lib/result.ts'
import { makePipe, shakeHands, type Agreed, type Credentials, type Refused } from '../../src/mesh/handshake.ts'
import { codeCredentials } from '../../src/app/phone/credentials.ts'
import {
  handshakeMessage,
  LINK_VERSIONS,
  type HandshakeMessage,
  type LinkDenial,
} from '../../src/protocol/handshake.ts'
import type { RoomId } from '../../src/protocol/ids.ts'
import { packPacket, readPacket } from '../../src/protocol/packet.ts'
import { judgeClaim, type LiveCode } from '../../src/trust/judge.ts'
import { keyFingerprint } from '../../src/trust/keys.ts'
import { rosterOf } from '../../src/trust/roster.ts'
import { sign, type Statement } from '../../src/trust/statement.ts'
import { makePerson, makeRealRoom, named, sealOf, type Person } from '../trust/people.ts'

const SEED = 20260101
const NOW_MS = Date.UTC(2026, 0, 1)
const sdp = (first: string) => `v=0\r\na=fingerprint:sha-256 ${`${first}:`.repeat(31)}${first}\r\n`
const [HALL_SDP, PHONE_SDP, MALLORY_SDP] = ['AA', 'BB', 'CC'].map(sdp) as [string, string, string]
type Side = { credentials: Credentials; descriptions: { mine: string; theirs: string } }
/** Sees every message on its way: hands it on, another one instead, or none. */
type Between = (message: HandshakeMessage, from: 'offerer' | 'answerer') => HandshakeMessage | Bytes | undefined
type Outcome = Result<Agreed, Refused>

async function shake(
  offerer: Side,
  answerer: Side,
  between: Between = (message) => message,
): Promise<[Outcome, Outcome]> {
  const timeline = makeTimeline()
  const clock = clockOver(timeline, { skewMs: 0, isOn: () => true, whenAwake: (run) => run() })
  const pipes = { offerer: makePipe(through('offerer'), () => {}), answerer: makePipe(through('answerer'), () => {}) }
  const both = Promise.all(
    (['offerer', 'answerer'] as const).map((side) =>
      shakeHands({ side, pipe: pipes[side], clock, ...(side === 'offerer' ? offerer : answerer) }),
    ),
  )
  return (await timeline.finish(both)) as [Outcome, Outcome]

  function through(from: 'offerer' | 'answerer') {
    return (packet: Bytes) => {
      const read = readPacket(handshakeMessage, packet)
      const said = read.ok ? between(read.value.header, from) : packet
      if (said === undefined) return
      timeline.soon(1, () =>
        pipes[from === 'offerer' ? 'answerer' : 'offerer'].push(said instanceof Uint8Array ? said : packPacket(said)),
      )
    }
  }
}

/** A room with a hall screen, and a phone that scanned the code on it. */
async function openHall() {
  const [hall, phone, mallory] = [await makePerson(), await makePerson(), await makePerson()]
  const { root, room } = await makeRealRoom(hall, { sign: named('recovery'), seal: sealOf('recovery') })
  const { bytes } = makeChance('codes')
  const code = bytes(16)
  const fingerprint = (await keyFingerprint(hall.device, 12)) as Bytes
  const scanned = (at: Partial<{ code: Bytes; fingerprint: Bytes }> = {}): Side => ({
    credentials: codeCredentials({
      keys: phone.keys,
      random: bytes,
      link: { as: 'visitor', code, fingerprint, ...at },
    }),
    descriptions: { mine: PHONE_SDP, theirs: HALL_SDP },
  })
  const shows = (
    how: Partial<{ codes: LiveCode[]; said: Statement[]; as: Person; nowMs: number; room: RoomId }> = {},
  ): Side => ({
    credentials: screen(
      how.as ?? hall,
      how.room ?? room,
      how.said ?? [root],
      how.codes ?? [{ code, shownAtMs: NOW_MS, goodUntilMs: NOW_MS + 90_000 }],
      how.nowMs ?? NOW_MS,
    ),
    descriptions: { mine: HALL_SDP, theirs: PHONE_SDP },
  })
  return { hall, phone, mallory, root, room, code, scanned, shows }

  function screen(as: Person, inRoom: RoomId, said: Statement[], codes: LiveCode[], nowMs: number): Credentials {
    const roster = rosterOf(room, [root, ...said])
    return {
      signer: as.signer,
      hello: { device: as.device, seal: as.keys.seal, room: inRoom, nonce: toBase64url(bytes(16)) },
      claim: () => Promise.resolve({ as: 'resident' }),
      async judge(claim, theirs, transcript, theirSide) {
        if (!roster) return err('unknown-device')
        const verdict = await judgeClaim(claim, theirs, transcript, theirSide, {
          roster,
          statements: [root, ...said],
          codes,
          invitations: [],
          nowMs,
        })
        return verdict.ok ? ok(verdict.value.peer) : verdict
      },
    }
  }
}

const reasons = (outcomes: readonly Outcome[]): (LinkDenial | 'agreed')[] =>
  outcomes.map((outcome) => (outcome.ok ? 'agreed' : outcome.error.reason))

test('a phone with the code and the screen that shows it agree on who they are, on the room and on six digits (M2, M3)', async () => {
  const { hall, phone, room, scanned, shows } = await openHall()
  const [atPhone, atHall] = await shake(scanned(), shows())
  expect(atPhone).toMatchObject({ ok: true, value: { room, peer: { device: hall.device, role: 'screen' } } })
  expect(atHall).toMatchObject({ ok: true, value: { room, peer: { device: phone.device, role: 'visitor' } } })
  expect(atPhone.ok && atPhone.value.sas).toMatch(/^\d{6}$/)
  expect(atPhone.ok && atPhone.value.sas).toBe(atHall.ok && atHall.value.sas)
})

test('it does not matter who offers (M2)', async () => {
  const { scanned, shows } = await openHall()
  expect(reasons(await shake(shows(), scanned()))).toEqual(['agreed', 'agreed'])
})

test('an introducer that swaps a fingerprint stands in the middle of nothing (M3)', async () => {
  const { scanned, shows } = await openHall()
  const fooled = { ...scanned(), descriptions: { mine: PHONE_SDP, theirs: MALLORY_SDP } }
  expect(reasons(await shake(fooled, shows()))).toEqual(['bad-signature', 'bad-signature'])
  const both = { ...shows(), descriptions: { mine: HALL_SDP, theirs: MALLORY_SDP } }
  expect(reasons(await shake(scanned(), both))).toEqual(['bad-signature', 'bad-signature'])
})

test('a session description without a fingerprint, or with two, makes no link (M3)', async () => {
  const { scanned, shows } = await openHall()
  for (const theirs of ['v=0\r\n', `${HALL_SDP}${MALLORY_SDP}`, 'a=fingerprint:sha-1 AA:BB']) {
    const outcomes = await shake({ ...scanned(), descriptions: { mine: PHONE_SDP, theirs } }, shows())
    expect(reasons(outcomes)).toEqual(['malformed', 'malformed'])
  }
})

test('who committed to one hello and says another is refused (M2)', async () => {
  const { scanned, shows } = await openHall()
  const nonce = 'B'.repeat(22)
  const outcomes = await shake(scanned(), shows(), (message, from) =>
    message.type === 'hello' && from === 'offerer' ? { ...message, hello: { ...message.hello, nonce } } : message,
  )
  expect(reasons(outcomes)).toEqual(['bad-proof', 'bad-proof'])
})

test('a hello that was altered on its way back is found out by the proofs (M3)', async () => {
  const { mallory, scanned, shows } = await openHall()
  for (const change of [
    { nonce: 'B'.repeat(22) },
    { seal: mallory.keys.seal },
    { device: mallory.device },
    { most: LINK_VERSIONS.most + 1 },
    { least: 0 },
  ]) {
    const outcomes = await shake(scanned(), shows(), (message, from) =>
      message.type === 'hello' && from === 'answerer'
        ? { ...message, hello: { ...message.hello, ...change } }
        : message,
    )
    expect([change, ...reasons(outcomes)]).toEqual([change, 'bad-signature', 'bad-signature'])
  }
})

test('a proof of yesterday, or our own sent back to us, proves nothing today (M3)', async () => {
  const { scanned, shows } = await openHall()
  const yesterday: HandshakeMessage[] = []
  await shake(scanned(), shows(), (message, from) => {
    if (message.type === 'proof' && from === 'offerer') yesterday.push(message)
    return message
  })
  const replayed = await shake(scanned(), shows(), (message, from) =>
    message.type === 'proof' && from === 'offerer' ? yesterday[0] : message,
  )
  expect(reasons(replayed)).toEqual(['bad-signature', 'bad-signature'])

  let halls: HandshakeMessage | undefined
  const reflected = await shake(shows(), scanned(), (message, from) => {
    if (message.type === 'proof' && from === 'offerer') halls = message
    return message.type === 'proof' && from === 'answerer' ? halls : message
  })
  expect(reasons(reflected)).toEqual(['bad-signature', 'bad-signature'])
})

test('a code does not travel: the proof made with it serves nobody else (M3)', async () => {
  const { mallory, scanned, shows, root } = await openHall()
  const { bytes } = makeChance('mallory')
  let mac = ''
  await shake(scanned(), shows(), (message) => {
    if (message.type === 'proof' && message.claim.as === 'code') mac = message.claim.mac
    return message
  })
  const stolen: Credentials = {
    signer: mallory.signer,
    hello: { device: mallory.device, seal: mallory.keys.seal, nonce: toBase64url(bytes(16)) },
    claim: () => Promise.resolve({ as: 'code', mac }),
    judge: (_claim, theirs) =>
      Promise.resolve(ok({ device: theirs.device, seal: theirs.seal, role: 'screen', admin: false })),
  }
  const outcomes = await shake(
    { credentials: stolen, descriptions: { mine: PHONE_SDP, theirs: HALL_SDP } },
    shows({ said: [root] }),
  )
  expect(reasons(outcomes)).toEqual(['bad-proof', 'bad-proof'])
})

test('who comes from another room is told so (M4)', async () => {
  const { hall, scanned, shows, room } = await openHall()
  const other = 'Z'.repeat(22) as RoomId
  const visitorOf = (where: RoomId): Side => {
    const side = scanned()
    return { ...side, credentials: { ...side.credentials, hello: { ...side.credentials.hello, room: where } } }
  }
  expect(hall.device).toBeTruthy()
  expect(reasons(await shake(visitorOf(other), shows()))).toEqual(['wrong-room', 'wrong-room'])
  expect(reasons(await shake(visitorOf(room), shows()))).toEqual(['agreed', 'agreed'])
  const nowhere = shows()
  const { room: _room, ...homeless } = nowhere.credentials.hello
  expect(
    reasons(await shake(scanned(), { ...nowhere, credentials: { ...nowhere.credentials, hello: homeless } })),
  ).toEqual(['wrong-room', 'wrong-room'])
})

test('two that speak no version in common part before anything is proven (M4)', async () => {
  const { scanned, shows } = await openHall()
  let proofs = 0
  const outcomes = await shake(scanned(), shows(), (message, from) => {
    if (message.type === 'proof' && from === 'offerer') proofs += 1
    const isHello = message.type === 'hello' && from === 'answerer'
    return isHello ? { ...message, hello: { ...message.hello, least: LINK_VERSIONS.most + 1, most: 9 } } : message
  })
  expect([...reasons(outcomes), proofs]).toEqual(['version', 'version', 0])
})

test('a phone makes no link with another screen than the one whose code it scanned (M4)', async () => {
  const { mallory, scanned, shows, root } = await openHall()
  const other = (await keyFingerprint(mallory.device, 12)) as Bytes
  expect(reasons(await shake(scanned({ fingerprint: other }), shows({ said: [root] })))).toEqual([
    'wrong-screen',
    'wrong-screen',
  ])
})

test('a wrong code, an old one and a removed device are refused by their names (M4)', async () => {
  const { hall, phone, room, root, code, scanned, shows } = await openHall()
  expect(reasons(await shake(scanned({ code: new Uint8Array(16) }), shows()))).toEqual(['bad-proof', 'bad-proof'])
  expect(
    reasons(
      await shake(
        scanned(),
        shows({ codes: [{ code, shownAtMs: NOW_MS, goodUntilMs: NOW_MS }], nowMs: NOW_MS + 60_000 }),
      ),
    ),
  ).toEqual(['code-expired', 'code-expired'])
  const said = { room, by: hall.device, at: NOW_MS, device: phone.device }
  const add = await sign(hall.signer, {
    kind: 'add',
    ...said,
    heads: [root.id],
    seal: phone.keys.seal,
    role: 'member',
    admin: false,
  })
  const remove = await sign(hall.signer, { kind: 'remove', ...said, heads: [add.id] })
  expect(reasons(await shake(scanned(), shows({ said: [root, add, remove] })))).toEqual(['removed', 'removed'])
})

test('a refusal is proven only after the other has proven its key: nobody in between ends a stay in a screen’s name (M4)', async () => {
  const { scanned, shows } = await openHall()
  const [atPhone] = await shake(scanned({ code: new Uint8Array(16) }), shows())
  expect(atPhone).toEqual(err({ reason: 'bad-proof', proven: true }))
  for (const instead of ['hello', 'proof'] as const) {
    const [fooled] = await shake(scanned(), shows(), (message, from) =>
      message.type === instead && from === 'answerer' ? { type: 'refuse', reason: 'removed' } : message,
    )
    expect(fooled).toEqual(err({ reason: 'removed', proven: false }))
  }
  // What we refuse ourselves is nobody else's word.
  const [, atHall] = await shake(scanned({ code: new Uint8Array(16) }), shows())
  expect(atHall).toEqual(err({ reason: 'bad-proof', proven: false }))
})

test('who falls silent at any step has failed after eight seconds (M1)', async () => {
  const { scanned, shows } = await openHall()
  for (const step of ['commit', 'hello', 'proof', 'accept'] as const) {
    const outcomes = await shake(scanned(), shows(), (message) => (message.type === step ? undefined : message))
    expect([step, ...reasons(outcomes)]).toEqual([step, 'timeout', 'timeout'])
  }
})

test('steps in another order, and bytes that are no message, are malformed (M2)', async () => {
  const { scanned, shows } = await openHall()
  const disorder = await shake(scanned(), shows(), (message, from) =>
    message.type === 'hello' && from === 'answerer' ? { type: 'accept' } : message,
  )
  expect(reasons(disorder)[0]).toBe('malformed')
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: 6 }), fc.uint8Array({ maxLength: 60 }), async (at, noise) => {
      let n = 0
      const outcomes = await shake(scanned(), shows(), (message) => (n++ === at ? Uint8Array.from(noise) : message))
      // Whoever waits for nothing more cannot know that its last word was lost.
      expect(reasons(outcomes)).toContain('malformed')
    }),
    { seed: SEED, numRuns: 25 },
  )
})

test('whichever single byte of the exchange is altered, the two never agree on different things (M3)', async () => {
  const { scanned, shows } = await openHall()
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: 5 }), fc.nat(), fc.integer({ min: 1, max: 255 }), async (at, where, mask) => {
      let n = 0
      const [atPhone, atHall] = await shake(scanned(), shows(), (message) => {
        if (n++ !== at) return message
        const packet = packPacket(message)
        packet[4 + (where % (packet.length - 4))] = (packet[4 + (where % (packet.length - 4))] ?? 0) ^ mask
        return packet
      })
      if (atPhone.ok && atHall.ok) expect(atPhone.value.sas).toBe(atHall.value.sas)
      // Altered letters may still say the same (a capital in a key that is dropped); then nothing was altered.
    }),
    { seed: SEED, numRuns: 60 },
  )
})
