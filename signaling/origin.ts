import type { IncomingMessage } from 'node:http'
import { plainAddress } from './addresses.ts'

/**
 * Whether the app may be served here: over https, or to this computer itself. The name is checked too, so that a
 * page elsewhere that makes its own name point at this computer gets nothing.
 */
export function isTrusted({ socket, headers }: IncomingMessage): boolean {
  if ('encrypted' in socket) return true
  const address = plainAddress(socket.remoteAddress)
  const isLoopback = address === '::1' || address.startsWith('127.')
  return isLoopback && /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(headers.host ?? '')
}

/**
 * Whether a page of another site is behind this request. Browsers say the origin of a WebSocket and of whatever a
 * page may read or change elsewhere; other programs could write what they like, so saying nothing gains nothing.
 */
export function isForeign({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const { origin, host, 'sec-fetch-site': site } = headers
  const own = origin === undefined || origin === `https://${host}` || origin === `http://${host}`
  return !own || site === 'cross-site' || site === 'same-site'
}
