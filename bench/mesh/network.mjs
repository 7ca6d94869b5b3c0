import { execFile } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const ip = (/** @type {string} */ words) => run('ip', words.split(' '))
const SUBNET = '10.78.0'

/** @typedef {{ address: string, inside: string[], chromium: string, unplug: () => Promise<unknown>, plug: () => Promise<unknown> }} Host */

/** Hosts on a switch of their own, made of network namespaces, whose cables can be pulled. Rejects where that is not allowed. */
export async function openNetwork(/** @type {string} */ chromium) {
  const prefix = `osmose-bench-${process.pid}`
  const folder = await mkdtemp(join(tmpdir(), 'osmose-bench-'))
  /** @type {string[]} */
  const made = []
  const space = async (/** @type {string} */ name) => {
    await ip(`netns add ${prefix}-${name}`)
    made.push(`${prefix}-${name}`)
    await ip(`-n ${prefix}-${name} link set lo up`)
    return `${prefix}-${name}`
  }
  const close = async () => {
    for (const name of made) await ip(`netns del ${name}`)
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const hub = await space('hub')
    await ip(`-n ${hub} link add br0 type bridge`)
    await ip(`-n ${hub} link set br0 up`)
    return {
      close,
      /** @returns {Promise<Host>} */
      async host() {
        const number = made.length
        const name = await space(`${number}`)
        const plug = () => ip(`-n ${hub} link set port${number} master br0 up`)
        await ip(`-n ${name} link add eth0 type veth peer name port${number} netns ${hub}`)
        await ip(`-n ${name} addr add ${SUBNET}.${number}/24 dev eth0`)
        await ip(`-n ${name} link set eth0 up`)
        await plug()
        // A program that runs there: what playwright says to it passes through.
        const program = join(folder, `chromium-${number}`)
        await writeFile(program, `#!/bin/sh\nexec ip netns exec ${name} ${chromium} "$@"\n`)
        await chmod(program, 0o755)
        const unplug = () => ip(`-n ${hub} link set port${number} nomaster`)
        const inside = ['ip', 'netns', 'exec', name]
        return { address: `${SUBNET}.${number}`, inside, chromium: program, plug, unplug }
      },
    }
  } catch (fault) {
    await close()
    throw fault
  }
}
