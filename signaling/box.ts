import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import type { Clock } from '../src/lib/clock.ts'
import { err, ok, type Result } from '../src/lib/result.ts'
import { type Interfaces, siteAddresses, urlHost } from './addresses.ts'
import { openBackups } from './backups.ts'
import { makeJoinPages } from './join-page.ts'
import { announceName } from './mdns.ts'
import type { Options } from './options.ts'
import { makeRouter } from './routes.ts'
import { openSessions } from './sessions.ts'
import { fits, openCertificateFiles, openSiteCertificate } from './site-certificate.ts'
import { startStun } from './stun.ts'
import { openWires } from './wires.ts'

/** Starts everything, or says in one sentence why not; stopping closes every connection. */
export async function startBox(options: Options, deps: Deps): Promise<Result<Box>> {
  try {
    return await start(options, deps)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error
    const advice = 'Choose another port with --port, --https-port or --stun-port, or another folder with --data.'
    return err(`The box cannot start: ${(error as Error).message}. ${advice}`)
  }
}

export type Deps = {
  clock: Pick<Clock, 'now' | 'every'>
  say(sentence: string): void
  interfaces(): Interfaces
  hostname: string
  version: string
}
export type Urls = {
  local: string
  /** The first is the one to use. */
  https: string[]
  join: string[]
  ca: string | null
  caFingerprint: string | null
  stunPort: number
}
export type Box = { urls: Urls; stop(): Promise<void> }

async function start(options: Options, { clock, say, interfaces, hostname, version }: Deps): Promise<Result<Box>> {
  const name = `${options.name}.local`
  const machine = `${hostname.toLowerCase().replace(/\..*|[^a-z0-9-]/g, '')}.local`
  const addresses = () => siteAddresses(interfaces())
  const hosts = () => ['localhost', '127.0.0.1', '::1', name, machine, ...addresses()]
  const opened = options.cert
    ? await openCertificateFiles(options.cert, options.key)
    : await openSiteCertificate(options.data, options.name, hosts, clock.now)
  if (!opened.ok) return opened
  const certificate = opened.value
  const backups = await openBackups(resolve(options.data, 'backups'))
  const stun = await startStun(options.stunPort, options.host)
  if (options.stunPort !== 0 && stun.port !== options.stunPort)
    say(`UDP port ${options.stunPort} is taken, so devices are told to use ${stun.port}: --stun-port chooses another.`)
  const sessions = openSessions({ ...options, clock, stunPort: stun.port })
  const wires = openWires(sessions)

  let pair = await certificate.pair()
  const plain = createServer()
  const secure = createSecureServer(pair)

  /** Best first. A name that nobody announces comes last. */
  function httpsUrls(): string[] {
    const [first = 'localhost', ...others] = addresses()
    const own = options.noMdns ? [first, ...others, name] : [name, ...addresses()]
    const hosts = certificate.hosts.length > 0 ? certificate.hosts : own
    return hosts.map((host) => `https://${urlHost(host)}:${portOf(secure)}/`)
  }

  const health = () => ({ ok: true, version, ...sessions.counts() })
  const join = makeJoinPages(certificate.ca, httpsUrls)
  const route = makeRouter({ app: options.app, wires, backups, join, health })
  async function listen(server: Server, port: number): Promise<void> {
    server.maxConnections = MOST_CONNECTIONS
    server.on('request', (request, response) => void route(request, response))
    server.on('upgrade', wires.upgrade)
    server.listen(port, options.host)
    await once(server, 'listening')
  }
  await listen(plain, options.port)
  await listen(secure, options.httpsPort)

  async function renew(): Promise<void> {
    const next = await certificate.pair()
    if (next.cert === pair.cert && next.key === pair.key) return
    pair = next
    // A renewal writes two files one after the other, so we may have read one new and one old.
    if (fits(next)) secure.setSecureContext(next)
    else say('The new certificate does not fit its key, so the old one stays until it does.')
  }
  const stopRenewing = clock.every(RENEW_MS, () => {
    renew().catch(() => say('The certificate could not be renewed: check --data, --cert and --key.'))
  })
  const stopMdns = options.noMdns ? () => {} : announceName(options.name, portOf(secure), say)

  async function close(): Promise<void> {
    stopRenewing()
    stopMdns()
    stun.stop()
    sessions.stop()
    await Promise.all([plain, secure].map(closeServer))
  }
  let closing: Promise<void> | undefined
  const urls = {
    local: `http://localhost:${portOf(plain)}/`,
    https: httpsUrls(),
    join: addresses().map((host) => `http://${urlHost(host)}:${portOf(plain)}/`),
    ca: certificate.ca?.path ?? null,
    caFingerprint: certificate.ca?.fingerprint ?? null,
    stunPort: stun.port,
  }
  return ok({ urls, stop: () => (closing ??= close()) })
}

const MOST_CONNECTIONS = 4096
const RENEW_MS = 30_000

const portOf = (server: Server) => (server.address() as AddressInfo).port

/** Whoever is still loading a file gets a moment, not the whole stop. */
async function closeServer(server: Server): Promise<void> {
  server.close()
  setTimeout(() => server.closeAllConnections(), 300).unref()
  await once(server, 'close')
}
