import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright'
import { freeze, processesOf, thaw } from './processes.ts'

/** What playwright itself turns off: Chromium takes only the last such list, so it is said again. */
const OFF_ALREADY =
  'AimEnabled,AvoidCorsURLLoaderRestartOnRedirect,AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsFirstBalancedModeAutoEnable,HttpsUpgrades,LensOverlay,MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,PaintHolding,PreconnectToSearch,TcpPortRandomizationWin,ThirdPartyStoragePartitioning'
/** Pages behind the address bar, which nobody types into here: each device would open them, too. */
const SUGGESTIONS = 'WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup'

export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${OFF_ALREADY},${SUGGESTIONS}`,
]

export type Urls = { local: string; https: string[]; stunPort: number; ca: string | null }
export type Ports = { readonly http: number; readonly https: number; readonly stun: number }
const ANY_PORTS: Ports = { http: 0, https: 0, stun: 0 }
/** A box of the built app, as a user starts it. */
export type Box = { urls: Urls; pid(): number; stop(): Promise<void>; kill(): void; restart(): Promise<void> }
/** One device: its own browser process, its own disk. Opened again under the same name, it finds its disk as it left it. */
export type Device = {
  page: Page
  context: BrowserContext
  /** What went wrong in any of its pages. */
  errors: string[]
  folder: string
  pids(): number[]
  /** Sleep: every process of the browser stops where it is, as on a phone in a pocket. Nothing may be asked of its pages. */
  sleep(): void
  wake(): void
  close(): Promise<void>
}
export type DeviceOptions = {
  phone?: boolean
  args?: readonly string[]
  prepare?: (context: BrowserContext) => Promise<unknown>
  ignoreHTTPSErrors?: boolean
  locale?: string
  /** Another browser than the usual, such as one that runs in a network namespace. */
  executablePath?: string
}

/** A house for one test: what was opened in it is closed with it. */
export async function openHouse() {
  const folder = await mkdtemp(join(tmpdir(), 'osmose-house-'))
  const closers: (() => Promise<void>)[] = []
  return {
    folder,
    /** `inside`: words before the command, such as `ip netns exec NAME`. */
    async box(args: readonly string[] = [], inside: readonly string[] = [], ports: Ports = ANY_PORTS): Promise<Box> {
      const box = await startBox(join(folder, 'box'), args, inside, ports)
      closers.push(box.stop)
      return box
    },
    async device(options: DeviceOptions & { name: string }): Promise<Device> {
      const device = await openDevice(join(folder, options.name), options)
      closers.push(device.close)
      return device
    },
    async close() {
      for (const close of closers.reverse()) await close().catch(() => undefined)
      await rm(folder, { recursive: true, force: true })
    },
  }
}
export type House = Awaited<ReturnType<typeof openHouse>>

async function startBox(
  data: string,
  args: readonly string[],
  inside: readonly string[],
  firstPorts: Ports,
): Promise<Box> {
  let ports = firstPorts
  let running: { process: ChildProcess; urls: Urls }
  const run = () =>
    new Promise<{ process: ChildProcess; urls: Urls }>((resolve, reject) => {
      const [program = '', ...words] = [
        ...inside,
        process.execPath,
        'dist/box/box.js',
        ...flagsOf(ports),
        '--data',
        data,
        '--json',
        '--no-mdns',
        ...args,
      ]
      const box = spawn(program, words, { stdio: ['ignore', 'pipe', 'inherit'] })
      let out = ''
      box.stdout.on('data', (chunk: Buffer) => {
        out += chunk.toString()
        const end = out.indexOf('\n')
        if (end > 0) resolve({ process: box, urls: JSON.parse(out.slice(0, end)) as Urls })
      })
      box.on('exit', (code) => reject(new Error(`The box ended with ${code} before it was ready`)))
    })
  const ended = (box: ChildProcess) =>
    new Promise<void>((resolve) =>
      box.exitCode !== null || box.signalCode !== null ? resolve() : box.once('exit', () => resolve()),
    )
  running = await run()
  // A restart comes back where it was: a device's origin is its memory.
  ports = {
    http: Number(new URL(running.urls.local).port),
    https: Number(new URL(running.urls.https[0] ?? running.urls.local).port),
    stun: running.urls.stunPort,
  }
  return {
    get urls() {
      return running.urls
    },
    pid: () => running.process.pid ?? 0,
    async stop() {
      running.process.kill('SIGTERM')
      await ended(running.process)
    },
    kill: () => void running.process.kill('SIGKILL'),
    async restart() {
      await ended(running.process)
      running = await run()
    },
  }
}

const flagsOf = ({ http, https, stun }: Ports) => [
  '--port',
  `${http}`,
  '--https-port',
  `${https}`,
  '--stun-port',
  `${stun}`,
]

async function openDevice(folder: string, options: DeviceOptions): Promise<Device> {
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: options.executablePath ?? process.env['OSMOSE_CHROMIUM'] ?? '/usr/bin/chromium',
    args: [...FLAGS, ...(options.args ?? [])],
    viewport: options.phone ? { width: 390, height: 844 } : { width: 1280, height: 800 },
    ...(options.phone && { hasTouch: true, isMobile: true }),
    ignoreHTTPSErrors: options.ignoreHTTPSErrors ?? false,
    locale: options.locale ?? 'en-GB',
    env: { ...process.env, HOME: folder } as Record<string, string>,
  })
  const errors: string[] = []
  context.on('weberror', (fault) => errors.push(fault.error().message))
  context.on(
    'console',
    (message) => message.type() === 'error' && errors.push(`${message.text()} (${message.location().url})`),
  )
  await options.prepare?.(context)
  const page = context.pages()[0] ?? (await context.newPage())
  const pids = () => processesOf(folder)
  return {
    page,
    context,
    errors,
    folder,
    pids,
    sleep: () => freeze(pids()),
    wake: () => thaw(pids()),
    close() {
      // A browser that sleeps cannot close.
      thaw(pids())
      return context.close()
    },
  }
}
