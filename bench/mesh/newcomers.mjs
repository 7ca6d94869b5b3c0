import { setTimeout } from 'node:timers/promises'
import { spread } from './figures.mjs'
import { enter, first, ticketFor } from './room.mjs'

/** @typedef {import('./pages.mjs').Pages} Pages */
/** @typedef {import('./pages.mjs').Device} Device */
/** @typedef {import('./room.mjs').Room} Room */

const AT_ONCE = 10
const FILLED_MS = 30_000
const SETTLED_MS = 3_000

/**
 * How long a newcomer to the devices of a room takes to have so many records of 1 kB.
 * @param {Pages} pages @param {Room} at @param {Device[]} devices @param {number} records
 */
export async function measureNewcomer(pages, at, devices, records) {
  const [host] = /** @type {[Device]} */ (devices)
  const late = await pages.newcomer(at.page)
  await host.ask('fill', records)
  // Until the others have it, or never will (stock y-webrtc loses it), and what they do with it is done: a room at rest.
  await Promise.race([Promise.all(devices.map((device) => device.ask('filled', records))), setTimeout(FILLED_MS)])
  await setTimeout(SETTLED_MS)
  const ticket = await ticketFor(host, late, at)
  const enteredMs = Date.now()
  void enter(late, at, ticket).catch(() => undefined) // its being live says nothing of the records
  return Math.round((await late.ask('filled', records)) - enteredMs)
}

/** Ten devices that come at the same moment, after the first. @param {Pages} pages @param {Room} at */
export async function measureRush(pages, at) {
  const [host, ...others] = /** @type {[Device, ...Device[]]} */ (await pages.fresh(AT_ONCE + 1, at.page))
  await first(host, at)
  let ticket = undefined
  // The last one's papers know all others: as after a power cut, when the screens of a room come back together.
  for (const device of others) ticket = await ticketFor(host, device, at)
  return spread(await Promise.all(others.map((device) => enter(device, at, ticket))))
}
