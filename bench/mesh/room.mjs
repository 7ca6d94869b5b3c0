import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'

/** @typedef {import('./page/main.ts').Kind} Kind */
/** @typedef {import('./pages.mjs').Device} Device */
/** @typedef {Awaited<ReturnType<typeof import('./servers.mjs').startServers>>} Servers */
/** `page` is where its page is served. @typedef {{ kind: Kind, page: string, room: string, server: string, stun: string }} Room */

/** A room that nobody is in yet. @param {Kind} kind @param {Servers} servers @returns {Room} */
export const newRoom = (kind, servers) => ({
  kind,
  page: servers.page(kind),
  room: randomUUID(),
  server: servers.of(kind),
  stun: servers.stun,
})

/** @param {Device} device @param {Room} at */
export const first = (device, { kind, room, server, stun }) => device.ask('first', kind, room, server, stun)

/** Signs a device in at the first screen, where there is such a thing. @param {Device} host @param {Device} device @param {Room} at */
export async function ticketFor(host, device, { kind }) {
  if (kind !== 'ours') return undefined
  const { device: id, seal } = await device.ask('keys')
  return host.ask('invite', id, seal)
}

/** Milliseconds until it is live. @param {Device} device @param {Room} at @param {any} ticket @returns {Promise<number>} */
export const enter = (device, { kind, room, server, stun }, ticket) =>
  device.ask('enter', kind, room, server, stun, ticket)

/** All in one room, one after the other, and linked. Returns what each took. @param {Device[]} devices @param {Room} at */
export async function gather([host, ...others], at) {
  if (!host) return []
  await first(host, at)
  const tookMs = []
  for (const device of others) tookMs.push(await enter(device, at, await ticketFor(host, device, at)))
  await linked([host, ...others], at)
  return tookMs
}

/** @param {Device[]} devices @param {Room} at */
export function linked(devices, { kind }) {
  const links = kind === 'y-websocket' ? 1 : devices.length - 1
  return until(async () => (await Promise.all(devices.map(({ ask }) => ask('links')))).every((n) => n >= links))
}

/** @param {() => Promise<boolean>} holds */
async function until(holds) {
  while (!(await holds())) await setTimeout(100)
}
