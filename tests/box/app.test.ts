import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseRange } from '../../signaling/app-files.ts'
import { ask, makeFolder, openTestBox } from './setting.ts'

const SCRIPT = '/assets/index-Ab3dEf9h.js'
const script = Array.from({ length: 200 }, (_, i) => `console.log(${i})`).join('\n')

function appBox() {
  const app = makeFolder({
    'index.html': '<!doctype html><title>Osmose</title>',
    [SCRIPT.slice(1)]: script,
    [`${SCRIPT.slice(1)}.br`]: brotliCompressSync(script),
    'assets/plain.txt': 'no hash',
    'models/face.tflite': Buffer.alloc(5000, 7),
    'models/run.wasm': Buffer.alloc(300),
    'models/run.mjs': 'export {}',
    'manifest.webmanifest': '{}',
    'font.woff2': 'w',
    '.hidden/key.txt': 'secret',
  })
  return openTestBox({ app }).then((box) => ({ ...box, app }))
}

test('the page comes with a policy that lets nothing in from elsewhere', async () => {
  const box = await appBox()
  const { status, headers, text } = await ask(box.local, '/')
  expect([status, text]).toEqual([200, '<!doctype html><title>Osmose</title>'])
  expect(headers['content-security-policy']).toBe(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; " +
      "media-src 'self' blob:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; " +
      "frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  )
  for (const feature of ['camera', 'microphone', 'screen-wake-lock', 'display-capture'])
    expect(headers['permissions-policy']).toContain(`${feature}=(self)`)
  for (const feature of ['geolocation', 'usb', 'payment', 'serial'])
    expect(headers['permissions-policy']).toContain(`${feature}=()`)
  expect(headers).toMatchObject({
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-resource-policy': 'same-origin',
  })
  const secure = await ask(box.https, '/nothing.png', { ca: box.ca })
  expect(secure.status).toBe(404)
  expect(secure.headers['content-security-policy']).toBe(headers['content-security-policy'])
  expect(secure.headers['strict-transport-security']).toBeUndefined()
})

test('only the offer window answers to a page of another origin that opened it, and only the client may be loaded by one', async () => {
  const box = await appBox()
  const [offer, client, page] = await Promise.all(
    ['/offer.html', '/client/osmose.js', '/'].map((path) => ask(box.local, path)),
  )
  const opener = 'cross-origin-opener-policy'
  expect([offer, client, page].map((one) => one?.headers[opener])).toEqual([
    'unsafe-none',
    'same-origin',
    'same-origin',
  ])
  const mayLoad = [offer, client, page].map((one) => one?.headers['cross-origin-resource-policy'])
  expect(mayLoad).toEqual(['same-origin', 'cross-origin', 'same-origin'])
  expect([offer, client, page].map((one) => one?.headers['access-control-allow-origin'])).toEqual([
    undefined,
    '*',
    undefined,
  ])
  // Nothing frames any of them. A window that is raised under a tap is `app/offer/standing.ts`: see tests/attack.
  for (const one of [offer, client, page])
    expect(one?.headers['content-security-policy']).toContain("frame-ancestors 'none'")
})

test('https serves the app to everyone', async () => {
  const box = await appBox()
  const asked = await ask(box.https, SCRIPT, { ca: box.ca, headers: { host: 'osmose.local:8443' } })
  expect([asked.status, asked.text]).toEqual([200, script])
})

test('the brotli that the build put beside a file goes out to those who take it', async () => {
  const box = await appBox()
  const packed = await ask(box.local, SCRIPT, { headers: { 'accept-encoding': 'gzip, br' } })
  expect(packed.headers['content-encoding']).toBe('br')
  expect(packed.headers['content-type']).toBe('text/javascript; charset=utf-8')
  expect(String(brotliDecompressSync(packed.body))).toBe(script)
  expect(packed.headers.vary).toBe('accept-encoding')
  expect((await ask(box.local, SCRIPT)).headers.etag).not.toBe(packed.headers.etag)
  for (const header of ['gzip', 'br;q=0', 'brave'])
    expect((await ask(box.local, SCRIPT, { headers: { 'accept-encoding': header } })).text).toBe(script)
  const model = await ask(box.local, '/models/face.tflite', { headers: { 'accept-encoding': 'br' } })
  expect(model.headers['content-encoding']).toBeUndefined()
})

test('a file that is known is not sent again', async () => {
  const box = await appBox()
  const { headers } = await ask(box.local, SCRIPT)
  const etag = String(headers.etag)
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
    const again = await ask(box.local, SCRIPT, { headers: { 'if-none-match': known } })
    expect([again.status, again.text, again.headers.etag]).toEqual([304, '', etag])
  }
  expect((await ask(box.local, SCRIPT, { headers: { 'if-none-match': '"other"' } })).status).toBe(200)
})

test('only files named by their hash are kept without asking', async () => {
  const box = await appBox()
  const policy = async (path: string) => (await ask(box.local, path)).headers['cache-control']
  expect(await policy(SCRIPT)).toBe('public, max-age=31536000, immutable')
  for (const path of ['/', '/assets/plain.txt', '/models/face.tflite', '/room/42'])
    expect(await policy(path)).toBe('no-cache')
})

test.each([
  ['/', 'text/html; charset=utf-8'],
  [SCRIPT, 'text/javascript; charset=utf-8'],
  ['/models/run.mjs', 'text/javascript; charset=utf-8'],
  ['/models/run.wasm', 'application/wasm'],
  ['/models/face.tflite', 'application/octet-stream'],
  ['/manifest.webmanifest', 'application/manifest+json'],
  ['/font.woff2', 'font/woff2'],
])('%s is %s', async (path, type) => {
  const box = await appBox()
  const { status, headers } = await ask(box.local, path, { method: 'HEAD' })
  expect([status, headers['content-type']]).toEqual([200, type])
})

test('a part of a file can be asked for, and no part outside it', async () => {
  const box = await appBox()
  const part = (range: string, more = {}) => ask(box.local, SCRIPT, { headers: { range, ...more } })
  const first = await part('bytes=0-10')
  expect([first.status, first.text, first.headers['content-range']]).toEqual([
    206,
    script.slice(0, 11),
    `bytes 0-10/${script.length}`,
  ])
  expect((await part('bytes=-5')).text).toBe(script.slice(-5))
  const beyond = await part('bytes=999999-')
  expect([beyond.status, beyond.headers['content-range']]).toEqual([416, `bytes */${script.length}`])
  expect((await part('bytes=0-10', { 'if-range': '"an older build"' })).status).toBe(200)
  expect((await part('bytes=0-10', { 'if-range': String(first.headers.etag) })).status).toBe(206)
})

test.each([
  '/../../etc/passwd',
  '/assets/../../secret.txt',
  '/..\\..\\etc',
  '/.hidden/key.txt',
  '/%2e%2e/secret.txt',
  '/models.d/x.png',
  '/nothing.png',
  '/signal/x',
  '/backup/x',
])('%s is not here', async (path) => {
  const box = await appBox()
  expect((await ask(box.local, path)).status).toBe(404)
})

test('a place inside the app is the page; another method is refused', async () => {
  const box = await appBox()
  expect((await ask(box.local, '/room/42?x=1')).text).toContain('<title>Osmose</title>')
  expect((await ask(box.local, '/', { method: 'DELETE' })).status).toBe(405)
})

test('a new build is served without a restart, and until it is there the box says so', async () => {
  const box = await appBox()
  const known = { 'if-none-match': String((await ask(box.local, '/')).headers.etag) }
  rmSync(box.app, { recursive: true })
  mkdirSync(box.app)
  expect((await ask(box.local, '/')).status).toBe(503)
  writeFileSync(join(box.app, 'index.html'), '<!doctype html><title>Osmose 2</title>')
  expect((await ask(box.local, '/', { headers: known })).text).toContain('Osmose 2')
})

test('without an app the box says what to do', async () => {
  const box = await openTestBox({ app: makeFolder() })
  const { status, text } = await ask(box.local, '/')
  expect(status).toBe(503)
  expect(text).toContain('npm run build')
})

test.each([
  ['bytes=0-9', { start: 0, end: 9 }],
  ['bytes=90-', { start: 90, end: 99 }],
  ['bytes=-10', { start: 90, end: 99 }],
  ['bytes=-1000', { start: 0, end: 99 }],
  ['bytes=90-1000', { start: 90, end: 99 }],
  ['bytes=-', undefined],
  ['bytes=0-1,5-6', undefined],
  ['lines=0-9', undefined],
  [undefined, undefined],
])('%s of a hundred bytes', (header, wanted) => {
  expect(parseRange(header, 100)).toEqual(wanted)
})

test('a part is inside the file or starts after its end, whatever is asked', () => {
  const asked = fc.tuple(fc.option(fc.nat()), fc.option(fc.nat())).map(([a, b]) => `bytes=${a ?? ''}-${b ?? ''}`)
  fc.assert(
    fc.property(asked, fc.nat(), (header, size) => {
      const part = parseRange(header, size)
      return !part || part.start > part.end || (part.start >= 0 && part.end < size)
    }),
    { seed: 7, numRuns: 2000 },
  )
})
