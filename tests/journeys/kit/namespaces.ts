import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const ip = async (...words: string[]) => (await run('ip', words)).stdout

const SUBNET = '10.77.0'
const SUBNET_V6 = 'fd77::'
const ROUTER = 254

/** A network of its own, made of namespaces: hosts on one switch, and a router to an internet that swallows everything. */
export type Network = {
  /** `isolated`: the access point lets it reach those that are not, such as the box, and no other that is. */
  host(name: string, how?: { isolated?: boolean }): Promise<Host>
  /** Every host, also one to come, finds this address under this name from now on. */
  announce(name: string, address: string): Promise<void>
  /** Packets that left the site, and questions to the router itself, which is everybody's name server: as the kernel counted them. */
  left(): Promise<{ packets: number; questions: number }>
  /** The same as tcpdump saw them, for a person to read; empty where there is no tcpdump. */
  seen(): readonly string[]
  close(): Promise<void>
}
export type Host = {
  address: string
  /** Words before a command that is to run there. */
  inside: readonly [string, ...string[]]
  /** Chromium as a program that runs there: playwright's pipe passes through. */
  chromium: string
  /** Pulls its cable, or plugs it in again: nobody is told. */
  unplug(): Promise<void>
  plug(): Promise<void>
  /** Gives it another address in place of the one it has. */
  move(): Promise<string>
  /** Loses every packet to this one other host, and finds it again. */
  lose(other: Host): Promise<void>
  find(other: Host): Promise<void>
}

/** Why this machine cannot have such a network, in one line; undefined where it can. */
export async function whyNoNamespaces(): Promise<string | undefined> {
  const name = `osmose-${process.pid}-may`
  try {
    await ip('netns', 'add', name)
    await ip('-n', name, 'link', 'add', 'br0', 'type', 'bridge')
    await ip('-n', name, 'link', 'add', 'eth0', 'type', 'veth', 'peer', 'name', 'eth1')
    return undefined
  } catch (error) {
    return `network namespaces are not to be had here: ${String(error).split('\n').at(-2) ?? String(error)}`
  } finally {
    await ip('netns', 'del', name).catch(() => undefined) // it may never have come to be
  }
}

let networks = 0

/** `wayOut`: hosts have a default route. `multicast` false: the access point filters it, as many do. */
export async function openNetwork({ wayOut, multicast }: { wayOut: boolean; multicast: boolean }): Promise<Network> {
  const prefix = `osmose-${process.pid}-${networks++}`
  const folder = await mkdtemp(join(tmpdir(), 'osmose-network-'))
  const made: string[] = []
  const seen: string[] = []
  const names = new Map<string, string>()
  let hosts = 0
  const named = async (name: string) => {
    const full = `${prefix}-${name}`
    await ip('netns', 'add', full)
    made.push(full)
    await ip('-n', full, 'link', 'set', 'lo', 'up')
    return full
  }
  const inside = (namespace: string) => ['ip', 'netns', 'exec', namespace] as const
  const tell = async (namespace: string, file: string, text: string) =>
    run('ip', ['netns', 'exec', namespace, 'sh', '-c', `echo ${text} > ${file}`])

  const hub = await named('hub')
  await ip('-n', hub, 'link', 'add', 'br0', 'type', 'bridge')
  await ip('-n', hub, 'link', 'set', 'br0', 'up')
  const router = await named('router')
  await plugIn(router, ROUTER)
  // Whatever is not for this site is forwarded to where nobody answers, and counted.
  const internet = await named('internet')
  await ip('-n', router, 'link', 'add', 'void0', 'type', 'veth', 'peer', 'name', 'void0', 'netns', internet)
  await ip('-n', internet, 'link', 'set', 'void0', 'up')
  // No addresses, so no neighbours to ask for: what is forwarded there goes out at once.
  await ip('-n', router, 'link', 'set', 'void0', 'addrgenmode', 'none', 'arp', 'off', 'up')
  await tell(router, '/proc/sys/net/ipv4/ip_forward', '1')
  await tell(router, '/proc/sys/net/ipv6/conf/all/forwarding', '1')
  await ip('-n', router, 'route', 'add', 'default', 'dev', 'void0')
  await ip('-n', router, '-6', 'route', 'add', 'default', 'dev', 'void0')
  const tcpdump = await watch(inside(router), seen)

  return {
    async host(name, { isolated = false } = {}) {
      const number = ++hosts
      const namespace = await named(name)
      await plugIn(namespace, number, isolated)
      if (wayOut) {
        await ip('-n', namespace, 'route', 'add', 'default', 'via', `${SUBNET}.${ROUTER}`)
        await ip('-n', namespace, '-6', 'route', 'add', 'default', 'via', `${SUBNET_V6}${ROUTER}`)
      }
      // `ip netns exec` shows this file as /etc/resolv.conf.
      await mkdir(`/etc/netns/${namespace}`, { recursive: true })
      await writeFile(`/etc/netns/${namespace}/resolv.conf`, `nameserver ${SUBNET}.${ROUTER}\n`)
      await writeNames(namespace)
      const chromium = join(folder, `chromium-${name}`)
      const browser = process.env['OSMOSE_CHROMIUM'] ?? '/usr/bin/chromium'
      await writeFile(chromium, `#!/bin/sh\nexec ${inside(namespace).join(' ')} ${browser} "$@"\n`)
      await chmod(chromium, 0o755)
      const addressOf = (last: number) => `${SUBNET}.${last}`
      return {
        address: addressOf(number),
        inside: inside(namespace),
        chromium,
        unplug: () => ip('-n', hub, 'link', 'set', `port${number}`, 'nomaster').then(() => undefined),
        plug: () => switchOn(number, isolated),
        async move() {
          const next = addressOf(number + 100)
          // In this order: the kernel takes a second address of a network away with the first.
          await ip('-n', namespace, 'addr', 'del', `${addressOf(number)}/24`, 'dev', 'eth0')
          await ip('-n', namespace, 'addr', 'add', `${next}/24`, 'dev', 'eth0')
          return next
        },
        lose: (other) => towards(namespace, other, 'replace'),
        find: (other) => towards(namespace, other, 'del'),
      }
    },
    async announce(name, address) {
      names.set(name, address)
      for (const namespace of made) await writeNames(namespace)
    },
    async left() {
      const { stdout } = await run('ip', ['netns', 'exec', router, 'cat', '/proc/net/snmp', '/proc/net/snmp6'])
      const counted = counters(stdout)
      const sum = (...names: string[]) => names.reduce((all, name) => all + (counted.get(name) ?? NaN), 0)
      return {
        packets: sum('Ip ForwDatagrams', 'Ip6OutForwDatagrams'),
        questions: sum('Udp InDatagrams', 'Udp NoPorts', 'Tcp InSegs', 'Udp6InDatagrams', 'Udp6NoPorts'),
      }
    },
    seen: () => seen,
    async close() {
      tcpdump?.kill('SIGTERM')
      for (const namespace of made.splice(0)) {
        await ip('netns', 'del', namespace)
        await rm(`/etc/netns/${namespace}`, { recursive: true, force: true })
      }
      await rm(folder, { recursive: true, force: true })
    },
  }

  /** Shown to programs in there as /etc/hosts; written in place, for that is the file they already have. */
  async function writeNames(namespace: string) {
    await mkdir(`/etc/netns/${namespace}`, { recursive: true })
    const lines = ['127.0.0.1 localhost', ...[...names].map(([name, address]) => `${address} ${name}`)]
    await writeFile(`/etc/netns/${namespace}/hosts`, `${lines.join('\n')}\n`)
  }

  /** Sent to a card that nobody has: lost without a word, as a radio loses it. By both families. */
  async function towards(namespace: string, { address }: Host, how: 'replace' | 'del') {
    for (const to of [address, `${SUBNET_V6}${address.split('.').at(-1)}`]) {
      const card = how === 'replace' ? ['lladdr', '02:00:00:00:00:01', 'nud', 'permanent'] : []
      await ip('-n', namespace, 'neigh', how, to, ...card, 'dev', 'eth0')
    }
  }

  /** A cable from a namespace to the switch. */
  async function plugIn(namespace: string, number: number, isolated = false) {
    const port = `port${number}`
    await ip('-n', namespace, 'link', 'add', 'eth0', 'type', 'veth', 'peer', 'name', port, 'netns', hub)
    await switchOn(number, isolated)
    // Its own address of the link counts at once: coming a second later, it would be a change of network to a browser.
    await tell(namespace, '/proc/sys/net/ipv6/conf/eth0/accept_dad', '0')
    await ip('-n', namespace, 'addr', 'add', `${SUBNET}.${number}/24`, 'dev', 'eth0')
    await ip('-n', namespace, 'addr', 'add', `${SUBNET_V6}${number}/64`, 'dev', 'eth0', 'nodad')
    await ip('-n', namespace, 'link', 'set', 'eth0', 'up')
  }

  /** A port that left the switch comes back as new: what it was told is told again. */
  async function switchOn(number: number, isolated: boolean) {
    const port = `port${number}`
    await ip('-n', hub, 'link', 'set', port, 'master', 'br0', 'up')
    if (!multicast) await run('bridge', ['-n', hub, 'link', 'set', 'dev', port, 'mcast_flood', 'off'])
    if (isolated) await run('bridge', ['-n', hub, 'link', 'set', 'dev', port, 'isolated', 'on'])
  }
}

/** Everything that reaches the router and is not for this site, or asks for a name, a line each. */
async function watch(inside: readonly [string, ...string[]], seen: string[]): Promise<ChildProcess | undefined> {
  const outward = `(ip and not multicast and not broadcast and not dst net ${SUBNET}.0/24) or (ip6 and not dst net ${SUBNET_V6}/64 and not dst net ff00::/8 and not dst net fe80::/10)`
  const [program, ...words] = [...inside, 'tcpdump', '-i', 'eth0', '-n', '-l', '-t', `port 53 or ${outward}`]
  const tcpdump = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'] })
  tcpdump.stdout.on('data', (lines: Buffer) => seen.push(...lines.toString().trim().split('\n')))
  const ready = new Promise<boolean>((resolve) => {
    tcpdump.stderr.on('data', (line: Buffer) => line.includes('listening on') && resolve(true))
    void once(tcpdump, 'exit').then(() => resolve(false))
  })
  return (await ready) ? tcpdump : undefined
}

/** The kernel's counters. /proc/net/snmp has them in pairs of lines, names and values; /proc/net/snmp6 a line each. */
function counters(text: string): ReadonlyMap<string, number> {
  const counted = new Map<string, number>()
  const lines = text.split('\n').map((line) => line.split(/\s+/))
  lines.forEach(([protocol = '', ...values], at) => {
    if (!protocol.endsWith(':')) return counted.set(protocol, Number(values[0]))
    const [before, ...names] = lines[at - 1] ?? []
    if (before === protocol)
      values.forEach((value, i) => counted.set(`${protocol.slice(0, -1)} ${names[i]}`, Number(value)))
    return counted
  })
  return counted
}
