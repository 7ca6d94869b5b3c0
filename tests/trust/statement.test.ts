import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { toBase64url, utf8 } from '../../src/lib/bytes.ts'
import type { StatementBody } from '../../src/protocol/statement.ts'
import { keyBytes, verifySignature } from '../../src/trust/keys.ts'
import { roomOf, sign, verify } from '../../src/trust/statement.ts'
import { makePerson, makeRealRoom, named, sealOf, type Person } from './people.ts'

let alice: Person
let bob: Person
let room: Awaited<ReturnType<typeof makeRealRoom>>
beforeAll(async () => {
  alice = await makePerson()
  bob = await makePerson()
  room = await makeRealRoom(alice, { sign: named('recovery'), seal: sealOf('recovery') })
})

const left = (): StatementBody => ({
  kind: 'gone',
  room: room.room,
  by: alice.device,
  at: 1,
  admit: room.root.id,
  device: bob.device,
  why: 'left',
})
/** Signs any text, as somebody with another program could. */
const signText = async (who: Person, text: string) => ({
  text,
  sig: toBase64url(await who.signer.sign(utf8(`osmose statement 1\n${text}`))),
})

test('the keys of a device cannot be read out (T1)', async () => {
  expect(alice.keys.signKey.extractable).toBe(false)
  expect(alice.keys.sealKey.extractable).toBe(false)
  await expect(crypto.subtle.exportKey('pkcs8', alice.keys.signKey)).rejects.toThrow()
})

test('what alice signed, anybody can check; the room is named by its root (T2)', async () => {
  const read = await verify(room.root.signed)
  expect(read).toEqual({ ok: true, value: room.root })
  expect(room.root.by).toBe(alice.device)
  expect(room.room).toBe(roomOf(room.root))
  expect(room.room).toHaveLength(22)
  expect(room.root.id.startsWith(room.room.slice(0, 21))).toBe(true)
})

test("one letter altered, another's signature, or a signature over the text alone: refused (T2)", async () => {
  const { text, sig } = (await sign(alice.signer, left())).signed
  expect((await verify({ text: text.replace('"at":1', '"at":2'), sig })).ok).toBe(false)
  expect((await verify({ text, sig: (await sign(alice.signer, { ...left(), at: 3 })).signed.sig })).ok).toBe(false)
  const bare = toBase64url(await alice.signer.sign(utf8(text)))
  expect(await verify({ text, sig: bare })).toEqual({ ok: false, error: 'signature' })
  const asBob = JSON.stringify({ ...left(), by: bob.device })
  expect(await verify(await signText(alice, asBob))).toEqual({ ok: false, error: 'signature' })
})

test('a kind of a later version is checked and carried, a known kind that does not parse is refused (T2)', async () => {
  const later = await verify(
    await signText(alice, JSON.stringify({ kind: 'treaty', by: alice.device, to: 'whatever' })),
  )
  expect(later.ok && later.value.body).toBeUndefined()
  expect(later.ok && later.value.by).toBe(alice.device)
  expect(
    (
      await verify({
        ...(await signText(alice, JSON.stringify({ kind: 'treaty', by: alice.device }))),
        sig: 'A'.repeat(86),
      })
    ).ok,
  ).toBe(false)
  for (const kind of ['admit', 'root', 'remove'])
    expect((await verify(await signText(alice, JSON.stringify({ kind, by: alice.device })))).ok).toBe(false)
  expect((await verify(await signText(alice, JSON.stringify({ kind: 'admit', nobody: true })))).ok).toBe(false)
})

test('a device cannot speak for another, nor sign what nobody could read', async () => {
  await expect(sign(bob.signer, left())).rejects.toThrow('speaks for itself')
  const heads = Array.from({ length: 65 }, () => room.root.id)
  await expect(
    sign(alice.signer, { kind: 'remove', room: room.room, by: alice.device, at: 1, heads, device: bob.device }),
  ).rejects.toThrow()
})

test('a second spelling of a key, or no key, is no key (T1)', async () => {
  // 43 letters carry 258 bits for 256: the last letter has two that must be zero.
  const respelt =
    bob.device.slice(0, 42) +
    'BCDF'
      .split('')
      .find((letter) => !bob.device.endsWith(letter) && keyBytes(bob.device.slice(0, 42) + letter) === undefined)
  expect(keyBytes(respelt)).toBeUndefined()
  expect(await verify(await signText(alice, JSON.stringify({ ...left(), device: respelt })))).toEqual({
    ok: false,
    error: 'text: not a key',
  })
  expect(await verifySignature(respelt as Person['device'], utf8(''), new Uint8Array(64))).toBe(false)
})

test('text that UTF-8 cannot spell is refused: two texts would share a signature (T2)', async () => {
  const text = JSON.stringify({ kind: 'later', by: alice.device, said: '\ufffd' })
  const signed = await signText(alice, text)
  expect((await verify(signed)).ok).toBe(true)
  expect(await verify({ ...signed, text: text.replace('\ufffd', '\ud800') })).toEqual({
    ok: false,
    error: 'text: not well-formed',
  })
})

test('no statement reaches into prototypes', async () => {
  const doc = `{"hash":"${'A'.repeat(43)}","seen":{"__proto__":1,"constructor":2,"bob":3}}`
  const epoch = `{"kind":"epoch","room":"${room.room}","by":"${alice.device}","at":1,"n":1,"docs":{"__proto__":${doc},"commons":${doc}}}`
  const read = await verify(await signText(alice, epoch))
  const docs = read.ok && read.value.body?.kind === 'epoch' ? read.value.body.docs : undefined
  expect(docs && Object.keys(docs)).toEqual(['commons'])
  expect(docs && Object.keys(docs['commons']?.seen ?? {})).toEqual(['bob'])
  expect(docs && Object.getPrototypeOf(docs)).toBe(Object.prototype)
  const sneaky = await verify(
    await signText(alice, `{"__proto__":{"kind":"root"},"kind":"later","constructor":1,"by":"${alice.device}"}`),
  )
  expect(sneaky.ok && sneaky.value.body).toBeUndefined()
  for (const kind of ['__proto__', 'constructor', 'toString']) {
    const carried = await verify(await signText(alice, JSON.stringify({ kind, by: alice.device })))
    expect(carried.ok && carried.value.body).toBeUndefined()
  }
  expect(({} as Record<string, unknown>)['kind']).toBeUndefined()
})

test('anything at all is either a statement or a refusal, never a fault', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.anything(),
        fc.record({ text: fc.oneof(fc.json(), fc.string()), sig: fc.base64String() }),
        fc.record({ text: fc.json(), sig: fc.constant('A'.repeat(86)) }),
      ),
      async (anything) => {
        expect((await verify(anything)).ok).toBe(false)
      },
    ),
    { seed: 7, numRuns: 300 },
  )
})

test('a true statement with any one thing changed is refused', async () => {
  const { text, sig } = (await sign(alice.signer, left())).signed
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: text.length - 1 }),
      fc.constantFrom('A', '0', '"', ' ', '}', 'é'),
      async (at, letter) => {
        if (text[at] === letter) return
        expect((await verify({ text: text.slice(0, at) + letter + text.slice(at + 1), sig })).ok).toBe(false)
      },
    ),
    { seed: 7, numRuns: 150 },
  )
})
