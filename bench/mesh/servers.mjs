import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../../scripts/step.mjs'
import { startYServer } from './y-server.mjs'

/** Our box serving the bench's page, and the peers' own servers, all on loopback. */
export async function startServers(/** @type {string} */ page) {
  const data = await mkdtemp(join(tmpdir(), 'osmose-bench-'))
  const flags = [
    '--port',
    '0',
    '--https-port',
    '0',
    '--stun-port',
    '0',
    '--data',
    data,
    '--json',
    '--no-mdns',
    '--app',
    page,
  ]
  const box = spawn(process.execPath, [join(ROOT, 'dist/box/box.js'), ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const origin = await new Promise((resolve, reject) => {
    box.once('exit', () => reject(new Error('The box did not start')))
    box.stdout.once('data', (line) => resolve(JSON.parse(line.toString()).local.replace(/\/$/, '')))
  })
  const signalingPort = await freePort()
  const signaling = spawn(process.execPath, [join(ROOT, 'node_modules/y-webrtc/bin/server.js')], {
    stdio: 'ignore',
    env: { ...process.env, PORT: `${signalingPort}` },
  })
  const yServer = await startYServer()
  return {
    origin,
    yWebrtc: `ws://localhost:${signalingPort}`,
    yWebsocket: `ws://localhost:${yServer.port}`,
    async stop() {
      box.kill()
      signaling.kill()
      yServer.stop()
      await rm(data, { recursive: true, force: true })
    },
  }
}

async function freePort() {
  const probe = createServer()
  await new Promise((resolve) => probe.listen(0, '127.0.0.1', () => resolve(undefined)))
  const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address())
  await new Promise((resolve) => probe.close(resolve))
  return port
}
