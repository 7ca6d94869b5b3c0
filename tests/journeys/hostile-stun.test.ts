import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import type { BrowserContext } from 'playwright'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { stunAnswer } from '../../signaling/stun.ts'
import { type Box, openHouse, type House } from './kit/house.ts'
import { addNote, codeOn, entry, faultsOf, isLive, makeRoom, scan } from './kit/steps.ts'

/* What a hostile box can do with STUN: name a server of its own, which lies to devices about their address or drowns them. */

const SECRET = 'The garden door key is under the third stone'

let house: House
let box: Box
const sockets: Socket[] = []
beforeEach(async () => {
  house = await openHouse()
  box = await house.box()
})
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.close()
  await house.close()
})

test('STUN that tells every device the attacker’s address sees at most empty questions there, and the room stands', async () => {
  // Whoever is told that this is its own address offers it to others, who then ask whether somebody is there.
  const trap = await listen()
  const caught: Buffer[] = []
  trap.on('message', (packet) => caught.push(packet))
  const told: number[] = []
  const stun = await listen()
  stun.on('message', (request, from) => {
    const answer = stunAnswer(request, { address: '127.0.0.1', port: trap.address().port })
    if (answer) stun.send(answer, from.port, from.address)
    told.push(from.port)
  })
  const pages = await aRoomThatMeetsAt(stun.address().port)
  expect(told.length).toBeGreaterThan(0)
  // Nothing but requests for connectivity, if anything: never DTLS, so never a word of the room's.
  expect(caught.filter((packet) => !isBindingRequest(packet))).toEqual([])
  expect(Buffer.concat(caught).includes(SECRET)).toBe(false)
  expect(faultsOf(...pages)).toEqual([])
})

test('STUN that answers each question a thousand times, with noise among it and old answers again, costs nothing but packets', async () => {
  const stun = await listen()
  let old: Buffer | undefined
  let asked = 0
  stun.on('message', (request, from) => {
    asked += 1
    const answer = stunAnswer(request, from)
    const noise = Buffer.from(request).fill(asked % 256, 4)
    const flood = [...Array(500).keys()].flatMap((n) => [answer, old, n % 2 ? noise : Buffer.alloc(n * 2, 255)])
    for (const packet of flood) if (packet?.length) stun.send(packet, from.port, from.address)
    old ??= answer
  })
  const pages = await aRoomThatMeetsAt(stun.address().port)
  expect(asked).toBeGreaterThan(0)
  expect(faultsOf(...pages)).toEqual([])
})

/** A wall and a visitor whose box names that port as its STUN; notes go both ways. */
async function aRoomThatMeetsAt(stunPort: number) {
  const prepare = (context: BrowserContext) =>
    context.routeWebSocket(/signal/, (page) => {
      const server = page.connectToServer()
      server.onMessage((message) => page.send(withStun(message, stunPort)))
      page.onMessage((message) => server.send(message))
    })
  const wall = await house.device({ name: 'wall', prepare })
  await makeRoom(wall.page, box.urls.local, { name: 'The Reading Room' })
  await isLive(wall.page)
  const phone = await house.device({ name: 'phone', phone: true, prepare })
  await scan(phone.page, await codeOn(wall.page))
  await addNote(phone.page, SECRET)
  await entry(wall.page, 'Notes', SECRET).waitFor()
  return [wall, phone]
}

function withStun(message: string | Buffer, stunPort: number): string | Buffer {
  const said = JSON.parse(message.toString()) as { type: string }
  return said.type === 'welcome' ? JSON.stringify({ ...said, stunPort }) : message
}

async function listen(): Promise<Socket> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1')
  await once(socket, 'listening')
  sockets.push(socket)
  return socket
}

/** RFC 8489: type 1, and the cookie. */
const isBindingRequest = (packet: Buffer) => packet.readUInt16BE(0) === 1 && packet.readUInt32BE(4) === 0x2112a442
