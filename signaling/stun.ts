import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { addressBytes, plainAddress } from './addresses.ts'

/** Tells devices the address they are seen under, so that they link without internet or camera permission. */
export async function startStun(port: number, host: string): Promise<{ port: number; stop(): void }> {
  const socket = await bind(port, host)
  socket.on('message', (request, from) => {
    const answer = stunAnswer(request, from)
    if (answer) socket.send(answer, from.port, from.address)
  })
  // A client that left between asking and the answer is its own affair.
  socket.on('error', () => {})
  return { port: socket.address().port, stop: () => socket.close() }
}

/** The binding response (RFC 8489), or nothing for what is not a binding request. */
export function stunAnswer(request: Buffer, from: Pick<RemoteInfo, 'address' | 'port'>): Buffer | undefined {
  // A forged packet may claim port 0, to which nothing can be sent.
  if (
    from.port === 0 ||
    request.length < 20 ||
    request.readUInt16BE(2) !== request.length - 20 ||
    request.length % 4 !== 0
  )
    return
  if (request.readUInt16BE(0) !== BINDING_REQUEST || request.readUInt32BE(4) !== MAGIC_COOKIE) return
  const address = addressBytes(plainAddress(from.address))
  const answer = Buffer.alloc(28 + address.length)
  answer.writeUInt16BE(BINDING_RESPONSE, 0)
  answer.writeUInt16BE(8 + address.length, 2)
  request.copy(answer, 4, 4, 20)
  answer.writeUInt16BE(XOR_MAPPED_ADDRESS, 20)
  answer.writeUInt16BE(4 + address.length, 22)
  answer[25] = address.length === 4 ? 1 : 2
  answer.writeUInt16BE(from.port ^ (MAGIC_COOKIE >>> 16), 26)
  // Masked with the cookie and the transaction id, so that gateways that rewrite addresses leave it alone.
  address.forEach((byte, i) => (answer[28 + i] = byte ^ (request[4 + i] ?? 0)))
  return answer
}

const BINDING_REQUEST = 0x0001
const BINDING_RESPONSE = 0x0101
const XOR_MAPPED_ADDRESS = 0x0020
const MAGIC_COOKIE = 0x2112a442

async function bind(port: number, host: string): Promise<Socket> {
  try {
    return await bound(createSocket({ type: host.includes('.') ? 'udp4' : 'udp6' }), port, host)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (host !== '' || (code !== 'EAFNOSUPPORT' && code !== 'EADDRNOTAVAIL')) throw error
    return await bound(createSocket('udp4'), port, host) // a host without IPv6
  }
}

async function bound(socket: Socket, port: number, host: string): Promise<Socket> {
  socket.bind(port, host === '' ? undefined : host)
  try {
    await once(socket, 'listening')
  } catch (error) {
    socket.close()
    throw error
  }
  return socket
}
