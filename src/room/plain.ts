/**
 * Whether a value out of a document is JSON as this room writes it. Yjs carries more, and only a hostile screen writes
 * that: Yjs itself throws at an object with a `constructor` or prototype of its own, `JSON.stringify` at a whole number
 * of 64 bits, both at endless depth. None of it may keep the others from opening the epoch that shuts that screen out.
 */
export function isPlain(value: unknown, depth = 0): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object') return typeof value === 'string' || typeof value === 'boolean'
  if (value === null) return true
  if (depth > MOST_DEPTH) return false
  const isObject = Object.getPrototypeOf(value) === Object.prototype && !Object.hasOwn(value, 'constructor')
  if (!isObject && !Array.isArray(value)) return false
  return Object.values(value as object).every((inner) => inner === undefined || isPlain(inner, depth + 1))
}
/** A record's fields, what is in them, and room for what later versions think of. */
const MOST_DEPTH = 16
