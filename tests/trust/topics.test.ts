import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromBase64url, toBase64url, utf8 } from '../../src/lib/bytes.ts'
import { MAX_BODY_LETTERS } from '../../src/protocol/signal.ts'
import { nameplateSecret, openBody, sealBody, subTopic, topicOf } from '../../src/trust/topics.ts'
import { bytesOf } from './people.ts'

const iv = bytesOf('iv', 12)

test('who shares a secret meets under the same name; the box learns neither the secret nor the key', async () => {
  const [alice, bob, mallory] = await Promise.all([
    topicOf(bytesOf('room')),
    topicOf(bytesOf('room')),
    topicOf(bytesOf('other')),
  ])
  expect(alice.id).toBe(bob.id)
  expect(alice.id).toHaveLength(22)
  expect(mallory.id).not.toBe(alice.id)
  expect(alice.key.extractable).toBe(false)
  const body = await sealBody(alice.key, utf8('offer'), iv)
  expect(await openBody(bob.key, body)).toEqual(utf8('offer'))
  expect(await openBody(mallory.key, body)).toBeUndefined()
})

test('secrets made of one are strangers to each other', async () => {
  const secret = bytesOf('room', 32)
  const made = await Promise.all([
    ...(['residents', 'visitors', 'backup'] as const).map((label) => subTopic(secret, label)),
    nameplateSecret('4711'),
    nameplateSecret('4712'),
  ])
  expect(new Set([secret, ...made].map(toBase64url)).size).toBe(6)
  expect((await topicOf(made[0] ?? secret)).id).toBe((await topicOf(await subTopic(secret, 'residents'))).id)
})

test('an altered introduction opens to nothing', async () => {
  const { key } = await topicOf(bytesOf('room'))
  const body = fromBase64url(await sealBody(key, utf8('offer'), iv))
  if (!body) throw new Error('a body is base64url')
  for (let at = 0; at < body.length; at++) {
    const altered = body.slice()
    altered[at] = (altered[at] ?? 0) ^ 1
    expect(await openBody(key, toBase64url(altered))).toBeUndefined()
  }
  for (const bad of ['', 'A', '!!!', 'AAAA', toBase64url(body.slice(0, 27))])
    expect(await openBody(key, bad)).toBeUndefined()
})

test("anything of any length comes back; a full description fits the box's limit", async () => {
  const { key } = await topicOf(bytesOf('room'))
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 3_000 }), async (bytes) => {
      const plaintext = new Uint8Array(bytes)
      expect(await openBody(key, await sealBody(key, plaintext, iv))).toEqual(plaintext)
    }),
    { seed: 2, numRuns: 50 },
  )
  expect((await sealBody(key, new Uint8Array(17_900), iv)).length).toBeLessThanOrEqual(MAX_BODY_LETTERS)
})
