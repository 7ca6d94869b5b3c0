import { createServer } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { join } from 'node:path'
import { err, ok, type Result } from '../src/lib/result.ts'
import { type Interfaces, isPrivate, siteAddresses, urlHost } from './addresses.ts'
import { openAppFiles } from './app-files.ts'
import { openBackups } from './backups.ts'
import type { Certificate } from './certificates.ts'
import { openCertificateFiles } from './certificate-files.ts'
import type { Clock } from './clock.ts'
import { openEvents } from './events.ts'
import { makeJoinPages } from './join.ts'
import { makeAddressLimit } from './limits.ts'
import { announceName } from './mdns.ts'
import type { Options } from './options.ts'
import { isTrusted, makeRouter } from './routes.ts'
import { closeServer, listen, portOf, trying } from './servers.ts'
import { openSessions } from './sessions.ts'
import { openSiteCertificate } from './site-certificate.ts'
import { openSockets, refuse } from './sockets.ts'
import { startStun } from './stun.ts'

/** Starts everything, or says in one sentence why not; stopping closes every connection. */
export async function startBox(options: Options, deps: Deps): Promise<Result<Box>> {
  const stops: (() => unknown)[] = []
  const stop = async () => {
    await Promise.all(
      stops
        .splice(0)
        .reverse()
        .map((each) => each()),
    )
  }
  try {
    const started = await start(options, deps, (each) => void stops.push(each))
    if (started.ok) return ok({ urls: started.value, stop })
    await stop()
    return started
  } catch (error) {
    await stop()
    const { code, path } = error as NodeJS.ErrnoException
    if (code === undefined || path === undefined) throw error
    return err(`${path} cannot be used (${code}): check --data.`)
  }
}

export type Deps = {
  clock: Clock
  say(sentence: string): void
  interfaces(): Interfaces
  hostname: string
  version: string
}
export type Urls = {
  local: string
  https: string[]
  join: string[]
  ca: string | null
  caFingerprint: string | null
  stunPort: number
}
export type Box = { urls: Urls; stop(): Promise<void> }

async function start(options: Options, deps: Deps, onStop: (stop: () => unknown) => void): Promise<Result<Urls>> {
  const { clock, say } = deps
  const opened = await openCertificate(options, deps)
  if (!opened.ok) return opened
  const certificate = opened.value
  const files = await openAppFiles(options.app, clock)
  const backups = await openBackups(join(options.data, 'backups'), options.backupTotalMb * 1024 * 1024)

  const stun = await trying('--stun-port', options.stunPort, startStun(options.stunPort, options.host))
  if (!stun.ok) return stun
  onStop(stun.value.stop)
  const sessions = openSessions({
    clock,
    perAddress: options.maxConnectionsPerAddress,
    total: options.maxSessions,
    messages: { burst: options.messageBurst, perSecond: options.messagesPerSecond },
    stunPort: stun.value.port,
  })
  const sockets = openSockets(sessions, clock)
  const events = openEvents(sessions, clock)

  const plain = createServer()
  const secure = createSecureServer(certificate.pair)
  const backUp = makeAddressLimit({ burst: options.backupsPerHour, perSecond: options.backupsPerHour / 3600 })
  const startedMs = clock.nowMs()
  const route = makeRouter({
    files,
    events,
    backups,
    join: makeJoinPages({ certificate, httpsPort: () => portOf(secure) }),
    mayBackUp: (address) => backUp(address, clock.nowMs()),
    health: () => ({
      ok: true,
      version: deps.version,
      uptimeS: Math.floor((clock.nowMs() - startedMs) / 1000),
      ...sessions.counts(),
    }),
  })
  for (const server of [plain, secure]) {
    // A stream for each session, and a few connections for files beside it.
    server.maxConnections = options.maxSessions * 2
    server.on('request', (request, response) => void route(request, response))
    server.on('upgrade', (request, stream, head) =>
      isTrusted(request) ? sockets.upgrade(request, stream, head) : refuse(stream, 404),
    )
    onStop(() => closeServer(server))
  }
  onStop(events.stop)
  onStop(sockets.stop)
  onStop(sessions.stop)

  const plainUp = await trying('--port', options.port, listen(plain, options.port, options.host))
  if (!plainUp.ok) return plainUp
  const secureUp = await trying('--https-port', options.httpsPort, listen(secure, options.httpsPort, options.host))
  if (!secureUp.ok) return secureUp
  onStop(
    clock.every(certificate.checkEveryMs, async () => {
      const pair = await certificate
        .renew()
        .catch(() => void say('The certificate could not be renewed: check that --data can be written.'))
      if (pair) secure.setSecureContext(pair)
    }),
  )
  if (!options.noMdns) onStop(announceName({ name: options.name, port: portOf(secure), say }))

  return ok({
    local: `http://localhost:${portOf(plain)}/`,
    https: certificate.hosts().map((host) => `https://${urlHost(host)}:${portOf(secure)}/`),
    join: siteAddresses(deps.interfaces()).map((host) => `http://${urlHost(host)}:${portOf(plain)}/`),
    ca: certificate.ca?.path ?? null,
    caFingerprint: certificate.ca?.fingerprint ?? null,
    stunPort: stun.value.port,
  })
}

function openCertificate(options: Options, deps: Deps): Promise<Result<Certificate>> {
  const reachable = () => certified(options, deps)
  if (options.cert !== '')
    return openCertificateFiles({ cert: options.cert, key: options.key, say: deps.say, fallbackHosts: reachable })
  const machine =
    deps.hostname
      .split('.')[0]
      ?.toLowerCase()
      .replace(/[^a-z0-9-]/g, '') || options.name
  const own = ['localhost', '127.0.0.1', '::1', `${machine}.local`, `${options.name}.local`]
  return openSiteCertificate({
    dir: options.data,
    label: options.name,
    hosts: () => [...new Set([...own, ...reachable()])],
    urlHosts: reachable,
    nowMs: deps.clock.nowMs,
  })
}

/** What the site's certificate speaks for. A name nobody announces comes last. */
function certified(options: Options, deps: Deps): string[] {
  const addresses = siteAddresses(deps.interfaces()).filter(isPrivate)
  const name = `${options.name}.local`
  return options.noMdns ? [...addresses, name] : [name, ...addresses]
}
