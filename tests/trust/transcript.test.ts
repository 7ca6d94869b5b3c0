import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toBase64url, utf8 } from '../../src/lib/bytes.ts'
import type { Hello } from '../../src/protocol/handshake.ts'
import type { DeviceId, RoomId } from '../../src/protocol/ids.ts'
import { verifySignature } from '../../src/trust/keys.ts'
import {
  commitOf,
  fingerprintOf,
  macMatches,
  macOf,
  proofBytes,
  sasOf,
  transcriptOf,
} from '../../src/trust/transcript.ts'
import { bytesOf, helloOf, makePerson, named, sealOf } from './people.ts'

const room = 'R'.repeat(22) as RoomId
const phone = helloOf({ device: named('phone'), seal: sealOf('phone') })
const wall = helloOf({ device: named('wall'), seal: sealOf('wall') }, room)
const link = { room, offerer: phone, answerer: wall, offererFingerprint: 'AA', answererFingerprint: 'BB' }
const code = bytesOf('code')

test('everything that was said is in the transcript: change one thing and it is another (T13)', async () => {
  const changed: (typeof link)[] = [
    { ...link, room: 'S'.repeat(22) as RoomId },
    { ...link, offererFingerprint: 'BB' },
    { ...link, answererFingerprint: 'AA' },
    { ...link, offerer: wall, answerer: phone },
  ]
  const fields: Partial<Hello>[] = [
    { device: named('mallory') },
    { seal: sealOf('mallory') },
    { nonce: 'B'.repeat(22) },
    { least: 0 },
    { most: 2 },
    { room: 'T'.repeat(22) as RoomId },
  ]
  for (const field of fields)
    changed.push({ ...link, offerer: { ...phone, ...field } }, { ...link, answerer: { ...wall, ...field } })
  const seen = new Set([link, ...changed].map((x) => toBase64url(transcriptOf(x))))
  expect(seen.size).toBe(changed.length + 1)
  expect(
    new Set(await Promise.all([phone, ...fields.map((field) => ({ ...phone, ...field }))].map(commitOf))).size,
  ).toBe(fields.length + 1)
})

test('no field runs into its neighbour (T13)', () => {
  const strings = fc.tuple(fc.string(), fc.string(), fc.string(), fc.string())
  const of = ([a, b, c, d]: [string, string, string, string]) =>
    toBase64url(
      transcriptOf({
        ...link,
        room: a as RoomId,
        offererFingerprint: b,
        answererFingerprint: c,
        offerer: { ...phone, device: d as DeviceId },
      }),
    )
  fc.assert(
    fc.property(strings, strings, (x, y) => {
      expect(of(x) === of(y)).toBe(JSON.stringify(x) === JSON.stringify(y))
    }),
    { seed: 3, numRuns: 300 },
  )
})

test('a proof sent back to its author proves nothing (T13)', async () => {
  const alice = await makePerson()
  const transcript = transcriptOf(link)
  const sig = await alice.signer.sign(proofBytes(transcript, 'offerer'))
  expect(await verifySignature(alice.device, proofBytes(transcript, 'offerer'), sig)).toBe(true)
  expect(await verifySignature(alice.device, proofBytes(transcript, 'answerer'), sig)).toBe(false)
  expect(await verifySignature(alice.device, transcript, sig)).toBe(false)
})

test('a code proves itself for one link, one side, and is never sent (T13)', async () => {
  const transcript = transcriptOf(link)
  const mac = await macOf(code, transcript, 'offerer')
  expect(mac).toHaveLength(43)
  expect(await macMatches(code, transcript, 'offerer', mac)).toBe(true)
  expect(await macMatches(code, transcript, 'answerer', mac)).toBe(false)
  expect(await macMatches(bytesOf('other'), transcript, 'offerer', mac)).toBe(false)
  expect(await macMatches(code, transcriptOf({ ...link, answererFingerprint: 'CC' }), 'offerer', mac)).toBe(false)
  for (const bad of ['', 'A', 'A'.repeat(43), mac.slice(1), `${mac}A`, '!'.repeat(43)])
    expect(await macMatches(code, transcript, 'offerer', bad)).toBe(false)
  await expect(macOf(utf8('1234'), transcript, 'offerer')).rejects.toThrow()
})

test('two people compare six digits, zeros in front included', async () => {
  const digits = await Promise.all(Array.from({ length: 200 }, (_, n) => sasOf(utf8(`link ${n}`))))
  for (const sas of digits) expect(sas).toMatch(/^\d{6}$/)
  expect(digits.some((sas) => sas.startsWith('0'))).toBe(true)
  expect(new Set(digits).size).toBeGreaterThan(195)
})

const HEX = Array.from({ length: 32 }, (_, n) => (n * 7).toString(16).padStart(2, '0').toUpperCase())
const PRINT = HEX.join(':')
const OTHER = [...HEX].reverse().join(':')
const sdp = (...lines: string[]) =>
  [
    'v=0',
    'o=- 1 2 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    ...lines,
    'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
    'a=setup:actpass',
    '',
  ].join('\r\n')

test('a description has one fingerprint, at its head or in its parts, alike each time (T13)', () => {
  expect(fingerprintOf(sdp(`a=fingerprint:sha-256 ${PRINT}`))).toBe(PRINT)
  expect(fingerprintOf(sdp(`a=fingerprint:SHA-256 ${PRINT.toLowerCase()}`, `a=fingerprint:sha-256 ${PRINT}`))).toBe(
    PRINT,
  )
  expect(fingerprintOf(sdp(`a=fingerprint:sha-256 ${PRINT}`).replaceAll('\r\n', '\n'))).toBe(PRINT)
})

test.each([
  ['none', sdp()],
  ['two different', sdp(`a=fingerprint:sha-256 ${PRINT}`, `a=fingerprint:sha-256 ${OTHER}`)],
  ['an older hash', sdp(`a=fingerprint:sha-1 ${HEX.slice(0, 20).join(':')}`)],
  [
    'an older hash beside it',
    sdp(`a=fingerprint:sha-256 ${PRINT}`, `a=fingerprint:sha-1 ${HEX.slice(0, 20).join(':')}`),
  ],
  ['a longer hash beside it', sdp(`a=fingerprint:sha-256 ${PRINT}`, `a=fingerprint:sha-512 ${PRINT}:${PRINT}`)],
  ['a short one', sdp(`a=fingerprint:sha-256 ${HEX.slice(1).join(':')}`)],
  ['a long one', sdp(`a=fingerprint:sha-256 ${PRINT}:00`)],
  ['no colons', sdp(`a=fingerprint:sha-256 ${HEX.join('')}`)],
  ['an indented second', sdp(`a=fingerprint:sha-256 ${PRINT}`, ` a=fingerprint:sha-256 ${OTHER}`)],
  ['capitals in a second', sdp(`a=fingerprint:sha-256 ${PRINT}`, `A=FINGERPRINT:sha-256 ${OTHER}`)],
  ['a second behind a bare carriage return', sdp(`a=fingerprint:sha-256 ${PRINT}\ra=fingerprint:sha-256 ${OTHER}`)],
  ['two on a line', sdp(`a=fingerprint:sha-256 ${PRINT} a=fingerprint:sha-256 ${OTHER}`)],
])('no link is made where a description has %s (T13)', (_what, description) =>
  expect(fingerprintOf(description)).toBeUndefined(),
)

test('whatever is strewn into a description, the answer is its own fingerprint or none (T13)', () => {
  const junk = fc.oneof(
    fc.string(),
    fc.constantFrom(
      `a=fingerprint:sha-256 ${OTHER}`,
      'a=fingerprint:',
      'a=candidate:1 1 UDP 1 10.0.0.1 9 typ host',
      'a=identity:x',
      '\r',
      '\n',
      `a=fingerprint:sha-256 ${PRINT}`,
    ),
  )
  fc.assert(
    fc.property(
      fc.array(junk, { maxLength: 6 }),
      fc.array(junk, { maxLength: 6 }),
      fc.constantFrom('\n', '\r\n'),
      (before, after, end) => {
        const text = [...before, `a=fingerprint:sha-256 ${PRINT}`, ...after].join(end)
        const found = fingerprintOf(text)
        expect([PRINT, undefined]).toContain(found)
        if (text.includes(OTHER)) expect(found).toBeUndefined()
      },
    ),
    { seed: 5, numRuns: 500 },
  )
})
