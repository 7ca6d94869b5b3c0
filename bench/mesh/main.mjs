// `npm run bench -- mesh [--peers N] [--seconds S] [--cut S] [--only PART] [--of KIND] [--json]`: our mesh beside stock y-webrtc, y-websocket and raw data channels.
import { parseArgs } from 'node:util'
import { ensureChromium } from '../../scripts/chromium.mjs'
import { run, step } from '../../scripts/step.mjs'
import { machine } from '../machine.mjs'
import { buildPage } from './build.mjs'
import { fill, noFigures } from './figures.mjs'
import { measureNewcomer, measureRush } from './newcomers.mjs'
import { openPages } from './pages.mjs'
import { measureBulk, measureCalls } from './pair.mjs'
import { table } from './print.mjs'
import { gather, newRoom } from './room.mjs'
import { measureRecovery, notMeasured } from './recovery.mjs'
import { startServers } from './servers.mjs'
import { measureSharing } from './sharing.mjs'

/** @typedef {import('./page/main.ts').Kind} Kind */
const KINDS = /** @type {const} */ (['ours', 'y-webrtc', 'y-websocket', 'raw'])
/** What a peer cannot do, so that nobody waits for it. @type {Partial<Record<Kind, Partial<Record<import('./figures.mjs').Figure, string>>>>} */
const CANNOT = {
  'y-webrtc': {
    newcomer1MBMs: 'a message above 256 KiB never arrives (its issues 20 and 61)',
    newcomer5MBMs: 'the same',
    bulkMBps: 'the same',
    callDuringBulkMs: 'it cannot move bulk',
  },
  raw: { boxKilledMs: 'bare channels do not look for their server again' },
}
/** What is not done by then is no number; one part never takes the others with it. */
const MOST_MS = 120_000

/** @param {string[]} args */
export async function bench(args) {
  const options = /** @type {const} */ ({
    peers: { type: 'string', default: '10' },
    seconds: { type: 'string', default: '10' },
    cut: { type: 'string', default: '15' },
    only: { type: 'string' },
    of: { type: 'string' },
    json: { type: 'boolean' },
  })
  const { peers, seconds, cut, only, of, json } = parseArgs({ args, options }).values
  const [count, lasts, cutS] = [Number(peers), Number(seconds), Number(cut)]
  if (!(count >= 2 && count <= 30 && lasts >= 1 && cutS >= 2))
    return console.error(
      'npm run bench -- mesh [--peers 2…30] [--seconds S] [--cut S] [--only PART] [--of KIND] [--json]',
    )
  const before = machine()
  await run('node', 'scripts/build.mjs')
  const chromium = await ensureChromium()
  const page = await buildPage()
  const all = Object.fromEntries(KINDS.map((kind) => [kind, noFigures()]))
  const servers = await startServers(page)
  try {
    for (const kind of KINDS.filter((one) => !of || one === of)) await measureOne(kind, all[kind] ?? noFigures())
  } finally {
    await servers.stop()
  }
  if (!only || only === 'mishaps') await step('all: mishaps', () => measureRecovery(chromium, page, cutS, all))
  else notMeasured(all, `only ${only} was asked for`)
  for (const kind of KINDS) Object.assign(all[kind]?.reasons ?? {}, CANNOT[kind])
  const { ours, ...rest } = all
  const report = { machine: { ...before, devices: count, writesPerS: 25, cutS }, ours, peers: rest }
  console.log(json ? JSON.stringify(report) : table(report))

  /** @param {Kind} kind @param {import('./figures.mjs').Figures} into */
  async function measureOne(kind, into) {
    const pages = await openPages(chromium)
    const cannot = CANNOT[kind] ?? {}
    const part = async (
      /** @type {string} */ name,
      /** @type {readonly import('./figures.mjs').Figure[]} */ figures,
      /** @type {() => Promise<any>} */ measure,
    ) => {
      if (figures.every((figure) => cannot[figure])) return
      if (only && only !== name) {
        for (const figure of figures) into.reasons[figure] = `only ${only} was asked for`
        return
      }
      await step(`${kind}: ${name}`, async () => void (await fill(into, figures, MOST_MS, measure)))
    }
    const room = () => newRoom(kind, servers)
    const at = room()
    const devices = await pages.fresh(count, at.page)
    await part(
      'sharing',
      ['openToLiveMs', 'oneWayMs', 'messagesPerWrite', 'idleMessagesPerS', 'cpuCores', 'memoryPerLinkMB'],
      () => measureSharing(pages, servers, at, devices, lasts),
    )
    // Sharing brings them together, and measures that; who asks for a newcomer only wants them together all the same.
    if (only?.endsWith('newcomer')) await step(`${kind}: together`, async () => void (await gather(devices, at)))
    await part('1 MB to a newcomer', ['newcomer1MBMs'], async () => ({
      newcomer1MBMs: await measureNewcomer(pages, at, devices, 1_000),
    }))
    await part('5 MB to a newcomer', ['newcomer5MBMs'], async () => ({
      newcomer5MBMs: await measureNewcomer(pages, at, devices, 5_000),
    }))
    await part('ten at once', ['tenAtOnceMs'], async () => ({ tenAtOnceMs: await measureRush(pages, room()) }))
    await part('calls', ['callMs'], () => measureCalls(pages, room()))
    await part('bulk', ['bulkMBps', 'callDuringBulkMs'], () => measureBulk(pages, room()))
    await pages.close()
  }
}
