import { concat, utf8 } from '../src/lib/bytes.ts'
import { addressBytes, PRIVATE_RANGES } from './addresses.ts'

/** The value of an X.509 name constraint (RFC 5280, 4.2.1.10): these names and private addresses, and no others. */
export function nameConstraints(domains: readonly string[]): Uint8Array<ArrayBuffer> {
  const names = domains.map((domain) => tlv(DNS_NAME, utf8(domain)))
  const ranges = PRIVATE_RANGES.map(([network, prefix]) => {
    const address = addressBytes(network)
    return tlv(IP_ADDRESS, concat(address, mask(prefix, address.length)))
  })
  return tlv(SEQUENCE, tlv(PERMITTED, concat(...[...names, ...ranges].map((name) => tlv(SEQUENCE, name)))))
}

const SEQUENCE = 0x30
const PERMITTED = 0xa0
const DNS_NAME = 0x82
const IP_ADDRESS = 0x87

function tlv(tag: number, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return concat(Uint8Array.of(tag, ...size), content)
}

const mask = (prefix: number, bytes: number) =>
  Uint8Array.from({ length: bytes }, (_, i) => 256 - 2 ** (8 - Math.min(8, Math.max(0, prefix - 8 * i))))
