import { BlockList, isIPv4, isIPv6 } from 'node:net'
import type { NetworkInterfaceInfo } from 'node:os'

export type Interfaces = NodeJS.Dict<NetworkInterfaceInfo[]>

/** Networks no part of the internet is in: where the box is found, and all that its CA may speak for. */
export const PRIVATE_NETWORKS = [
  ...['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16', '127.0.0.0/8'],
  ...['fc00::/7', 'fe80::/10', '::1/128'],
]

/** The addresses under which devices on this site reach the box, likeliest first. */
export function siteAddresses(interfaces: Interfaces): string[] {
  return (
    Object.entries(interfaces)
      .flatMap(([name, infos = []]) => infos.map(({ address, internal }) => ({ name, address, internal })))
      // A link-local IPv6 address needs a zone, which no browser takes in a URL.
      .filter(({ address, internal }) => !internal && isPrivate(address) && !address.startsWith('fe80:'))
      .sort((a, b) => unlikeliness(a) - unlikeliness(b))
      .map(({ address }) => address)
  )
}

/** A dual-stack socket writes IPv4 peers as ::ffff:10.0.0.5. */
export const plainAddress = (address = ''): string => address.replace(/^::ffff:(?=\d+\.)/i, '')

/** How a host is written in a URL. */
export const urlHost = (host: string): string => (isIPv6(host) ? `[${host}]` : host)

export const isPrivate = (address: string): boolean => privateNetworks.check(address, familyOf(address))

const familyOf = (address: string) => (isIPv4(address) ? 'ipv4' : 'ipv6')

const privateNetworks = new BlockList()
for (const network of PRIVATE_NETWORKS) {
  const [address = '', prefix] = network.split('/')
  privateNetworks.addSubnet(address, Number(prefix), familyOf(address))
}

/** Containers' and tunnels' addresses are real, but seldom the one a tablet can reach; nor is IPv6 easy to type. */
function unlikeliness({ name, address }: { name: string; address: string }): number {
  const virtual = /^(docker|br-|veth|virbr|vmnet|utun|tun|tap|wg|tailscale|zt)/.test(name) ? 4 : 0
  return virtual + (address.startsWith('169.254.') ? 2 : 0) + (isIPv4(address) ? 0 : 1)
}
