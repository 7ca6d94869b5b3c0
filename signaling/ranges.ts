/** First and last byte, both included. */
export type Span = { start: number; end: number }

/** One range of a file. Several at once, or another unit, may be ignored (RFC 9110), so the whole is sent. */
export function parseRange(header: string | undefined, size: number): Span | 'whole' | 'unsatisfiable' {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (first === undefined || last === undefined || (first === '' && last === '')) return 'whole'
  // `-500` is the last 500 bytes, `500-` everything from there.
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (first !== '' && last !== '' && Number(last) < Number(first)) return 'whole'
  return start > end ? 'unsatisfiable' : { start, end }
}
