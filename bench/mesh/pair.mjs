import { spread } from './figures.mjs'
import { gather } from './room.mjs'

/** @typedef {import('./pages.mjs').Device} Device */
/** @typedef {import('./pages.mjs').Pages} Pages */
/** @typedef {import('./room.mjs').Room} Room */

/** Two devices: how long a call takes when nothing else goes on. @param {Pages} pages @param {Room} at */
export async function measureCalls(pages, at) {
  const caller = await pairUp(pages, at)
  return { callMs: spread(await caller.ask('calls')) }
}

/** Two devices: how long a service takes that the other one does. @param {Pages} pages @param {Room} at */
export async function measureServices(pages, at) {
  const caller = await pairUp(pages, at)
  return spread(await caller.ask('services'))
}

/** Two devices: 50 MB alone, and calls while 50 MB move beside them. @param {Pages} pages @param {Room} at */
export async function measureBulk(pages, at) {
  const caller = await pairUp(pages, at)
  await caller.ask('bulk') // a second connection is opened once
  const speeds = [await caller.ask('bulk'), await caller.ask('bulk')]
  return {
    // The better of two: other work of the machine only ever slows.
    bulkMBps: Math.round(Math.max(...speeds) * 10) / 10,
    callDuringBulkMs: spread(await caller.ask('callsDuringBulk')),
  }
}

/** @param {Pages} pages @param {Room} at */
async function pairUp(pages, at) {
  const [caller, server] = /** @type {[Device, Device]} */ (await pages.fresh(2, at.page))
  await gather([caller, server], at)
  await server.ask('serve')
  return caller
}
