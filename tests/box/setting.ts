import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'
import { request as secureRequest } from 'node:https'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { type Box, type Deps, startBox } from '../../signaling/box.ts'
import { type Options, parseOptions } from '../../signaling/options.ts'
import { type BoxMessage, type ClientMessage, parseBoxMessage } from '../../src/protocol/signal.ts'

/** The settings of a box of which nothing was asked. */
export function defaultOptions(): Options {
  const options = parseOptions([], {})
  if (!options.ok) throw new Error(options.error)
  return options.value
}

/** A box on loopback, on free ports and in a folder of its own, stopped when the test is over. */
export async function openTestBox(asked: Partial<Options> = {}, deps: Partial<Deps> = {}) {
  const folder = makeFolder({ 'app/index.html': '<!doctype html><title>Osmose</title>' })
  const clock = makeClock()
  const said: string[] = []
  const options = { ...defaultOptions(), port: 0, httpsPort: 0, stunPort: 0, host: '127.0.0.1', noMdns: true }
  const started = await startBox(
    { ...options, data: join(folder, 'data'), app: join(folder, 'app'), ...asked },
    { clock, say: (line) => said.push(line), interfaces: () => ({}), hostname: 'hall', version: '1.2.3', ...deps },
  )
  if (!started.ok) throw new Error(started.error)
  onTestFinished(started.value.stop)
  const { urls } = started.value
  const ca = urls.ca === null ? '' : readFileSync(urls.ca, 'utf8')
  const https = `https://localhost:${new URL(urls.https[0] ?? '').port}/`
  return { ...started.value, folder, clock, said, ca, local: urls.local.replace('localhost', '127.0.0.1'), https }
}

export type TestBox = Awaited<ReturnType<typeof openTestBox>>

export function makeFolder(files: Readonly<Record<string, string | Buffer>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'osmose-box-'))
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return folder
}

/** A clock turned by hand. Turning it runs what fell due, once each. */
export function makeClock(): Deps['clock'] & { turn(ms: number): void } {
  let nowMs = Date.now()
  const tasks = new Set<{ ms: number; dueMs: number; task: () => void }>()
  return {
    now: () => nowMs,
    every(ms, task) {
      const entry = { ms, dueMs: nowMs + ms, task }
      tasks.add(entry)
      return () => tasks.delete(entry)
    },
    turn(ms) {
      nowMs += ms
      for (const entry of tasks) {
        if (entry.dueMs > nowMs) continue
        entry.dueMs = nowMs + entry.ms
        entry.task()
      }
    },
  }
}

type Asking = { method?: string; headers?: Record<string, string>; body?: string | Buffer; ca?: string }
export type Answered = { status: number; headers: IncomingHttpHeaders; body: Buffer; text: string }

/** A request with whatever path and headers the test likes; `fetch` would tidy them up. */
export function ask(
  base: string,
  path: string,
  { method = 'GET', headers = {}, body, ca }: Asking = {},
): Promise<Answered> {
  const { protocol, hostname, port } = new URL(base)
  return new Promise((resolve, reject) => {
    const send = protocol === 'https:' ? secureRequest : request
    const asked = send({ hostname, port, path, method, headers, agent: false, ...(ca ? { ca } : {}) }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', reject)
      response.on('end', () => {
        const whole = Buffer.concat(parts)
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: whole, text: String(whole) })
      })
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

/** One session over WebSocket, as a page of the box would open it. */
export async function openSocket(box: Pick<Box, 'urls'> & { local: string }, options: WebSocket.ClientOptions = {}) {
  const socket = new WebSocket(`${box.local.replace('http', 'ws')}signal`, {
    origin: new URL(box.local).origin,
    ...options,
  })
  onTestFinished(() => socket.terminate())
  const inbox = makeInbox()
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.on('close', (code, reason) => resolve({ code, reason: String(reason) })),
  )
  socket.on('message', (data: Buffer) => inbox.put(data.toString()))
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
    socket.once('unexpected-response', (_request: unknown, response: IncomingMessage) =>
      reject(new Error(`refused with ${response.statusCode}`)),
    )
  })
  socket.on('error', () => {})
  const { session } = await inbox.next('welcome')
  return { socket, session, closed, ...inbox, say: (message: ClientMessage) => socket.send(JSON.stringify(message)) }
}

/** One session over an event stream and POSTs. */
export async function openStream(box: { local: string }, headers: Record<string, string> = {}) {
  const inbox = makeInbox()
  const { response, close } = await new Promise<{ response: IncomingMessage; close(): void }>((resolve, reject) => {
    const asked = request(`${box.local}signal/events`, { headers, agent: false }, (answer) =>
      resolve({ response: answer, close: () => asked.destroy() }),
    )
    asked.on('error', reject)
    asked.end()
  })
  onTestFinished(close)
  if (response.statusCode !== 200) throw new Error(`refused with ${response.statusCode}`)
  let text = ''
  response.setEncoding('utf8').on('data', (part: string) => {
    text += part
    const events = text.split('\n\n')
    text = events.pop() ?? ''
    for (const event of events) {
      inbox.put(event.replace('data: ', ''))
    }
  })
  const closed = new Promise<void>((resolve) => response.on('close', resolve).on('error', () => {}))
  const { session, key } = await inbox.next('welcome')
  const post = (body: string, more: Record<string, string> = {}) =>
    ask(box.local, '/signal', { method: 'POST', headers: { 'x-session': key, ...more }, body })
  return {
    response,
    session,
    key,
    close,
    closed,
    post,
    ...inbox,
    say: (m: ClientMessage) => post(JSON.stringify(m)),
  }
}

function makeInbox() {
  const heard: BoxMessage[] = []
  const waiting: { type: string; resolve(message: BoxMessage): void }[] = []
  return {
    heard,
    put(json: string) {
      const read = parseBoxMessage(json)
      if (!read.ok) throw new Error(`the box said something it may not: ${read.error}`)
      const at = waiting.findIndex(({ type }) => type === read.value.type)
      const waiter = at < 0 ? undefined : waiting.splice(at, 1)[0]
      if (waiter) waiter.resolve(read.value)
      else heard.push(read.value)
    },
    next<T extends BoxMessage['type']>(type: T): Promise<Extract<BoxMessage, { type: T }>> {
      const at = heard.findIndex((message) => message.type === type)
      if (at >= 0) return Promise.resolve(heard.splice(at, 1)[0] as Extract<BoxMessage, { type: T }>)
      return new Promise((resolve) => waiting.push({ type, resolve: resolve as (message: BoxMessage) => void }))
    },
  }
}
