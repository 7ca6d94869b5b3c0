import { isIP } from 'node:net'

/** What the command line asks for. Flags win over the environment, the environment over the defaults. */
export function parseCommand(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Command {
  if (argv.includes('--help')) return { do: 'help' }
  if (argv.includes('--version')) return { do: 'version' }
  const asked: Asked[] = []
  for (const field of FIELDS) {
    const text = env[variableOf(field)]
    if (text !== undefined && text !== '') asked.push({ field, text, by: variableOf(field) })
  }
  for (let at = 0; at < argv.length; at++) {
    const [flag, inline] = split(argv[at] ?? '')
    const field = FIELDS.find((known) => flagOf(known) === flag)
    if (!field) return refuse(`${flag} is not an option of the box: see --help.`)
    const text = inline ?? (SETTINGS[field].takes === '' ? 'yes' : argv[++at])
    if (text === undefined) return refuse(`${flag} needs ${SETTINGS[field].wants}.`)
    asked.push({ field, text, by: flag })
  }
  return settle(asked)
}

export type Command =
  | { do: 'run'; options: Options }
  | { do: 'help' }
  | { do: 'version' }
  | { do: 'refuse'; sentence: string }
export type Options = { readonly [F in Field]: (typeof SETTINGS)[F]['fallback'] }

export function helpText(): string {
  const lines = FIELDS.map((field) => {
    const { takes, fallback, help } = SETTINGS[field]
    const shown = fallback === '' || fallback === false ? '' : ` [${fallback}]`
    return `  ${`${flagOf(field)} ${takes}`.padEnd(36)} ${help}${shown}\n  ${''.padEnd(36)} or ${variableOf(field)}`
  })
  return `The Osmose box: app files, introductions and STUN for the rooms of one site.\n\n${lines.join('\n')}
  ${'--help, --version'.padEnd(36)} say so and leave\n`
}

/** All settings at their defaults: what tests start from. */
export const defaultOptions = (): Options =>
  Object.fromEntries(FIELDS.map((field) => [field, SETTINGS[field].fallback])) as Options

type Setting<T> = { takes: string; fallback: T; help: string; wants: string; read(text: string): T | undefined }

const whole = (least: number, most: number) => (text: string) => {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : NaN
  return value >= least && value <= most ? value : undefined
}
const port = (fallback: number, help: string): Setting<number> => ({
  takes: 'PORT',
  fallback,
  help,
  wants: 'a port from 0 to 65535 (0 picks a free one)',
  read: whole(0, 65_535),
})
const amount = (fallback: number, help: string): Setting<number> => ({
  takes: 'N',
  fallback,
  help,
  wants: 'a whole number from 1 to 1000000',
  read: whole(1, 1_000_000),
})
const path = (takes: string, fallback: string, help: string): Setting<string> => ({
  takes,
  fallback,
  help,
  wants: 'a path',
  read: (text) => text || undefined,
})
const words: Readonly<Record<string, boolean>> = {
  yes: true,
  true: true,
  '1': true,
  no: false,
  false: false,
  '0': false,
}
const switched = (help: string): Setting<boolean> => ({
  takes: '',
  fallback: false,
  help,
  wants: 'yes or no',
  read: (text) => words[text],
})

const SETTINGS = {
  port: port(8080, 'plain http: the app for this computer, the join page for the network'),
  httpsPort: port(8443, 'https: the app for everyone'),
  stunPort: port(3478, 'UDP port that tells devices their own address'),
  host: {
    takes: 'IP',
    fallback: '',
    help: 'listen on this address only',
    wants: 'an IP address',
    read: (text) => (isIP(text) ? text : undefined),
  } as Setting<string>,
  name: {
    takes: 'NAME',
    fallback: 'osmose',
    help: 'the box is found as NAME.local',
    wants: 'letters, digits and hyphens',
    read: (text) => (/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i.test(text) ? text.toLowerCase() : undefined),
  } as Setting<string>,
  data: path('DIR', './.osmose', 'keys, certificates and sealed backups'),
  app: path('DIR', '', 'the built app; ../app beside the box where not said'),
  cert: path('FILE', '', "a certificate of your own (PEM), instead of the box's site CA"),
  key: path('FILE', '', 'its private key (PEM)'),
  json: switched('print one line of JSON when ready, and nothing else'),
  noMdns: switched('do not announce the box by multicast DNS'),
  maxConnectionsPerAddress: amount(64, 'sessions from one address: phones may share one'),
  maxSessions: amount(4096, 'sessions altogether'),
  messagesPerSecond: amount(20, 'messages that a session may keep sending'),
  messageBurst: amount(200, 'messages that a session may send at once'),
  backupsPerHour: amount(120, 'backup requests from one address'),
  backupTotalMb: amount(2048, 'room for all sealed backups together, in MB'),
}

type Field = keyof typeof SETTINGS
type Asked = { field: Field; text: string; by: string }

const FIELDS = Object.keys(SETTINGS) as Field[]
const flagOf = (field: Field) => `--${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
const variableOf = (field: Field) => `OSMOSE_${field.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`
const refuse = (sentence: string): Command => ({ do: 'refuse', sentence })

function split(argument: string): [flag: string, value?: string] {
  const at = argument.indexOf('=')
  return at < 0 ? [argument] : [argument.slice(0, at), argument.slice(at + 1)]
}

function settle(asked: readonly Asked[]): Command {
  const options: Record<string, unknown> = { ...defaultOptions() }
  for (const { field, text, by } of asked) {
    const value = SETTINGS[field].read(text)
    if (value === undefined) return refuse(`${by} wants ${SETTINGS[field].wants}, not "${text}".`)
    options[field] = value
  }
  const settled = options as Options
  if ((settled.cert === '') !== (settled.key === ''))
    return refuse('--cert and --key go together: give both, or neither.')
  return { do: 'run', options: settled }
}
