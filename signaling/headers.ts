/**
 * Everything comes from this origin, and nothing is framed. For connections, 'self' covers wss of the same host and
 * port; a browser that thinks otherwise falls back to the event stream.
 */
const APP_POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; " +
  "media-src 'self' blob:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; " +
  "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

const ALLOWED = ['camera', 'microphone', 'screen-wake-lock', 'display-capture', 'fullscreen']
const REFUSED = [
  ...['accelerometer', 'geolocation', 'gyroscope', 'hid', 'idle-detection', 'local-fonts', 'magnetometer', 'midi'],
  ...['payment', 'publickey-credentials-get', 'serial', 'usb', 'window-management', 'xr-spatial-tracking'],
]

/** On nearly every answer. No HSTS: under a private CA it would take away the way past the first warning. */
const SECURITY_HEADERS = new Headers({
  'content-security-policy': APP_POLICY,
  'permissions-policy': [...ALLOWED.map((use) => `${use}=(self)`), ...REFUSED.map((use) => `${use}=()`)].join(', '),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
})

/**
 * The offer window is opened by a page of another origin and must be able to answer it, so the browser may not cut the two
 * apart. It is a page of its own for that reason: what its opener can reach of it is a window without a room in it.
 */
const OFFER_WINDOW = new Headers(SECURITY_HEADERS)
OFFER_WINDOW.set('cross-origin-opener-policy', 'unsafe-none')

/** The client is made to be loaded by pages of other origins. It holds nothing that is anybody's. */
const CLIENT = new Headers(SECURITY_HEADERS)
CLIENT.set('cross-origin-resource-policy', 'cross-origin')
CLIENT.set('access-control-allow-origin', '*')

export const headersOf = (path: string): Headers =>
  path === '/offer.html' ? OFFER_WINDOW : path.startsWith('/client/') ? CLIENT : SECURITY_HEADERS
