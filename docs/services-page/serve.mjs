// Serves the example on an origin of its own: `node docs/services-page/serve.mjs [PORT]`, then http://127.0.0.1:PORT/?box=https://…
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'

const read = (/** @type {string} */ name) => readFile(new URL(name, import.meta.url))

const files = new Map([
  ['/', ['text/html; charset=utf-8', await read('index.html')]],
  ['/slides.js', ['text/javascript; charset=utf-8', await read('slides.js')]],
])
const server = createServer((request, response) => {
  const [type, body] = files.get((request.url ?? '/').replace(/\?.*/, '')) ?? ['text/plain', '']
  response.writeHead(body === '' ? 404 : 200, { 'content-type': type }).end(body)
})
server.listen(Number(process.argv[2] ?? 8091), '127.0.0.1')
await once(server, 'listening')
process.stdout.write(`The example is at http://127.0.0.1:${server.address().port}/\n`)
