import type { OutgoingHttpHeaders } from 'node:http'

/** Everything comes from this origin, nothing is framed, and no page ever learns where it was linked from. */
export const APP_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "font-src 'self'",
  // 'self' covers wss of the same host and port; a browser that thinks otherwise falls back to the event stream.
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

const ALLOWED = 'camera microphone screen-wake-lock display-capture fullscreen'.split(' ')
const REFUSED = (
  'accelerometer browsing-topics compute-pressure encrypted-media gamepad geolocation gyroscope hid ' +
  'identity-credentials-get idle-detection local-fonts magnetometer midi otp-credentials payment picture-in-picture ' +
  'private-state-token-issuance private-state-token-redemption publickey-credentials-create publickey-credentials-get ' +
  'serial storage-access sync-xhr usb window-management xr-spatial-tracking'
).split(' ')

/** On every answer. No HSTS: under a private CA it would take away the way past the first warning. */
export const SECURITY_HEADERS: OutgoingHttpHeaders = {
  'content-security-policy': APP_POLICY,
  'permissions-policy': [
    ...ALLOWED.map((feature) => `${feature}=(self)`),
    ...REFUSED.map((feature) => `${feature}=()`),
  ].join(', '),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
}
