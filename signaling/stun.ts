import 'reflect-metadata' // @peculiar/x509 expects it to be there first
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { GeneralName } from '@peculiar/x509'
import { plainAddress } from './addresses.ts'

/**
 * Tells devices the address they are seen under, so that they link without internet or camera permission. Where the
 * port is taken, as by another box on this machine, any other will do: devices are told which.
 */
export async function startStun(port: number, host: string): Promise<{ port: number; stop(): void }> {
  // As node's own servers do: IPv4 alone where IPv6 cannot be had.
  const open = (at: number) => bind('udp6', at, host).catch(() => bind('udp4', at, host))
  const socket = await open(port).catch(() => open(0))
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
  if (request.length < 20 || request.length % 4 !== 0 || request.readUInt16BE(2) !== request.length - 20) return
  if (request.readUInt16BE(0) !== BINDING_REQUEST || request.readUInt32BE(4) !== MAGIC_COOKIE) return
  // A forged packet may claim port 0, to which nothing can be sent.
  if (from.port === 0) return
  const address = addressBytes(plainAddress(from.address))
  const answer = Buffer.alloc(28)
  answer.writeUInt16BE(BINDING_RESPONSE, 0)
  answer.writeUInt16BE(8 + address.length, 2)
  request.copy(answer, 4, 4, 20)
  answer.writeUInt16BE(XOR_MAPPED_ADDRESS, 20)
  answer.writeUInt16BE(4 + address.length, 22)
  answer[25] = address.length === 4 ? 1 : 2
  answer.writeUInt16BE(from.port ^ (MAGIC_COOKIE >>> 16), 26)
  // Masked with the cookie and the transaction id, so that gateways that rewrite addresses leave it alone.
  return Buffer.concat([answer, address.map((byte, i) => byte ^ (request[4 + i] ?? 0))])
}

const BINDING_REQUEST = 0x0001
const BINDING_RESPONSE = 0x0101
const XOR_MAPPED_ADDRESS = 0x0020
const MAGIC_COOKIE = 0x2112a442

/** In network order. Node gives no bytes of an address; a certificate's name holds them behind its tag and length. */
const addressBytes = (address: string): Uint8Array =>
  new Uint8Array(new GeneralName('ip', address.replace(/%.*/, '')).rawData).subarray(2)

async function bind(type: 'udp4' | 'udp6', port: number, host: string): Promise<Socket> {
  const socket = createSocket(type)
  socket.bind(port, host)
  await once(socket, 'listening')
  return socket
}
