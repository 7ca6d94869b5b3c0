import { expect, test } from 'vitest'
import { defaultOptions, helpText, parseCommand } from '../../signaling/options.ts'

const run = (...argv: string[]) => parseCommand(argv, {})

test('nothing asked means the defaults', () => {
  expect(run()).toEqual({ do: 'run', options: defaultOptions() })
  expect(defaultOptions()).toMatchObject({ port: 8080, httpsPort: 8443, stunPort: 3478, name: 'osmose', json: false })
})

test('a flag wins over the environment, the environment over the default', () => {
  const command = parseCommand(['--port', '81', '--data=/var/osmose'], {
    OSMOSE_PORT: '80',
    OSMOSE_HTTPS_PORT: '443',
    OSMOSE_JSON: '1',
  })
  expect(command).toMatchObject({ do: 'run', options: { port: 81, httpsPort: 443, data: '/var/osmose', json: true } })
})

test.each([
  [['--prot', '1'], '--prot is not an option of the box: see --help.'],
  [['serve'], 'serve is not an option of the box: see --help.'],
  [['--port', '65536'], '--port wants a port from 0 to 65535 (0 picks a free one), not "65536".'],
  [['--port', '8o80'], '--port wants a port from 0 to 65535 (0 picks a free one), not "8o80".'],
  [['--port'], '--port needs a port from 0 to 65535 (0 picks a free one).'],
  [['--name', 'bank.com'], '--name wants letters, digits and hyphens, not "bank.com".'],
  [['--host', 'here'], '--host wants an IP address, not "here".'],
  [['--message-burst', '0'], '--message-burst wants a whole number from 1 to 1000000, not "0".'],
  [['--json=perhaps'], '--json wants yes or no, not "perhaps".'],
  [['--cert', 'a.pem'], '--cert and --key go together: give both, or neither.'],
])('%s is refused in one sentence', (argv, sentence) => {
  expect(run(...argv)).toEqual({ do: 'refuse', sentence })
})

test('a bad environment variable is named', () => {
  expect(parseCommand([], { OSMOSE_STUN_PORT: '-1' })).toMatchObject({
    sentence: expect.stringMatching(/^OSMOSE_STUN_PORT wants/),
  })
})

test('help has a line and a variable for every setting, and wins over everything else', () => {
  expect(run('--nonsense', '--help')).toEqual({ do: 'help' })
  expect(run('--version')).toEqual({ do: 'version' })
  for (const field of Object.keys(defaultOptions())) {
    const words = field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    expect(helpText()).toContain(`--${words} `)
    expect(helpText()).toContain(`OSMOSE_${words.replaceAll('-', '_').toUpperCase()}`)
  }
})
