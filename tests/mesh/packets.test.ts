import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { concat, utf8, type Bytes } from '../../src/lib/bytes.ts'
import { handshakeMessage } from '../../src/protocol/handshake.ts'
import { bulkMessage, introBody, linkMessage } from '../../src/protocol/link.ts'
import { packPacket, readPacket } from '../../src/protocol/packet.ts'
import { parse } from '../../src/protocol/shape.ts'
import { named } from '../trust/people.ts'

const SEED = 20260101
const SCHEMAS = { handshakeMessage, linkMessage, bulkMessage }
const anything = v.record(v.string(), v.unknown())

test('a packet comes out as it went in, whatever its header and payload', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.uint8Array({ maxLength: 2_000 }), (header, payload) => {
      // JSON knows no minus zero, and a parser that keeps no prototype keeps no `__proto__` either.
      fc.pre(!Object.hasOwn(header, '__proto__'))
      const read = readPacket(anything, packPacket(header, payload))
      expect(read.ok && JSON.stringify(read.value.header)).toBe(JSON.stringify(header))
      expect(read.ok && [...read.value.payload]).toEqual([...payload])
    }),
    { seed: SEED, numRuns: 200 },
  )
})

test('bytes that are no packet are an answer, not a fault', () => {
  const packet = packPacket({ type: 'ping' }, utf8('payload'))
  expect(readPacket(anything, new Uint8Array(3)).ok).toBe(false)
  expect(readPacket(anything, concat(Uint8Array.of(255, 255, 255, 255), utf8('{}'))).ok).toBe(false)
  expect(readPacket(anything, concat(Uint8Array.of(0, 0, 0, 2), Uint8Array.of(0xff, 0xfe))).ok).toBe(false)
  expect(readPacket(anything, concat(Uint8Array.of(0, 0, 0, 2), utf8('{]'))).ok).toBe(false)
  for (let cut = 0; cut < packet.length - 7; cut++) expect(readPacket(anything, packet.slice(0, cut)).ok).toBe(false)
})

test('no bytes make a parser throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
      for (const schema of Object.values(SCHEMAS)) readPacket(schema, Uint8Array.from(noise))
    }),
    { seed: SEED, numRuns: 500 },
  )
})

const device = named('hall')
const statement = { text: '{}', sig: 'A'.repeat(86) }
const id = 'A'.repeat(22)
/** One good message of each kind. */
const MESSAGES: Record<string, object> = {
  beat: { type: 'beat', now: 1, epoch: '', docs: { commons: 'x' }, statements: 'y', home: true },
  sv: { type: 'sv', doc: 'commons', epoch: device },
  diff: { type: 'diff', doc: 'residents', epoch: '' },
  update: { type: 'update', doc: 'vault', epoch: '' },
  baseline: { type: 'baseline', doc: 'commons', epoch: device },
  heard: { type: 'heard', sounds: ['knock'] },
  voice: { type: 'voice', is: 'begins' },
  have: { type: 'have', ids: ['A'.repeat(12)] },
  statements: { type: 'statements', items: [statement] },
  here: {
    type: 'here',
    from: device,
    n: 1,
    people: [{ device, name: 'Ana', role: 'visitor', admin: false, state: 'here' }],
  },
  seen: { type: 'seen', known: [{ person: id, inView: true }], strangers: 1 },
  rights: { type: 'rights', granted: ['book'] },
  company: { type: 'company', people: [{ person: id, name: 'Ana', device, inView: true }], someone: 1, paused: true },
  intro: { type: 'intro', to: device, from: device, body: 'abc' },
  bye: { type: 'bye', reason: 'stopped' },
  call: { type: 'call', id: 1, name: 'note.add', key: id, args: { text: 'milk' } },
  answer: { type: 'answer', id: 1, ok: true, value: null },
  refusal: { type: 'refusal', id: 1, reason: 'not-admitted' },
  media: { type: 'media', id, sdp: { type: 'answer', sdp: 'v=0' }, candidates: ['candidate:1'], end: true },
  bulk: { type: 'bulk', id, sdp: { type: 'offer', sdp: 'v=0' }, candidates: ['candidate:1'] },
}

test('one message of each kind is read as it was written, and there is no kind without one', () => {
  const kinds = linkMessage.options.map(({ entries }) => entries.type.literal)
  expect(Object.keys(MESSAGES).sort()).toEqual([...new Set(kinds)].sort())
  for (const message of Object.values(MESSAGES))
    expect(parse(linkMessage, message)).toEqual({ ok: true, value: message })
})

test('a message with one field missing, of another type or far too long is refused, and none throws', () => {
  const bad = [
    undefined,
    null,
    {},
    -1,
    0.5,
    'x'.repeat(30_000),
    'ü',
    '\u0000',
    Number.MAX_VALUE,
    ['nobody'],
    { __proto__: null },
  ]
  const optional = new Set([
    'beat.home',
    'bulk.sdp',
    'bulk.candidates',
    'media.sdp',
    'media.candidates',
    'media.end',
    'call.args',
    'answer.value',
  ])
  for (const [kind, message] of Object.entries(MESSAGES)) {
    for (const key of Object.keys(message)) {
      if (optional.has(`${kind}.${key}`)) continue
      const { [key]: _gone, ...without } = message as Record<string, unknown>
      expect([kind, key, parse(linkMessage, without).ok]).toEqual([kind, key, false])
      const taken = bad.filter((value) => parse(linkMessage, { ...message, [key]: value }).ok)
      // What a beat says of digests is compared and nothing else; a name or a reason may be any letters.
      for (const value of taken)
        expect(typeof value === 'string' ? value.length : JSON.stringify(value)).not.toBe(
          30_000 + (kind === 'beat' ? 1 : 0),
        )
    }
  }
})

test('what is not in a schema does not get through it', () => {
  const read = parse(linkMessage, { ...MESSAGES['bye'], constructor: 'x', admin: true })
  expect(read.ok && Object.keys(read.value)).toEqual(['type', 'reason'])
})

test('an introduction has a body for each thing it may say, within the letters that fit a sealed envelope', () => {
  const said = { device, boot: id }
  const bodies: object[] = [
    { ...said, type: 'knock' },
    { ...said, type: 'offer', attempt: id, sdp: 'v=0' },
    { ...said, type: 'answer', attempt: id, sdp: 'v=0' },
    { ...said, type: 'candidates', attempt: id, candidates: ['candidate:1'] },
    { ...said, type: 'end', attempt: id },
    { ...said, type: 'typed', attempt: id, message: 'abc' },
  ]
  for (const body of bodies) expect(parse(introBody, body)).toEqual({ ok: true, value: body })
  const [knock, offer, , candidates] = bodies as [object, object, object, object]
  expect(parse(introBody, { ...knock, device: 'hall' }).ok).toBe(false)
  expect(parse(introBody, { ...knock, boot: 'short' }).ok).toBe(false)
  expect(parse(introBody, { ...offer, sdp: 'x'.repeat(12_001) }).ok).toBe(false)
  expect(parse(introBody, { ...candidates, candidates: Array(41).fill('c') }).ok).toBe(false)
  expect(parse(introBody, { ...said, type: 'treaty' }).ok).toBe(false)
  fc.assert(
    fc.property(fc.jsonValue(), (value) => void parse(introBody, value)),
    { seed: SEED, numRuns: 300 },
  )
})

test('flipping any one byte of a packet changes what is said or is refused, and never throws', () => {
  const packet: Bytes = packPacket(MESSAGES['call'] ?? {}, utf8('payload'))
  fc.assert(
    fc.property(fc.nat({ max: packet.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, mask) => {
      const altered = packet.slice()
      altered[at] = (altered[at] ?? 0) ^ mask
      readPacket(linkMessage, altered)
    }),
    { seed: SEED, numRuns: 400 },
  )
})
