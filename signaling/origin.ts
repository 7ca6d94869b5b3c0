import type { IncomingMessage } from 'node:http'

/**
 * Whether a page of another site is behind this request. Browsers always say the origin of a WebSocket or a POST,
 * and Sec-Fetch-Site of everything on a secure origin; other programs could write what they like, so a request
 * that says neither gains nothing and is let through.
 */
export function isForeign({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  const { origin, host } = headers
  if (origin === undefined) return false
  return !URL.canParse(origin) || host === undefined || new URL(origin).host !== host.toLowerCase()
}
