import { createServer } from 'node:http'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocketServer } from 'ws'
import * as sync from 'y-protocols/sync'
import * as Y from 'yjs'

const SYNC = 0

/**
 * The documents' side of a y-websocket server, as the stock one does it (its package would bring a native database).
 * @returns {Promise<{ port: number, stop: () => void }>}
 */
export async function startYServer() {
  const http = createServer()
  const sockets = new WebSocketServer({ server: http })
  /** @type {Map<string, { doc: Y.Doc, all: Set<import('ws').WebSocket> }>} */
  const rooms = new Map()
  sockets.on('connection', (socket, request) => {
    const room = openRoom(rooms, request.url ?? '')
    room.all.add(socket)
    socket.binaryType = 'arraybuffer'
    socket.on('close', () => room.all.delete(socket))
    socket.on('message', (data) => {
      const decoder = decoding.createDecoder(new Uint8Array(/** @type {ArrayBuffer} */ (data)))
      if (decoding.readVarUint(decoder) !== SYNC) return
      const answer = syncMessage()
      sync.readSyncMessage(decoder, answer, room.doc, socket)
      if (encoding.length(answer) > 1) socket.send(encoding.toUint8Array(answer))
    })
    const question = syncMessage()
    sync.writeSyncStep1(question, room.doc)
    socket.send(encoding.toUint8Array(question))
  })
  await new Promise((resolve) => http.listen(0, '127.0.0.1', () => resolve(undefined)))
  const { port } = /** @type {import('node:net').AddressInfo} */ (http.address())
  return {
    port,
    stop() {
      for (const socket of sockets.clients) socket.terminate()
      http.close()
    },
  }
}

/** @param {Map<string, { doc: Y.Doc, all: Set<import('ws').WebSocket> }>} rooms @param {string} name */
function openRoom(rooms, name) {
  let room = rooms.get(name)
  if (room) return room
  room = { doc: new Y.Doc(), all: new Set() }
  rooms.set(name, room)
  const { doc, all } = room
  doc.on('update', (update) => {
    const message = syncMessage()
    sync.writeUpdate(message, update)
    // To its author too, as the stock server does.
    for (const socket of all) socket.send(encoding.toUint8Array(message))
  })
  return room
}

function syncMessage() {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, SYNC)
  return encoder
}
