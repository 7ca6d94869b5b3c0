import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type ClientMessage,
  MAX_BODY_LETTERS,
  MAX_TOPICS,
  parseBoxMessage,
  parseClientMessage,
} from '../../src/protocol/signal.ts'

const runs = { seed: 20_260, numRuns: 3000 }
const id = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes).toString('base64url'))
const body = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString('base64url'))

const clientMessage = fc.oneof(
  fc.record({ type: fc.constant('listen'), topics: fc.array(id, { maxLength: MAX_TOPICS }) }),
  fc.record({ type: fc.constant('find'), topic: id, ask: fc.nat() }),
  fc.record({ type: fc.constant('send'), to: id, body }),
  fc.record({ type: fc.constant('ping') }),
)
const boxMessage = fc.oneof(
  fc.record({ type: fc.constant('welcome'), session: id, key: id, stunPort: fc.nat(65_535), version: fc.nat() }),
  fc.record({ type: fc.constant('found'), topic: id, ask: fc.nat(), sessions: fc.array(id) }),
  fc.record({ type: fc.constant('from'), from: id, body }),
  fc.record({ type: fc.constant('gone'), session: id }),
  fc.record({ type: fc.constant('pong') }),
)

const sides = [
  ['client', parseClientMessage, clientMessage],
  ['box', parseBoxMessage, boxMessage],
] as const

test.each(sides)('every message of the %s is read as it was written', (_, parse, message) => {
  fc.assert(
    fc.property(message, (given) => {
      expect(parse(JSON.stringify(given))).toEqual({ ok: true, value: given })
    }),
    runs,
  )
})

test.each(sides)('whatever arrives at the %s, it is refused with a short reason or read, never thrown', (_, parse) => {
  const anything = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc.anything().map((value) => {
      try {
        return JSON.stringify(value) ?? ''
      } catch {
        return '' // a value JSON cannot write is no message
      }
    }),
  )
  fc.assert(
    fc.property(anything, (text) => {
      const read = parse(text)
      return read.ok || (read.error.length > 0 && read.error.length < 200)
    }),
    runs,
  )
})

test.each(sides)(
  'a message of the %s with one part spoiled is refused, and its reason repeats nothing of it',
  (_, parse, message) => {
    const secret = 'SECRETSECRET'
    const spoiler = fc.constantFrom<unknown>(
      null,
      -1,
      1.5,
      1e300,
      true,
      `${secret}!`,
      [secret],
      { secret },
      'é'.repeat(22),
    )
    fc.assert(
      fc.property(message, fc.nat(), spoiler, (given, at, spoiled) => {
        const keys = Object.keys(given)
        const read = parse(JSON.stringify({ ...given, [keys[at % keys.length] ?? '']: spoiled }))
        expect(read.ok).toBe(false)
        if (!read.ok) expect(read.error).not.toContain(secret)
      }),
      runs,
    )
  },
)

test.each(sides)('unknown keys of a message of the %s are dropped, whatever they are called', (_, parse, message) => {
  fc.assert(
    fc.property(message, fc.constantFrom('__proto__', 'constructor', 'extra'), (given, key) => {
      const read = parse(`${JSON.stringify(given).slice(0, -1)},"${key}":{"admin":true}}`)
      expect(read).toEqual({ ok: true, value: given })
      expect(({} as { admin?: boolean }).admin).toBeUndefined()
    }),
    runs,
  )
})

test('the bounds of a client message hold to the letter', () => {
  const topic = 'A'.repeat(22)
  const reads = (message: unknown) => parseClientMessage(JSON.stringify(message)).ok
  const send = (letters: number) => ({ type: 'send', to: topic, body: 'A'.repeat(letters) }) as unknown as ClientMessage
  expect([reads(send(MAX_BODY_LETTERS)), reads(send(MAX_BODY_LETTERS + 1))]).toEqual([true, false])
  const listen = (topics: number) => ({ type: 'listen', topics: Array<string>(topics).fill(topic) })
  expect([reads(listen(MAX_TOPICS)), reads(listen(MAX_TOPICS + 1))]).toEqual([true, false])
  expect(reads({ type: 'find', topic: 'A'.repeat(21), ask: 0 })).toBe(false)
})
