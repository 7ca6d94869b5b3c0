import { concat, fromUtf8, utf8, type Bytes } from '../../src/lib/bytes.ts'
import type { Chance } from '../simulation/chance.ts'

/** Must never come out again in an error text: whoever is at fault may have sent somebody's code. */
export const SECRET = 'SECRETSECRET'
/** What a spoiled value tries to leave on every object there is. */
export const POLLUTION = 'polluted'

const NASTY: readonly unknown[] = [
  ...[
    null,
    true,
    -1,
    0,
    1.5,
    1e300,
    -0,
    Number.MAX_SAFE_INTEGER + 2,
    '',
    SECRET,
    `${SECRET}\u0000`,
    '\ud800',
    '__proto__',
  ],
  ...[[], {}, [SECRET], { [SECRET]: SECRET }, 'A'.repeat(22), 'A'.repeat(43), 'A'.repeat(86), 'A'.repeat(20_000)],
  ...['constructor', 'toString', 'hasOwnProperty', '%00', '../../etc/passwd', '<img src=x onerror=owned=1>'],
  ...[Array.from({ length: 600 }, () => SECRET), nested(2_000)],
]
const KEYS = ['__proto__', 'constructor', 'prototype', 'toString', 'type', 'kind', 'length', 'then', SECRET]

function nested(depth: number): unknown {
  let value: unknown = SECRET
  for (let n = 0; n < depth; n++) value = [value]
  return value
}

/** Something that was well-formed, spoiled in one to three places; or noise. */
export function spoil(chance: Chance, good: string | Bytes): string | Bytes {
  if (typeof good !== 'string') return spoilBytes(chance, good)
  const text = chance.next() < 0.7 ? spoilJson(chance, good) : good
  return chance.next() < 0.4 ? spoilText(chance, text) : text
}

function spoilJson(chance: Chance, json: string): string {
  let whole: unknown
  try {
    whole = JSON.parse(json)
  } catch {
    return spoilText(chance, json) // not every door takes JSON
  }
  for (let n = chance.below(3); n >= 0; n--) whole = withSpoiledPart(chance, whole)
  const text = JSON.stringify(whole) ?? 'undefined'
  // JSON.stringify would lose what an object literal cannot have.
  const poisoned = `"${chance.pick(KEYS)}":{"${POLLUTION}":true,"prototype":{"${POLLUTION}":true}},`
  return chance.next() < 0.3 ? text.replace('{', `{${poisoned}`) : text
}

function withSpoiledPart(chance: Chance, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || chance.next() < 0.1) return chance.pick(NASTY)
  if (Array.isArray(value)) {
    const at = chance.below(value.length + 1)
    return value.map((part: unknown, n) => (n === at ? withSpoiledPart(chance, part) : part))
  }
  const entries = Object.entries(value)
  const at = chance.below(entries.length + 1)
  if (chance.next() < 0.2) entries.splice(at, 1)
  else if (entries[at]) entries[at] = [entries[at][0], withSpoiledPart(chance, entries[at][1])]
  else entries.push([chance.pick(KEYS), chance.pick(NASTY)])
  return Object.fromEntries(entries)
}

function spoilText(chance: Chance, text: string): string {
  const at = chance.below(text.length + 1)
  const letter = String.fromCharCode(chance.below(chance.next() < 0.5 ? 128 : 65_536))
  switch (chance.below(5)) {
    case 0:
      return text.slice(0, at)
    case 1:
      return text.slice(0, at) + letter + text.slice(at)
    case 2:
      return text.slice(0, at) + letter + text.slice(at + 1)
    case 3:
      return text + text.slice(at)
    default:
      return chance.next() < 0.5 ? text.toUpperCase() : String.fromCharCode(...chance.bytes(chance.below(60)))
  }
}

function spoilBytes(chance: Chance, bytes: Bytes): Bytes {
  const inside = chance.next() < 0.3 ? fromUtf8(bytes) : undefined
  if (inside !== undefined) return utf8(spoilText(chance, inside))
  const at = chance.below(bytes.length + 1)
  const some = chance.bytes(chance.below(9))
  switch (chance.below(4)) {
    case 0:
      return bytes.slice(0, at)
    case 1:
      return concat(bytes.subarray(0, at), some, bytes.subarray(at))
    case 2:
      return concat(bytes.subarray(0, at), some, bytes.subarray(at + some.length))
    default:
      return chance.bytes(chance.below(200))
  }
}
