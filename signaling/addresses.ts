import { BlockList, isIP, isIPv4 } from 'node:net'
import type { NetworkInterfaceInfo } from 'node:os'

/** The addresses under which devices on this site reach the box, likeliest first. */
export function siteAddresses(interfaces: Interfaces): string[] {
  return (
    Object.entries(interfaces)
      .flatMap(([name, infos = []]) => infos.map(({ address, internal }) => ({ name, address, internal })))
      // A link-local IPv6 address needs a zone, which no browser takes in a URL; a public one changes by the day.
      .filter(
        ({ address, internal }) => !internal && (isIPv4(address) || isPrivate(address)) && !address.startsWith('fe80:'),
      )
      .sort((a, b) => unlikeliness(a) - unlikeliness(b))
      .map(({ address }) => address)
  )
}

export type Interfaces = NodeJS.Dict<NetworkInterfaceInfo[]>

/** What the site's certificates may speak for: nothing that could be an address on the internet. */
export const PRIVATE_RANGES = [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
  ['127.0.0.0', 8],
  ['fc00::', 7],
  ['fe80::', 10],
  ['::1', 128],
] as const

export const isPrivate = (address: string): boolean => privateRanges.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')

export const isLoopback = (address: string): boolean => address === '::1' || address.startsWith('127.')

/** A dual-stack socket writes IPv4 peers as ::ffff:10.0.0.5. */
export const plainAddress = (address: string | undefined): string => (address ?? '').replace(/^::ffff:(?=\d+\.)/i, '')

/** Network order: 4 bytes, or 16. */
export function addressBytes(address: string): Uint8Array {
  if (isIPv4(address)) return Uint8Array.from(address.split('.'), Number)
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::')
  const groups = (text: string) => (text ? text.split(':') : [])
  const zeros = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length
  const words = [...groups(head), ...Array<string>(zeros).fill('0'), ...groups(tail ?? '')]
  return Uint8Array.from(words.flatMap((word) => [parseInt(word, 16) >> 8, parseInt(word, 16) & 255]))
}

/** How a host is written in a URL. */
export const urlHost = (host: string): string => (isIP(host) === 6 ? `[${host}]` : host)

const privateRanges = new BlockList()
for (const [network, prefix] of PRIVATE_RANGES)
  privateRanges.addSubnet(network, prefix, isIPv4(network) ? 'ipv4' : 'ipv6')

/** Containers' and tunnels' addresses are real, but seldom the one a tablet can reach; nor is IPv6 easy to type. */
function unlikeliness({ name, address }: { name: string; address: string }): number {
  const outside = isPrivate(address) ? 0 : 8
  const virtual = /^(docker|br-|veth|virbr|vmnet|utun|tun|tap|wg|tailscale|zt)/.test(name) ? 4 : 0
  const linkLocal = address.startsWith('169.254.') ? 2 : 0
  return outside + virtual + linkLocal + (isIPv4(address) ? 0 : 1)
}
