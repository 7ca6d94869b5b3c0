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

/** On every answer. No HSTS: under a private CA it would take away the way past the first warning. */
export const SECURITY_HEADERS = new Headers({
  'content-security-policy': APP_POLICY,
  'permissions-policy': [...ALLOWED.map((use) => `${use}=(self)`), ...REFUSED.map((use) => `${use}=()`)].join(', '),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
})
