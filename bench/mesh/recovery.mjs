import { setTimeout } from 'node:timers/promises'
import { fill } from './figures.mjs'
import { openNetwork } from './network.mjs'
import { openPages } from './pages.mjs'
import { enter, gather, newRoom, ticketFor } from './room.mjs'
import { startServers } from './servers.mjs'

/** @typedef {import('./page/main.ts').Kind} Kind */
/** @typedef {import('./pages.mjs').Device} Device */
/** @typedef {{ at: import('./room.mjs').Room, here: Device, there: Device, late: Device, ticket: any }} Trio */

const BOX_AWAY_S = 5
const MOST_MS = 20_000

/**
 * Devices on hosts of their own, and for each way to share a room the same two mishaps at the same moment: the cable of one
 * is out, then the servers are killed. Something is written meanwhile; measured is from the mend until it is everywhere.
 * @param {string} chromium @param {string} page @param {number} cutS
 * @param {Record<string, import('./figures.mjs').Figures>} all
 */
export async function measureRecovery(chromium, page, cutS, all) {
  const network = await openNetwork(chromium).catch((/** @type {Error} */ fault) => fault)
  if (network instanceof Error) return notMeasured(all, `network namespaces are not to be had here: ${network.message}`)
  const [box, near, far] = [await network.host(), await network.host(), await network.host()]
  const servers = await startServers(page, box)
  const [nearby, farAway] = [await openPages(near.chromium), await openPages(far.chromium)]
  const kinds = /** @type {Kind[]} */ (Object.keys(all))
  try {
    const cut = await gatherAll()
    await far.unplug()
    await writeAndWait(cut, cutS)
    await far.plug()
    await measureAll('linkCutMs', cut, ({ there }) => there.ask('filled', 1))

    // Bare channels do not look for their server again.
    const killed = (await gatherAll()).filter(({ at }) => at.kind !== 'raw')
    servers.kill()
    await writeAndWait(killed, BOX_AWAY_S)
    await servers.restart()
    // Whole again: who was there has what was written, and a newcomer gets in and has it too.
    await measureAll('boxKilledMs', killed, async ({ at, there, late, ticket }) => {
      void enter(late, at, ticket).catch(() => undefined) // that it has what was written says more
      return Math.max(await there.ask('filled', 1), await late.ask('filled', 1))
    })
  } finally {
    await Promise.all([nearby.close(), farAway.close()])
    await servers.stop()
    await network.close()
  }

  /** @returns {Promise<Trio[]>} */
  async function gatherAll() {
    return Promise.all(
      kinds.map(async (kind) => {
        const at = newRoom(kind, servers)
        const [here] = /** @type {[Device]} */ (await nearby.fresh(1, at.page + `?${kind}`))
        const [there, late] = /** @type {[Device, Device]} */ (await farAway.fresh(2, at.page + `?${kind}`))
        await gather([here, there], at)
        return { at, here, there, late, ticket: await ticketFor(here, late, at) }
      }),
    )
  }

  /** @param {Trio[]} trios @param {number} seconds */
  async function writeAndWait(trios, seconds) {
    await setTimeout(1_000)
    await Promise.all(trios.map(({ here }) => here.ask('fill', 1)))
    await setTimeout((seconds - 1) * 1_000)
  }

  /** @param {'linkCutMs' | 'boxKilledMs'} figure @param {Trio[]} trios @param {(trio: Trio) => Promise<number>} whole */
  async function measureAll(figure, trios, whole) {
    const mendedMs = Date.now()
    await Promise.all(
      trios.map((trio) =>
        fill(/** @type {import('./figures.mjs').Figures} */ (all[trio.at.kind]), [figure], MOST_MS, async () => ({
          [figure]: Math.max(0, Math.round((await whole(trio)) - mendedMs)),
        })),
      ),
    )
  }
}

/** Says of each why its mishaps have no numbers. @param {Record<string, import('./figures.mjs').Figures>} all @param {string} reason */
export function notMeasured(all, reason) {
  for (const { reasons } of Object.values(all)) Object.assign(reasons, { linkCutMs: reason, boxKilledMs: reason })
}
