import { spread } from './figures.mjs'
import { gather } from './room.mjs'

/** @typedef {import('./pages.mjs').Device} Device */

/**
 * Two devices: a call alone, 50 MB alone, and a call while 50 MB move beside it.
 * @param {import('./pages.mjs').Pages} pages @param {import('./room.mjs').Room} at
 */
export async function measurePair(pages, at) {
  const [caller, server] = /** @type {[Device, Device]} */ (await pages.fresh(2, at.page))
  await gather([caller, server], at)
  await server.ask('serve')
  const callMs = spread(await caller.ask('calls'))
  if (!(await caller.ask('canBulk'))) return { callMs }
  await caller.ask('bulk') // a second connection is opened once
  const speeds = [await caller.ask('bulk'), await caller.ask('bulk')]
  return {
    callMs,
    // The better of two: other work of the machine only ever slows.
    bulkMBps: Math.round(Math.max(...speeds) * 10) / 10,
    callDuringBulkMs: spread(await caller.ask('callsDuringBulk')),
  }
}
