import type { NetworkInterfaceInfo } from 'node:os'
import { expect, test } from 'vitest'
import { isPrivate, plainAddress, siteAddresses, urlHost } from '../../signaling/addresses.ts'
import { isForeign } from '../../signaling/origin.ts'

const at = (address: string, internal = false) => ({ address, internal }) as NetworkInterfaceInfo

test('the address a tablet can reach comes before those it seldom can', () => {
  const interfaces = {
    lo: [at('127.0.0.1', true)],
    docker0: [at('172.17.0.1')],
    eth0: [at('fd00::2'), at('fe80::1'), at('2001:db8::1'), at('10.0.0.5')],
    wan0: [at('192.0.2.2')],
    usb0: [at('169.254.3.4')],
  }
  expect(siteAddresses(interfaces)).toEqual(['10.0.0.5', 'fd00::2', '169.254.3.4', '172.17.0.1'])
})

test.each([
  ['10.255.0.1', true],
  ['172.31.0.1', true],
  ['172.32.0.1', false],
  ['192.168.1.1', true],
  ['8.8.8.8', false],
  ['fd12::1', true],
  ['2001:db8::1', false],
])('%s private: %s', (address, wanted) => expect(isPrivate(address)).toBe(wanted))

test('an IPv4 peer on a dual-stack socket is an IPv4 peer', () => {
  expect(plainAddress('::ffff:10.0.0.5')).toBe('10.0.0.5')
  expect(plainAddress('fd00::2')).toBe('fd00::2')
  expect(urlHost('fd00::2')).toBe('[fd00::2]')
})

test.each([
  [{ host: 'osmose.local:8443', origin: 'https://osmose.local:8443' }, false],
  [{ host: 'osmose.local', origin: 'https://osmose.local' }, false],
  [{ host: 'osmose.local:8443' }, false],
  [{ host: 'osmose.local:8443', 'sec-fetch-site': 'same-origin' }, false],
  [{ host: 'osmose.local:8443', 'sec-fetch-site': 'cross-site' }, true],
  [{ host: 'osmose.local:8443', 'sec-fetch-site': 'same-site' }, true],
  [{ host: 'osmose.local:8443', origin: 'https://evil.example' }, true],
  [{ host: 'osmose.local:8443', origin: 'https://osmose.local' }, true],
  [{ host: 'osmose.local:8443', origin: 'null' }, true],
  [{ origin: 'https://osmose.local' }, true],
])('%j is foreign: %s', (headers, foreign) => expect(isForeign({ headers })).toBe(foreign))
