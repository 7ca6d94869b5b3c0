import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'

const BOX = resolve(import.meta.dirname, '../../dist/box/box.js')

/** The built box, once it is ready. */
export async function startBox(flags: readonly (string | number)[]) {
  const always = ['--json', '--no-mdns', '--stun-port', '0']
  const args = [BOX, ...always, ...flags.map(String)]
  const box = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(createInterface(box.stdout), 'line') // it says one line, when it is ready
  return box
}

/** The origin is the device's memory, so the box has to come back under the same port. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}
