import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { concat, toBase64url, utf8 } from '../../src/lib/bytes.ts'
import { openSealed, sealTo } from '../../src/trust/sealed-box.ts'
import { bytesOf, makePerson, type Person } from './people.ts'

let alice: Person
let mallory: Person
beforeAll(async () => {
  alice = await makePerson()
  mallory = await makePerson()
})

test('a box opens for whom it was sealed, and for nobody else', async () => {
  const box = await sealTo(alice.keys.seal, utf8('minutes'))
  expect(await openSealed(alice.keys.sealKey, alice.keys.seal, box)).toEqual(utf8('minutes'))
  expect(await openSealed(mallory.keys.sealKey, mallory.keys.seal, box)).toBeUndefined()
  expect(await openSealed(mallory.keys.sealKey, alice.keys.seal, box)).toBeUndefined()
  expect(await openSealed(alice.keys.sealKey, mallory.keys.seal, box)).toBeUndefined()
})

test('the same thing sealed twice is two boxes; with the same chance, one', async () => {
  const [a, b] = [await sealTo(alice.keys.seal, utf8('x')), await sealTo(alice.keys.seal, utf8('x'))]
  expect(toBase64url(a)).not.toBe(toBase64url(b))
  const rand = (length: number) => bytesOf('chance', length)
  expect(await sealTo(alice.keys.seal, utf8('x'), rand)).toEqual(await sealTo(alice.keys.seal, utf8('x'), rand))
  expect(await openSealed(alice.keys.sealKey, alice.keys.seal, await sealTo(alice.keys.seal, utf8('x'), rand))).toEqual(
    utf8('x'),
  )
})

test('any size comes back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 5_000 }), async (bytes) => {
      const plaintext = new Uint8Array(bytes)
      expect(await openSealed(alice.keys.sealKey, alice.keys.seal, await sealTo(alice.keys.seal, plaintext))).toEqual(
        plaintext,
      )
    }),
    { seed: 8, numRuns: 50 },
  )
})

test('one bit altered anywhere, cut short, or made longer: it opens to nothing', async () => {
  const box = await sealTo(alice.keys.seal, utf8('minutes'))
  for (let at = 0; at < box.length; at++) {
    const altered = box.slice()
    altered[at] = (altered[at] ?? 0) ^ (1 << (at % 8))
    expect(await openSealed(alice.keys.sealKey, alice.keys.seal, altered)).toBeUndefined()
  }
  for (const bad of [
    box.slice(0, -1),
    box.slice(1),
    concat(box, utf8('x')),
    box.slice(0, 36),
    utf8(''),
    utf8('osb1'),
  ]) {
    expect(await openSealed(alice.keys.sealKey, alice.keys.seal, bad)).toBeUndefined()
  }
})

test('a sender whose key makes the shared secret known to all is refused', async () => {
  const box = await sealTo(alice.keys.seal, utf8('x'))
  for (const first of [0, 1]) {
    const small = box.slice()
    small.fill(0, 4, 36)
    small[4] = first
    expect(await openSealed(alice.keys.sealKey, alice.keys.seal, small)).toBeUndefined()
  }
  await expect(sealTo(toBase64url(new Uint8Array(32)), utf8('x'))).rejects.toThrow()
  await expect(sealTo('no key', utf8('x'))).rejects.toThrow()
})
