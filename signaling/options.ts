import { isIP } from 'node:net'
import { parseArgs } from 'node:util'
import { err, ok, type Result } from '../src/lib/result.ts'

/** What the command line asks for. Flags win over the environment, the environment over the defaults. */
export function parseOptions(argv: string[], env: Readonly<Record<string, string | undefined>>): Result<Options> {
  const flags = FIELDS.map((field) => {
    const [fallback] = SETTINGS[field]
    const said = env[variableOf(field)] ?? ''
    if (typeof fallback !== 'boolean')
      return [flagOf(field), { type: 'string', default: said || `${fallback}` }] as const
    return [flagOf(field), { type: 'boolean', default: !/^(0|no|false)?$/i.test(said) }] as const
  })
  let given: ReturnType<typeof parseArgs>['values']
  try {
    given = parseArgs({ args: argv, options: Object.fromEntries(flags) }).values
  } catch (error) {
    // Node's first sentence names the flag; what follows is advice to programmers.
    return err(`${(error as Error).message.split(/\.\s/)[0]}: see --help.`)
  }
  const read: Record<string, unknown> = {}
  for (const field of FIELDS) {
    read[field] = given[flagOf(field)]
    if (typeof SETTINGS[field][0] !== 'number') continue
    const [by, text] = [`--${flagOf(field)} (${variableOf(field)})`, String(read[field])]
    if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
      return err(`${by} wants a whole number from 0 to 65535, not "${text}".`)
    read[field] = Number(text)
  }
  const options = read as Options
  const isName = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(options.name)
  if (!isName) return err('--name wants small letters, digits and hyphens.')
  if (options.host !== '' && !isIP(options.host)) return err('--host wants an IP address.')
  if (!options.cert !== !options.key) return err('--cert and --key go together: give both, or neither.')
  return ok(options)
}

export function helpText(): string {
  const lines = FIELDS.map((field) => {
    const [fallback, takes, help] = SETTINGS[field]
    const shown = fallback === '' || fallback === false ? '' : ` [${fallback}]`
    return `  ${`--${flagOf(field)} ${takes}`.padEnd(32)} ${help}${shown}\n${''.padEnd(35)}or ${variableOf(field)}\n`
  })
  return `The Osmose box: app files, introductions and STUN for the rooms of one site.\n\n${lines.join('')}
  ${'--help, --version'.padEnd(32)} say so and leave`
}

export type Options = { readonly [F in Field]: Wide<(typeof SETTINGS)[F][0]> }

/** What it is unless said otherwise, what it takes, what it is for. */
const SETTINGS = {
  port: [8080, 'PORT', 'plain http: app for this computer, join page for the network; 0 is any free one'],
  httpsPort: [8443, 'PORT', 'https: the app for everyone'],
  stunPort: [3478, 'PORT', 'UDP port that tells devices their own address; where it is taken, any free one'],
  host: ['', 'IP', 'listen on this address only'],
  name: ['osmose', 'NAME', 'the box is found as NAME.local'],
  data: ['./.osmose', 'DIR', 'keys, certificates and sealed backups'],
  app: ['', 'DIR', 'the built app; ../app beside the box where not said'],
  cert: ['', 'FILE', "your own certificate (PEM) instead of the box's; read again every 30 s"],
  key: ['', 'FILE', 'its private key (PEM)'],
  json: [false, '', 'print one line of JSON when ready, and nothing else'],
  noMdns: [false, '', 'do not announce the box by multicast DNS'],
  maxConnectionsPerAddress: [64, 'N', 'sessions from one address: phones may share one'],
  relayKilobytesPerSecond: [
    10_000,
    'N',
    'kilobytes a second that a session may send to others through the box; 0: none',
  ],
  relayKilobytesPerAddress: [30_000, 'N', 'the same for all sessions of one address'],
  messagesPerSecond: [20, 'N', 'messages that a session may keep sending; ten times as many at once'],
} as const

type Field = keyof typeof SETTINGS
type Wide<T> = T extends number ? number : T extends boolean ? boolean : string

const FIELDS = Object.keys(SETTINGS) as Field[]
const flagOf = (field: Field) => field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
const variableOf = (field: Field) => `OSMOSE_${flagOf(field).replaceAll('-', '_').toUpperCase()}`
