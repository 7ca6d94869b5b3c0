// `npm run bench -- mesh [--peers N] [--seconds S] [--json]`: our mesh beside stock y-webrtc, y-websocket and a raw data channel.
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { ensureChromium } from '../../scripts/chromium.mjs'
import { run } from '../../scripts/step.mjs'
import { buildPage } from './build.mjs'
import { measureRush, measureSharing } from './measure.mjs'
import { openPages } from './pages.mjs'
import { measureOurPair, measureRawPair } from './pair.mjs'
import { startServers } from './servers.mjs'

/** @param {string[]} args */
export async function bench(args) {
  const options = /** @type {const} */ ({
    peers: { type: 'string', default: '10' },
    seconds: { type: 'string', default: '10' },
    json: { type: 'boolean' },
  })
  const { peers, seconds, json } = parseArgs({ args, options }).values
  const [count, lasts] = [Number(peers), Number(seconds)]
  if (!(count >= 2 && count <= 30 && lasts >= 1))
    return console.error('npm run bench -- mesh [--peers 2…30] [--seconds S] [--json]')
  await run('node', 'scripts/build.mjs')
  const chromium = await ensureChromium()
  const servers = await startServers(await buildPage())
  /** @type {Record<string, any>} */
  const all = {}
  try {
    for (const [kind, server] of /** @type {const} */ ([
      ['ours', ''],
      ['y-webrtc', servers.yWebrtc],
      ['y-websocket', servers.yWebsocket],
    ])) {
      // A browser each, so that what one leaves behind does not burden the next.
      const pages = await openPages(chromium, servers.origin)
      const peer = { kind, server }
      all[kind] = { ...(await measureSharing(pages, peer, count, lasts)), rushMs: await measureRush(pages, peer, 10) }
      if (kind === 'ours') Object.assign(all[kind], await measureOurPair(pages))
      await pages.close()
    }
    const pages = await openPages(chromium, servers.origin)
    all['raw'] = await measureRawPair(pages)
    await pages.close()
  } finally {
    await servers.stop()
  }
  const { ours, ...rest } = all
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version, devices: count }
  const report = { machine, ours, peers: rest }
  console.log(json ? JSON.stringify(report) : JSON.stringify(report, null, 2))
}
