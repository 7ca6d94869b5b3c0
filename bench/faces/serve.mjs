import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { ROOT } from '../../scripts/step.mjs'

/** @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
}
/** What the app's own page will be allowed, so that the bench notices what would break there. */
const POLICY =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; img-src 'self' data:"
/** Human's bundle makes functions from text, and reads its warm-up picture from a data: address. */
const PEERS_POLICY = POLICY.replace('script-src', "script-src 'unsafe-eval'").replace(
  'connect-src',
  'connect-src data:',
)

/**
 * A static server on loopback, on any free port: pages, models, pictures, and what the peer needs.
 * @param {{ pages: string, images: string, tfjsWasm?: string }} folders
 */
export async function serve({
  pages,
  images,
  tfjsWasm = join(ROOT, 'node_modules/@tensorflow/tfjs-backend-wasm/dist'),
}) {
  /** @type {[prefix: string, folder: string][]} */
  const folders = [
    ['/models/', join(ROOT, 'dist/models')],
    ['/images/', images],
    ['/peer-models/', join(ROOT, 'node_modules/@vladmandic/human/models')],
    ['/tfjs-wasm/', tfjsWasm],
    ['/', pages],
  ]
  const server = createServer((request, response) => void answer(folders, request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    origin: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/**
 * @param {[prefix: string, folder: string][]} folders
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
async function answer(folders, request, response) {
  const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname)
  const [prefix, folder] = folders.find(([start]) => path.startsWith(start)) ?? ['', '']
  const file = join(folder, normalize(`/${path.slice(prefix.length)}`))
  const found = await stat(file).catch(() => undefined) // not there: 404
  if (!found?.isFile()) return void response.writeHead(404).end()
  response.writeHead(200, {
    'content-type': TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream',
    'content-length': found.size,
    'content-security-policy': path.startsWith('/peer') ? PEERS_POLICY : POLICY,
    'cache-control': 'max-age=3600',
  })
  createReadStream(file).pipe(response)
}
