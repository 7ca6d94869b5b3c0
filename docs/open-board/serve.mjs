// Bundles the example from node_modules and serves it on an origin of its own: `node docs/open-board/serve.mjs [PORT]`.
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

const read = (/** @type {string} */ name) => readFile(new URL(name, import.meta.url))

const files = new Map([
  ['/', ['text/html; charset=utf-8', await read('index.html')]],
  ['/notes.css', ['text/css; charset=utf-8', await read('notes.css')]],
  ['/notes.js', ['text/javascript; charset=utf-8', await bundle()]],
])
const server = createServer((request, response) => {
  const [type, body] = files.get((request.url ?? '/').replace(/\?.*/, '')) ?? ['text/plain', '']
  response.writeHead(body === '' ? 404 : 200, { 'content-type': type }).end(body)
})
server.listen(Number(process.argv[2] ?? 8090), '127.0.0.1')
await once(server, 'listening')
process.stdout.write(`The example is at http://127.0.0.1:${server.address().port}/\n`)

async function bundle() {
  const build = await rolldown({
    input: fileURLToPath(new URL('notes.js', import.meta.url)),
    platform: 'browser',
    // simple-peer, inside y-webrtc, expects Node's name for it.
    transform: { define: { global: 'globalThis' } },
    logLevel: 'silent',
  })
  const { output } = await build.generate({ format: 'esm' })
  return output[0].code
}
