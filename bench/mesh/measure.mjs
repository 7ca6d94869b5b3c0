import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'

/** @typedef {import('./pages.mjs').Device} Device */
/** @typedef {{ kind: 'ours' | 'y-webrtc' | 'y-websocket', server: string }} Peer */
/** @typedef {Awaited<ReturnType<typeof import('./pages.mjs').openPages>>} Pages */

const WRITES_PER_S = 25
const KEYS = 10

/**
 * Everything measured of one way to share a room among `count` devices.
 * @param {Pages} pages @param {Peer} peer @param {number} count @param {number} seconds
 */
export async function measureSharing(pages, peer, count, seconds) {
  const room = randomUUID()
  const devices = [await pages.open()]
  await join(devices, peer, room, 0)
  const openMs = []
  for (let n = 1; n < count; n++) {
    devices.push(await pages.open())
    openMs.push(await join(devices, peer, room, n))
  }
  const links = peer.kind === 'y-websocket' ? 1 : count - 1
  await until(
    async () => (await Promise.all(devices.map(({ ask }) => ask('links')))).every((n) => n >= links),
    'all linked',
  )
  await setTimeout(2_000) // whatever a join sets off has settled

  const idleBefore = await sentBy(devices)
  await setTimeout(10_000)
  const idle = (await sentBy(devices)) - idleBefore

  await Promise.all(devices.map(({ ask }) => ask('listen')))
  const [cpuBefore, sentBefore] = [await pages.cpuS(), await sentBy(devices)]
  const writes = seconds * WRITES_PER_S
  const startMs = performance.now()
  for (let n = 0; n < writes; n++) {
    await devices[n % count]?.ask('write', `k${n % KEYS}`, n)
    const wait = startMs + ((n + 1) * 1000) / WRITES_PER_S - performance.now()
    if (wait > 0) await setTimeout(wait)
  }
  await setTimeout(1_000)
  const elapsedS = (performance.now() - startMs) / 1000
  const [cpu, sent] = [(await pages.cpuS()) - cpuBefore, (await sentBy(devices)) - sentBefore - (idle / 10) * elapsedS]
  const delays = (await Promise.all(devices.map(({ ask }) => ask('takeDelays')))).flat()

  const newcomers = {
    oneMB: await newcomer(pages, devices, peer, room, 1_000),
    fiveMB: await newcomer(pages, devices, peer, room, 5_000),
  }
  await close(devices)
  return {
    openToLiveMs: spread(openMs),
    oneWayMs: { ...spread(delays), seen: round(delays.length / (writes * count)) },
    messagesPerWrite: round(sent / writes),
    idleMessagesPerS: round(idle / 10),
    cpuCores: round(cpu / elapsedS),
    newcomerMs: newcomers,
  }
}

/** Ten devices that come at the same moment, after the first. @param {Pages} pages @param {Peer} peer @param {number} count */
export async function measureRush(pages, peer, count) {
  const room = randomUUID()
  const devices = await Promise.all(Array.from({ length: count + 1 }, () => pages.open()))
  await join(devices, peer, room, 0)
  const tickets = await Promise.all(devices.slice(1).map((device) => ticketFor(devices[0], device, peer)))
  const ms = await Promise.all(devices.slice(1).map((device, n) => enter(device, peer, room, tickets[n])))
  await close(devices)
  return spread(ms)
}

/** @param {Device[]} devices @param {Peer} peer @param {string} room @param {number} n */
async function join(devices, peer, room, n) {
  const device = /** @type {Device} */ (devices[n])
  if (n > 0) return enter(device, peer, room, await ticketFor(devices[0], device, peer))
  if (peer.kind === 'ours') await device.ask('first')
  else await device.ask('peer', peer.kind, room, peer.server, true)
  return 0
}

/** @param {Device | undefined} first @param {Device} device @param {Peer} peer */
async function ticketFor(first, device, peer) {
  if (peer.kind !== 'ours') return undefined
  const { device: id, seal } = await device.ask('keys')
  return first?.ask('invite', id, seal)
}

/** @param {Device} device @param {Peer} peer @param {string} room @param {any} ticket */
const enter = (device, peer, room, ticket) =>
  peer.kind === 'ours' ? device.ask('next', ticket) : device.ask('peer', peer.kind, room, peer.server, false)

/** How long a newcomer takes to have a room of so many kB; null: not within 20 s. */
async function newcomer(
  /** @type {Pages} */ pages,
  /** @type {Device[]} */ devices,
  /** @type {Peer} */ peer,
  /** @type {string} */ room,
  /** @type {number} */ kB,
) {
  await devices[0]?.ask('fill', kB)
  await setTimeout(3_000)
  const late = await pages.open()
  const ticket = await ticketFor(devices[0], late, peer)
  const startMs = performance.now()
  void enter(late, peer, room, ticket).catch(() => undefined) // one that never gets live is what we measure
  let took = null
  while (performance.now() - startMs < 20_000) {
    if ((await late.ask('size')) >= kB) {
      took = Math.round(performance.now() - startMs)
      break
    }
    await setTimeout(20)
  }
  await close([late])
  return took
}

/** @param {Device[]} devices */
const sentBy = async (devices) =>
  (await Promise.all(devices.map(({ ask }) => ask('sent')))).reduce((sum, { messages }) => sum + messages, 0)

/** @param {Device[]} devices */
async function close(devices) {
  await Promise.all(devices.map(({ ask }) => ask('stop')))
  await Promise.all(devices.map(({ page }) => page.context().close()))
}

/** @param {() => Promise<boolean>} holds @param {string} what */
export async function until(holds, what) {
  for (let tries = 0; tries < 600; tries++) {
    if (await holds()) return
    await setTimeout(100)
  }
  throw new Error(`Waited a minute for: ${what}`)
}

/** @param {number[]} all */
export function spread(all) {
  const sorted = [...all].sort((a, b) => a - b)
  const at = (/** @type {number} */ share) =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN)
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}
/** @param {number} value */
const round = (value) => Math.round(value * 100) / 100
