import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { startStun, stunAnswer } from '../../signaling/stun.ts'

const transaction = Buffer.from('0102030405060708090a0b0c', 'hex')
const request = Buffer.concat([Buffer.from('000100002112a442', 'hex'), transaction])

/** Reads XOR-MAPPED-ADDRESS as RFC 8489 section 14.2 says. */
function mapped(answer: Buffer) {
  const mask = Buffer.concat([Buffer.from('2112a442', 'hex'), transaction])
  const bytes = answer.subarray(28).map((byte, i) => byte ^ (mask[i] ?? 0))
  return { family: answer[25], port: answer.readUInt16BE(26) ^ 0x2112, address: [...bytes] }
}

test('a device learns the IPv4 address it is seen under, also through a dual-stack socket', () => {
  for (const address of ['10.0.0.5', '::ffff:10.0.0.5']) {
    const answer = stunAnswer(request, { address, port: 54_321 }) ?? Buffer.alloc(0)
    expect(answer.readUInt16BE(0)).toBe(0x0101)
    expect(answer.readUInt16BE(2)).toBe(answer.length - 20)
    expect(answer.subarray(4, 20)).toEqual(request.subarray(4))
    expect(mapped(answer)).toEqual({ family: 1, port: 54_321, address: [10, 0, 0, 5] })
  }
})

test('a device learns its IPv6 address', () => {
  const answer = stunAnswer(request, { address: 'fd00::2', port: 9 }) ?? Buffer.alloc(0)
  expect(answer.length).toBe(44)
  expect(mapped(answer)).toEqual({ family: 2, port: 9, address: [0xfd, ...Array<number>(14).fill(0), 2] })
})

test('what is not a binding request gets no answer, and harms nothing', () => {
  const from = { address: '10.0.0.5', port: 1 }
  const cases = [
    Buffer.alloc(0),
    request.subarray(0, 19),
    Buffer.concat([request, Buffer.from('extra')]),
    Buffer.concat([Buffer.from('0101', 'hex'), request.subarray(2)]),
    Buffer.concat([request.subarray(0, 4), Buffer.alloc(16)]),
  ]
  expect(stunAnswer(request, { address: '10.0.0.5', port: 0 })).toBeUndefined()
  for (const garbage of cases) expect(stunAnswer(garbage, from)).toBeUndefined()
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      const answer = stunAnswer(Buffer.from(bytes), from)
      return answer === undefined || answer.length === 32
    }),
    { seed: 3, numRuns: 2000 },
  )
})

test('over the wire: garbage first, then an answer', async () => {
  const stun = await startStun(0, '127.0.0.1')
  const device = createSocket('udp4')
  device.bind(0, '127.0.0.1')
  await once(device, 'listening')
  device.send('not stun', stun.port, '127.0.0.1')
  device.send(request, stun.port, '127.0.0.1')
  const [answer] = (await once(device, 'message')) as [Buffer]
  expect(mapped(answer)).toEqual({ family: 1, port: device.address().port, address: [127, 0, 0, 1] })
  device.close()
  stun.stop()
})

test('where its port is taken it answers at another, and both do', async () => {
  const first = await startStun(0, '127.0.0.1')
  const second = await startStun(first.port, '127.0.0.1')
  expect(second.port).not.toBe(first.port)
  for (const { port } of [first, second]) {
    const device = createSocket('udp4')
    device.send(request, port, '127.0.0.1')
    const [answer] = (await once(device, 'message')) as [Buffer]
    expect(answer.readUInt16BE(0)).toBe(0x0101)
    device.close()
  }
  first.stop()
  second.stop()
})
