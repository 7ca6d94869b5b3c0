import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../../scripts/step.mjs'

/** @typedef {import('./page/main.ts').Kind} Kind */
/** Linux counts processor time in hundredths of a second. */
const TICKS_PER_S = 100

/**
 * Our box and the peers' own servers. The box serves the bench's page to ours, a plain server to the peers: the box lets
 * no page of its own talk to a server elsewhere.
 * @param {string} page folder of the built page
 * @param {{ inside?: readonly string[], address?: string }} [where] words before each command, and where it is then found
 */
export async function startServers(page, { inside = [], address = '' } = {}) {
  const data = await mkdtemp(join(tmpdir(), 'osmose-bench-'))
  const [port = '', httpsPort = '', stunPort = '', signalingPort = '', peersPort = ''] = await freePorts(5)
  const flags = ['--port', port, '--https-port', httpsPort, '--stun-port', stunPort]
  const box = [join(ROOT, 'dist/box/box.js'), ...flags, '--data', data, '--json', '--no-mdns', '--app', page]
  const commands = [
    box,
    [join(ROOT, 'node_modules/y-webrtc/bin/server.js')],
    [join(ROOT, 'bench/mesh/peers.mjs'), page],
  ]
  const env = [{}, { PORT: signalingPort }, { PORT: peersPort }]
  const start = () =>
    Promise.all(commands.map((words, n) => startServer([...inside, process.execPath, ...words], env[n])))
  let running = await start()
  const host = address || 'localhost'
  const peers = `http://${host}:${peersPort}/`
  return {
    stun: `stun:${address || '127.0.0.1'}:${stunPort}`,
    page: (/** @type {Kind} */ kind) =>
      kind !== 'ours' ? peers : address ? `https://${address}:${httpsPort}/` : `http://localhost:${port}/`,
    /** The server that introduces or carries what this peer says. */
    of: (/** @type {Kind} */ kind) =>
      kind === 'ours' ? '' : `ws://${host}:${kind === 'y-websocket' ? peersPort : signalingPort}`,
    /** Seconds of processor time that this peer's server has used so far. */
    cpuS: (/** @type {Kind} */ kind) => cpuS(running[kind === 'ours' ? 0 : kind === 'y-websocket' ? 2 : 1]?.pid),
    /** Messages that the server of documents has sent so far: part of what a write costs there. */
    sent: async (/** @type {Kind} */ kind) =>
      kind === 'y-websocket' ? Number(await (await fetch(`${peers}sent`)).text()) : 0,
    kill: () => running.forEach((server) => server.kill('SIGKILL')),
    async restart() {
      running = await start()
    },
    async stop() {
      running.forEach((server) => server.kill())
      await rm(data, { recursive: true, force: true })
    },
  }
}

/** Each says one line when it is ready. @param {string[]} command @param {NodeJS.ProcessEnv} [env] */
function startServer([program = '', ...words], env) {
  const server = spawn(program, words, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env } })
  return new Promise((/** @type {(server: import('node:child_process').ChildProcess) => void} */ resolve, reject) => {
    server.once('exit', () => reject(new Error(`${words[0]} did not start`)))
    server.stdout.once('data', () => resolve(server))
  })
}

/** @param {number | undefined} pid */
function cpuS(pid) {
  const [, , ...fields] = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '0 0 ')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_S
}

/** @param {number} count */
async function freePorts(count) {
  const probes = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'))
  await Promise.all(probes.map((probe) => new Promise((resolve) => probe.once('listening', resolve))))
  const ports = probes.map((probe) => `${/** @type {import('node:net').AddressInfo} */ (probe.address()).port}`)
  await Promise.all(probes.map((probe) => new Promise((resolve) => probe.close(resolve))))
  return ports
}
