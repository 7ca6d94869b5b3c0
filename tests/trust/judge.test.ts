import { beforeAll, expect, test } from 'vitest'
import { toBase64url } from '../../src/lib/bytes.ts'
import type { Claim } from '../../src/protocol/handshake.ts'
import type { RoomId } from '../../src/protocol/ids.ts'
import { dateAdmission } from '../../src/trust/admissions.ts'
import { judgeClaim, judgeScreen, type LiveCode, type LiveInvitation, type ScreenSide } from '../../src/trust/judge.ts'
import { keyFingerprint } from '../../src/trust/keys.ts'
import { rosterOf, type Roster } from '../../src/trust/roster.ts'
import { sign, type Statement } from '../../src/trust/statement.ts'
import { macOf, transcriptOf, type Side } from '../../src/trust/transcript.ts'
import { bytesOf, helloOf, makePerson, makeRealRoom, named, sealOf, type Person } from './people.ts'

const MINUTE = 60_000
const NOW = 10_000 * MINUTE

let hall: Person, kitchen: Person, bob: Person, alice: Person, vera: Person, mallory: Person
let room: RoomId
let statements: Statement[]

const said = { at: 1 }
const rosterNow = (of: readonly Statement[] = statements): Roster => {
  const roster = rosterOf(room, of)
  if (!roster) throw new Error('the root is there')
  return roster
}
const add = (who: Person, role: 'screen' | 'member', admin = false, heads = rosterNow().heads) =>
  sign(hall.signer, {
    kind: 'add',
    room,
    by: hall.device,
    ...said,
    heads,
    device: who.device,
    seal: who.keys.seal,
    role,
    admin,
  })
const admit = (who: Person, at = NOW, until = NOW + 60 * MINUTE, by = hall) =>
  sign(by.signer, { kind: 'admit', room, by: by.device, at, device: who.device, until })
const gone = (which: Statement, who: Person, why: 'left' | 'shown-out', at = NOW, by = hall) =>
  sign(by.signer, { kind: 'gone', room, by: by.device, at, admit: which.id, device: who.device, why })

beforeAll(async () => {
  ;[hall, kitchen, bob, alice, vera, mallory] = (await Promise.all(Array.from({ length: 6 }, makePerson))) as [
    Person,
    Person,
    Person,
    Person,
    Person,
    Person,
  ]
  const made = await makeRealRoom(hall, { sign: named('recovery'), seal: sealOf('recovery') })
  room = made.room
  statements = [made.root]
  statements.push(await add(kitchen, 'screen'))
  statements.push(await add(bob, 'member'))
  statements.push(await add(alice, 'member', true))
})

const code: LiveCode = { code: bytesOf('wall'), shownAtMs: NOW - 30_000, goodUntilMs: NOW + 60_000 }
const mine = (over: Partial<ScreenSide> = {}): ScreenSide => {
  const all = over.statements ?? statements
  return { roster: rosterNow(all), statements: all, codes: [code], invitations: [], nowMs: NOW, ...over }
}
const transcriptFor = (who: Person) =>
  transcriptOf({
    room,
    offerer: who.hello(),
    answerer: hall.hello(room),
    offererFingerprint: 'AA',
    answererFingerprint: 'BB',
  })
const judge = (claim: Claim, who: Person, side: ScreenSide = mine(), hello = who.hello(room)) =>
  judgeClaim(claim, hello, transcriptFor(who), 'offerer', side)
const codeClaim = async (who: Person, secret = code.code, side: Side = 'offerer'): Promise<Claim> => ({
  as: 'code',
  mac: await macOf(secret, transcriptFor(who), side),
})
const errorOf = (verdict: Awaited<ReturnType<typeof judge>>) => (verdict.ok ? verdict.value.peer.role : verdict.error)

test('a member and a screen come in under their keys (T14)', async () => {
  expect(await judge({ as: 'resident' }, bob)).toEqual({
    ok: true,
    value: { peer: { device: bob.device, seal: bob.keys.seal, role: 'member', admin: false } },
  })
  expect(await judge({ as: 'resident' }, kitchen)).toMatchObject({
    ok: true,
    value: { peer: { role: 'screen', admin: false } },
  })
  expect(await judge({ as: 'resident' }, alice)).toMatchObject({
    ok: true,
    value: { peer: { role: 'member', admin: true } },
  })
})

test('mallory is unknown, in the wrong room, or not who a roster key is (T14)', async () => {
  expect(errorOf(await judge({ as: 'resident' }, mallory))).toBe('unknown-device')
  expect(errorOf(await judge({ as: 'resident' }, bob, mine(), bob.hello('Z'.repeat(22) as RoomId)))).toBe('wrong-room')
  expect(errorOf(await judge({ as: 'resident' }, bob, mine(), bob.hello()))).toBe('wrong-room')
  expect(errorOf(await judge({ as: 'resident' }, bob, mine(), { ...bob.hello(room), seal: mallory.keys.seal }))).toBe(
    'bad-proof',
  )
})

test('a removed device is refused on every ground (T14)', async () => {
  const removal = await sign(hall.signer, {
    kind: 'remove',
    room,
    by: hall.device,
    ...said,
    heads: rosterNow().heads,
    device: bob.device,
  })
  const side = mine({ statements: [...statements, removal, await admit(bob)] })
  const claims: Claim[] = [
    { as: 'resident' },
    await codeClaim(bob),
    { as: 'admitted', admission: (await admit(bob)).signed },
    { as: 'invited', mac: 'A'.repeat(43), role: 'member' },
  ]
  for (const claim of claims) expect(errorOf(await judge(claim, bob, side))).toBe('removed')
})

test('a screen paired while we were cut off shows its roster, and what it shows is kept (T14)', async () => {
  const porch = await makePerson()
  const adding = await add(porch, 'screen')
  expect(errorOf(await judge({ as: 'resident' }, porch))).toBe('unknown-device')
  const verdict = await judge({ as: 'resident', roster: [...statements, adding].map(({ signed }) => signed) }, porch)
  expect(verdict).toMatchObject({ ok: true, value: { peer: { role: 'screen' } } })
  expect(verdict.ok && verdict.value.adopted).toEqual([adding])
})

test('a roster that does not prove its bearer, is altered, foreign, or endless, leaves nothing behind (T14)', async () => {
  const porch = await makePerson()
  const adding = await add(porch, 'screen')
  const roster = [...statements, adding].map(({ signed }) => signed)
  expect(await judge({ as: 'resident', roster }, mallory)).toEqual({ ok: false, error: 'unknown-device' })
  const altered = { ...adding.signed, text: adding.signed.text.replace(porch.device, mallory.device) }
  expect(errorOf(await judge({ as: 'resident', roster: [altered] }, mallory))).toBe('bad-signature')
  const foreign = await makeRealRoom(mallory, { sign: named('r'), seal: sealOf('r') })
  expect(errorOf(await judge({ as: 'resident', roster: [foreign.root.signed] }, mallory))).toBe('wrong-room')
  const own = await sign(mallory.signer, {
    kind: 'add',
    room,
    by: mallory.device,
    ...said,
    heads: rosterNow().heads,
    device: mallory.device,
    seal: mallory.keys.seal,
    role: 'screen',
    admin: true,
  })
  expect(errorOf(await judge({ as: 'resident', roster: [own.signed] }, mallory))).toBe('unknown-device')
  expect(
    errorOf(await judge({ as: 'resident', roster: Array.from({ length: 2_001 }, () => adding.signed) }, porch)),
  ).toBe('malformed')
  // Somebody we know anyway is not turned away for a bad item in what they brought; it is just not taken.
  expect(await judge({ as: 'resident', roster: [altered] }, bob)).toMatchObject({
    ok: true,
    value: { peer: { role: 'member' } },
  })
})

test('a roster may also show that its bearer was removed', async () => {
  const porch = await makePerson()
  const adding = await add(porch, 'screen')
  const removal = await sign(hall.signer, {
    kind: 'remove',
    room,
    by: hall.device,
    ...said,
    heads: rosterNow([...statements, adding]).heads,
    device: porch.device,
  })
  expect(errorOf(await judge({ as: 'resident', roster: [adding.signed, removal.signed] }, porch))).toBe('removed')
})

test('who was removed by an admin that it had removed itself comes in by the roster that says so, and by nothing else (T6, T14)', async () => {
  const { heads } = rosterNow()
  const remove = (by: Person, device: Person) =>
    sign(by.signer, { kind: 'remove', room, by: by.device, ...said, heads, device: device.device })
  // Alice is an admin, and hall, which made the room, more senior: neither has seen the other's removal.
  const [byAlice, byHall] = await Promise.all([remove(alice, hall), remove(hall, alice)])
  const heardAliceOnly = mine({ statements: [...statements, byAlice] })
  expect(errorOf(await judge({ as: 'resident' }, hall, heardAliceOnly))).toBe('removed')
  expect(errorOf(await judge({ as: 'resident', roster: [] }, hall, heardAliceOnly))).toBe('removed')
  const shown = await judge({ as: 'resident', roster: [byHall.signed] }, hall, heardAliceOnly)
  expect(shown).toMatchObject({ ok: true, value: { peer: { role: 'screen', admin: true } } })
  expect(shown.ok && shown.value.adopted?.map(({ id }) => id)).toEqual([byHall.id])
  const heardHallOnly = mine({ statements: [...statements, byHall] })
  expect(errorOf(await judge({ as: 'resident', roster: [byAlice.signed] }, alice, heardHallOnly))).toBe('removed')
})

test('vera scans the wall: she is a visitor, yet without an admission (T14, T15)', async () => {
  const verdict = await judge(await codeClaim(vera), vera, mine(), vera.hello())
  expect(verdict).toEqual({
    ok: true,
    value: { peer: { device: vera.device, seal: vera.keys.seal, role: 'visitor', admin: false }, usedCode: code.code },
  })
})

test('a resident who scans stays what they are (T14)', async () => {
  expect(await judge(await codeClaim(alice), alice)).toMatchObject({
    ok: true,
    value: { peer: { role: 'member', admin: true } },
  })
})

test('a code is good for five seconds past its end by my own clock, then it has expired; not before it was shown (T14)', async () => {
  const claim = await codeClaim(vera)
  const at = (nowMs: number) => judge(claim, vera, mine({ nowMs }))
  expect(errorOf(await at(code.goodUntilMs + 5_000))).toBe('visitor')
  expect(errorOf(await at(code.goodUntilMs + 5_001))).toBe('code-expired')
  expect(errorOf(await at(code.shownAtMs - 5_001))).toBe('code-expired')
})

test('another code, another link, or a MAC sent back is no proof (T13)', async () => {
  expect(errorOf(await judge(await codeClaim(vera, bytesOf('guess')), vera))).toBe('bad-proof')
  expect(errorOf(await judge(await codeClaim(mallory), vera))).toBe('bad-proof')
  expect(errorOf(await judge(await codeClaim(vera, code.code, 'answerer'), vera))).toBe('bad-proof')
  expect(errorOf(await judge(await codeClaim(vera), vera, mine({ codes: [] })))).toBe('bad-proof')
  const two = mine({ codes: [{ ...code, code: bytesOf('older') }, code] })
  expect(errorOf(await judge(await codeClaim(vera), vera, two))).toBe('visitor')
})

test('vera was shown out: a scan is not enough for ten minutes, a tap on the wall is (T11)', async () => {
  const first = await admit(vera)
  const shownOut = [...statements, first, await gone(first, vera, 'shown-out')]
  const scan = async (over: Partial<ScreenSide>) =>
    errorOf(await judge(await codeClaim(vera), vera, mine({ statements: shownOut, ...over })))
  expect(await scan({ roomNowMs: NOW + 5 * MINUTE })).toBe('shown-out')
  expect(await scan({ roomNowMs: NOW + 5 * MINUTE, letBack: new Set([vera.device]) })).toBe('visitor')
  expect(await scan({ roomNowMs: NOW + 5 * MINUTE, letBack: new Set([mallory.device]) })).toBe('shown-out')
  expect(await scan({ roomNowMs: NOW + 11 * MINUTE })).toBe('visitor')
  const tapped = await admit(vera, dateAdmission(NOW + 5 * MINUTE, NOW + 10 * MINUTE))
  expect(
    errorOf(
      await judge(
        { as: 'admitted', admission: tapped.signed },
        vera,
        mine({ statements: shownOut, roomNowMs: NOW + 6 * MINUTE }),
      ),
    ),
  ).toBe('visitor')
})

test('vera comes back under her admission, also to a screen that has not heard of it (T14)', async () => {
  const admission = await admit(vera)
  const verdict = await judge({ as: 'admitted', admission: admission.signed }, vera)
  expect(verdict).toMatchObject({
    ok: true,
    value: { peer: { role: 'visitor', admin: false, admission: admission.id }, adopted: [admission] },
  })
  const known = await judge(
    { as: 'admitted', admission: admission.signed },
    vera,
    mine({ statements: [...statements, admission] }),
  )
  expect(known.ok && known.value.adopted).toBeUndefined()
})

test("an admission that ended, ran out, is another's, or by nobody who may, admits nobody (T10, T14)", async () => {
  const admission = await admit(vera)
  const come = async (statement: Statement, who = vera, over: Partial<ScreenSide> = {}) =>
    errorOf(await judge({ as: 'admitted', admission: statement.signed }, who, mine(over)))
  expect(
    await come(admission, vera, { statements: [...statements, await gone(admission, vera, 'left', NOW, vera)] }),
  ).toBe('admission-ended')
  expect(
    await come(admission, vera, { statements: [...statements, await gone(admission, vera, 'shown-out', NOW, alice)] }),
  ).toBe('shown-out')
  expect(await come(admission, vera, { roomNowMs: NOW + 60 * MINUTE })).toBe('admission-ended')
  expect(await come(admission, mallory)).toBe('not-admitted')
  expect(await come(await admit(mallory, NOW, NOW + MINUTE, mallory), mallory)).toBe('not-admitted')
  expect(await come(await admit(mallory, NOW, NOW + MINUTE, alice), mallory)).toBe('not-admitted')
  expect(await come(await gone(admission, vera, 'left'), vera)).toBe('malformed')
  expect(errorOf(await judge({ as: 'admitted', admission: { ...admission.signed, sig: 'A'.repeat(86) } }, vera))).toBe(
    'bad-signature',
  )
  expect(errorOf(await judge({ as: 'admitted', admission: admission.signed }, vera, mine(), vera.hello()))).toBe(
    'wrong-room',
  )
})

test('an invitation is good once, for its role, for its time (T14)', async () => {
  const invitation: LiveInvitation = {
    code: bytesOf('invitation'),
    role: 'member',
    admin: true,
    goodUntilMs: NOW + MINUTE,
    used: false,
  }
  const come = async (with_: Partial<LiveInvitation> = {}, role: 'screen' | 'member' = 'member', nowMs = NOW) =>
    judge(
      { as: 'invited', mac: await macOf(invitation.code, transcriptFor(vera), 'offerer'), role },
      vera,
      mine({ invitations: [{ ...invitation, ...with_ }], nowMs }),
      vera.hello(),
    )
  expect(await come()).toEqual({
    ok: true,
    value: {
      peer: { device: vera.device, seal: vera.keys.seal, role: 'newcomer', admin: false, invitedAs: 'member' },
      usedInvitation: invitation,
    },
  })
  expect(errorOf(await come({ used: true }))).toBe('code-used')
  expect(errorOf(await come({}, 'screen'))).toBe('bad-proof')
  expect(errorOf(await come({ code: bytesOf('other') }))).toBe('bad-proof')
  expect(errorOf(await come({}, 'member', NOW + 2 * MINUTE))).toBe('code-expired')
  // The wall's visitor code is no invitation, nor the other way round.
  expect(
    errorOf(
      await judge({ as: 'invited', mac: await macOf(code.code, transcriptFor(vera), 'offerer'), role: 'member' }, vera),
    ),
  ).toBe('bad-proof')
  expect(errorOf(await judge(await codeClaim(vera, invitation.code), vera, mine({ invitations: [invitation] })))).toBe(
    'bad-proof',
  )
})

test('a phone knows the screen it scanned by its key, and later by the roster (T14)', async () => {
  const fingerprint = await keyFingerprint(hall.device, 12)
  if (!fingerprint) throw new Error('a device is a key')
  expect(await judgeScreen(hall.hello(room), { fingerprint })).toMatchObject({
    ok: true,
    value: { role: 'screen', admin: false },
  })
  expect(await judgeScreen(mallory.hello(room), { fingerprint })).toEqual({ ok: false, error: 'wrong-screen' })
  await expect(judgeScreen(hall.hello(room), { fingerprint: fingerprint.slice(0, 8) })).rejects.toThrow()
  const roster = rosterNow()
  expect(await judgeScreen(kitchen.hello(room), { roster })).toMatchObject({ ok: true, value: { role: 'screen' } })
  expect(await judgeScreen(alice.hello(room), { roster })).toEqual({ ok: false, error: 'wrong-screen' })
  expect(await judgeScreen(mallory.hello(room), { roster })).toEqual({ ok: false, error: 'wrong-screen' })
  expect(await judgeScreen({ ...kitchen.hello(room), seal: mallory.keys.seal }, { roster })).toEqual({
    ok: false,
    error: 'wrong-screen',
  })
  expect(await judgeScreen(kitchen.hello('Z'.repeat(22) as RoomId), { roster })).toEqual({
    ok: false,
    error: 'wrong-room',
  })
})

test('a verdict is about the key in the hello and no other', async () => {
  const verdict = await judge({ as: 'resident' }, bob, mine(), {
    ...helloOf(bob.keys, room),
    nonce: toBase64url(bytesOf('n')),
  })
  expect(verdict.ok && verdict.value.peer.device).toBe(bob.device)
})
