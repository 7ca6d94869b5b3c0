import fc from 'fast-check'
import { correction, generate } from 'lean-qr'
import { expect, test } from 'vitest'
import { encodeJoin, parseJoin, parseTyped, type JoinLink } from '../../src/trust/join-link.ts'
import { bytesOf } from './people.ts'

const ORIGIN = 'https://osmose.rooms.example.ch'.slice(0, 30)
const visitor: JoinLink = { as: 'visitor', code: bytesOf('code'), fingerprint: bytesOf('key', 12) }
const screen: JoinLink = { as: 'invited', role: 'screen', code: bytesOf('code'), fingerprint: bytesOf('key') }
const member: JoinLink = { ...screen, role: 'member' }

test.each([
  ['visitor', visitor],
  ['screen', screen],
  ['member', member],
])('the link of a %s is read as it was written, with and without its # (T16)', (_who, link) => {
  const url = encodeJoin(ORIGIN, link)
  const fragment = url.slice(url.indexOf('#'))
  expect(parseJoin(fragment)).toEqual({ ok: true, value: link })
  expect(parseJoin(fragment.slice(1))).toEqual({ ok: true, value: link })
  for (const text of [url, fragment, `  ${url}\n`, fragment.slice(1)])
    expect(parseTyped(text)).toEqual({ ok: true, value: { type: 'link', link } })
  expect(url.slice(0, url.indexOf('#'))).toBe(`${ORIGIN}/`)
})

test('its QR code is at most 37 modules wide with a 30-letter origin (T16)', () => {
  expect(ORIGIN).toHaveLength(30)
  for (const link of [visitor, screen, member])
    expect(generate(encodeJoin(ORIGIN, link), { minCorrectionLevel: correction.M }).size).toBeLessThanOrEqual(37)
})

test.each([
  ['', 'empty'],
  ['#', 'empty'],
  ['#x', 'not-a-link'],
  ['#V', 'not-a-link'],
  ['#v', 'damaged'],
  ['#vAAAA', 'damaged'],
  [`#v${'A'.repeat(37)}`, 'damaged'],
  [`#v${'A'.repeat(39)}`, 'damaged'],
  [`#s${'A'.repeat(38)}`, 'damaged'],
  [`#m${'A'.repeat(42)}B`, 'damaged'],
  [`#v${'A'.repeat(37)}!`, 'damaged'],
  [`#v${'A'.repeat(100_000)}`, 'damaged'],
  ['#__proto__', 'not-a-link'],
])('%.20s is refused: %s', (fragment, error) => expect(parseJoin(fragment)).toEqual({ ok: false, error }))

test.each(['12345678', '1234 5678', ' 12 34-56 78 ', '1234–5678', '１２３４５６７８', '1234.5678', '1234\u00a05678'])(
  'the short code typed as "%s"',
  (text) => {
    expect(parseTyped(text)).toEqual({ ok: true, value: { type: 'short', nameplate: '1234', password: '5678' } })
  },
)

test.each([
  ['', 'empty'],
  ['   ', 'empty'],
  ['1234567', 'digits'],
  ['123456789', 'digits'],
  ['https://osmose.example/', 'not-a-link'],
  ['visit.example', 'not-a-link'],
  ['hello', 'not-a-link'],
  [`https://osmose.example/#v${'A'.repeat(30)}`, 'damaged'],
  ['1'.repeat(3_000), 'not-a-link'],
])('"%.30s" is refused: %s', (text, error) => expect(parseTyped(text)).toEqual({ ok: false, error }))

test('anything typed is read or refused, and what is read is written the same again', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.webUrl({ withFragments: true }),
        fc.stringMatching(/^#?[vsm][\w-]{36,44}$/),
        fc.stringMatching(/^[\d -]*$/),
      ),
      (text) => {
        const link = parseJoin(text)
        if (link.ok) expect(encodeJoin('', link.value).slice(1)).toBe(text.startsWith('#') ? text : `#${text}`)
        expect(typeof parseTyped(text).ok).toBe('boolean')
      },
    ),
    { seed: 4, numRuns: 1_000 },
  )
})
