// `PORT=… node bench/mesh/peers.mjs FOLDER`: the peers' side of the bench. It serves the page, and at the same port the
// documents of y-websocket as the stock server does it (whose package would bring a native database).
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join, normalize } from 'node:path'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocketServer } from 'ws'
import * as sync from 'y-protocols/sync'
import * as Y from 'yjs'

const SYNC = 0
/** As the box says it: without, the browser gives a page a coarser clock. */
const ISOLATED = /** @type {const} */ ([
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-embedder-policy', 'require-corp'],
])
const TYPES = /** @type {Record<string, string>} */ ({ html: 'text/html', js: 'text/javascript' })
const folder = process.argv[2] ?? '.'
let sent = 0

const http = createServer(({ url = '/' }, answer) => void serve(url.split('?', 1)[0] ?? '/', answer))
/** @type {Map<string, { doc: Y.Doc, all: Set<import('ws').WebSocket> }>} */
const rooms = new Map()
new WebSocketServer({ server: http }).on('connection', (socket, request) => {
  const room = openRoom(request.url ?? '')
  room.all.add(socket)
  socket.binaryType = 'arraybuffer'
  socket.on('close', () => room.all.delete(socket))
  socket.on('message', (data) => {
    const decoder = decoding.createDecoder(new Uint8Array(/** @type {ArrayBuffer} */ (data)))
    if (decoding.readVarUint(decoder) !== SYNC) return
    const answer = syncMessage()
    sync.readSyncMessage(decoder, answer, room.doc, socket)
    if (encoding.length(answer) > 1) send(socket, answer)
  })
  const question = syncMessage()
  sync.writeSyncStep1(question, room.doc)
  send(socket, question)
})
http.listen(Number(process.env['PORT']), () => console.log('ready'))

/** @param {string} url @param {import('node:http').ServerResponse} answer */
async function serve(url, answer) {
  const path = normalize(url === '/' ? '/index.html' : url)
  for (const [name, value] of ISOLATED) answer.setHeader(name, value)
  answer.setHeader('content-type', TYPES[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream')
  answer.end(url === '/sent' ? `${sent}` : await readFile(join(folder, path)).catch(() => ''))
}

/** @param {string} name */
function openRoom(name) {
  let room = rooms.get(name)
  if (room) return room
  room = { doc: new Y.Doc(), all: new Set() }
  rooms.set(name, room)
  const { doc, all } = room
  doc.on('update', (update) => {
    const message = syncMessage()
    sync.writeUpdate(message, update)
    // To its author too, as the stock server does.
    for (const socket of all) send(socket, message)
  })
  return room
}

/** @param {import('ws').WebSocket} socket @param {encoding.Encoder} message */
function send(socket, message) {
  sent += 1
  socket.send(encoding.toUint8Array(message))
}

function syncMessage() {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, SYNC)
  return encoder
}
