import { setTimeout } from 'node:timers/promises'
import { round, spread } from './figures.mjs'
import { gather } from './room.mjs'

/** @typedef {import('./pages.mjs').Device} Device */

const WRITE_EVERY_MS = 40
const IDLE_S = 5

/**
 * What it costs so many devices to be in one room, and to write in it 25 times a second.
 * @param {import('./pages.mjs').Pages} pages @param {import('./room.mjs').Servers} servers
 * @param {import('./room.mjs').Room} at @param {Device[]} devices that are not in it yet @param {number} seconds
 */
export async function measureSharing(pages, servers, at, devices, seconds) {
  const count = devices.length
  const sent = async () =>
    (await Promise.all(devices.map(({ ask }) => ask('sent')))).reduce((a, b) => a + b, await servers.sent(at.kind))
  const cpuS = async () => (await pages.cpuS()) + servers.cpuS(at.kind)

  const emptyMB = await pages.memoryMB()
  const openMs = await gather(devices, at)
  await setTimeout(2_000) // whatever a join sets off has settled
  const ends = at.kind === 'y-websocket' ? count : count * (count - 1)
  const memoryMB = (await pages.memoryMB()) - emptyMB

  const idleFrom = await sent()
  await setTimeout(IDLE_S * 1_000)
  const idlePerS = ((await sent()) - idleFrom) / IDLE_S

  await Promise.all(devices.map(({ ask }) => ask('listen')))
  const [cpuFrom, sentFrom, fromMs] = [await cpuS(), await sent(), performance.now()]
  const times = Math.ceil((seconds * 1_000) / WRITE_EVERY_MS / count)
  const startMs = Date.now() + 200
  await Promise.all(
    devices.map(({ ask }, n) =>
      ask(
        'writeInTurn',
        { startMs: startMs + n * WRITE_EVERY_MS, everyMs: count * WRITE_EVERY_MS, times },
        `device ${n}`,
      ),
    ),
  )
  await setTimeout(500)
  const elapsedS = (performance.now() - fromMs) / 1_000
  const [cpu, messages] = [(await cpuS()) - cpuFrom, (await sent()) - sentFrom - idlePerS * elapsedS]
  const delays = (await Promise.all(devices.map(({ ask }) => ask('takeDelays')))).flat()
  const writes = times * count
  return {
    openToLiveMs: spread(openMs),
    oneWayMs: { ...spread(delays), seen: round(delays.length / (writes * (count - 1))) },
    messagesPerWrite: round(messages / writes),
    idleMessagesPerS: round(idlePerS),
    cpuCores: round(cpu / elapsedS),
    memoryPerLinkMB: round(memoryMB / ends),
  }
}
