import { expect, test } from 'vitest'
import { helpText, parseOptions } from '../../signaling/options.ts'
import { defaultOptions } from './setting.ts'

const run = (...argv: string[]) => parseOptions(argv, {})

test('nothing asked means the defaults', () => {
  expect(defaultOptions()).toMatchObject({ port: 8080, httpsPort: 8443, stunPort: 3478, name: 'osmose', json: false })
})

test('a flag wins over the environment, the environment over the default', () => {
  const command = parseOptions(['--port', '81', '--data=/var/osmose'], {
    OSMOSE_PORT: '80',
    OSMOSE_HTTPS_PORT: '443',
    OSMOSE_JSON: '1',
  })
  expect(command).toMatchObject({ ok: true, value: { port: 81, httpsPort: 443, data: '/var/osmose', json: true } })
})

test.each([
  [['--prot', '1'], "Unknown option '--prot': see --help."],
  [['serve'], "Unexpected argument 'serve': see --help."],
  [['--port', '65536'], '--port (OSMOSE_PORT) wants a whole number from 0 to 65535, not "65536".'],
  [['--port', '8o80'], '--port (OSMOSE_PORT) wants a whole number from 0 to 65535, not "8o80".'],
  [['--port'], "Option '--port <value>' argument missing: see --help."],
  [['--name', 'bank.com'], '--name wants small letters, digits and hyphens.'],
  [['--host', 'here'], '--host wants an IP address.'],
  [['--json=perhaps'], "Option '--json' does not take an argument: see --help."],
  [['--cert', 'a.pem'], '--cert and --key go together: give both, or neither.'],
])('%s is refused in one sentence', (argv, sentence) => {
  expect(run(...argv)).toEqual({ ok: false, error: sentence })
})

test('a bad environment variable is named', () => {
  expect(parseOptions([], { OSMOSE_STUN_PORT: '-1' })).toMatchObject({
    error: expect.stringMatching(/OSMOSE_STUN_PORT\) wants/),
  })
})

test.each([
  ['1', true],
  ['yes', true],
  ['0', false],
  ['false', false],
  ['', false],
])('a switch in the environment that says "%s" is %s', (said, json) => {
  expect(parseOptions([], { OSMOSE_JSON: said })).toMatchObject({ value: { json } })
})

test('help has a line and a variable for every setting', () => {
  for (const field of Object.keys(defaultOptions())) {
    const words = field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    expect(helpText()).toContain(`--${words} `)
    expect(helpText()).toContain(`OSMOSE_${words.replaceAll('-', '_').toUpperCase()}`)
  }
})
