import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, mkdirSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { build } from 'rolldown'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { readyText } from '../../signaling/ready.ts'
import { ask, makeFolder, openSocket, openStream, openTestBox } from './setting.ts'

const folder = makeFolder({ 'app/index.html': '<title>Osmose</title>' })
const bundle = join(folder, 'box/box.js')

beforeAll(async () => {
  await build({
    input: new URL('../../signaling/main.ts', import.meta.url).pathname,
    platform: 'node',
    output: { file: bundle, format: 'esm', codeSplitting: false },
    external: ['bufferutil', 'utf-8-validate'],
    logLevel: 'silent',
  })
})

const startBundle = (...flags: string[]) => startBundleAs({ data: join(folder, 'data') }, ...flags)

function startBundleAs({ data, ...how }: { data: string } & SpawnOptions, ...flags: string[]) {
  const ports = [
    '--port',
    '0',
    '--https-port',
    '0',
    '--stun-port',
    '0',
    '--host',
    '127.0.0.1',
    '--data',
    data,
    '--no-mdns',
  ]
  const child: ChildProcess = spawn(process.execPath, [bundle, ...ports, ...flags], how)
  onTestFinished(() => void child.kill('SIGKILL'))
  const said = { out: '', err: '' }
  child.stdout?.on('data', (part) => (said.out += String(part)))
  child.stderr?.on('data', (part) => (said.err += String(part)))
  return { child, said, ended: once(child, 'close').then(([code]: unknown[]) => ({ code, ...said })) }
}

test('the box as it is shipped prints one line of JSON, serves the app beside it, and leaves when told', async () => {
  const { child, said, ended } = startBundle('--json')
  while (!said.out.includes('\n')) await once(child.stdout ?? child, 'data')
  const ready = JSON.parse(said.out) as {
    local: string
    https: string[]
    ca: string
    caFingerprint: string
    stunPort: number
  }
  expect(Object.keys(ready)).toEqual(['local', 'https', 'join', 'ca', 'caFingerprint', 'stunPort'])
  expect(ready.local).toMatch(/^http:\/\/localhost:\d+\/$/)
  expect(ready.ca).toBe(join(folder, 'data/ca.crt'))
  const local = ready.local.replace('localhost', '127.0.0.1')
  expect((await ask(local, '/')).text).toBe('<title>Osmose</title>')
  const phone = await openSocket({ urls: {} as never, local })
  const askedMs = Date.now()
  child.kill('SIGTERM')
  expect((await phone.closed).code).toBe(1001)
  const { code, out, err } = await ended
  expect([code, out.split('\n').length, err]).toEqual([0, 2, ''])
  expect(Date.now() - askedMs).toBeLessThan(1000)
})

test('help and version are said without starting anything, whatever else is asked', async () => {
  const help = await startBundle('--nonsense', '--help').ended
  expect([help.code, help.err]).toEqual([0, ''])
  expect(help.out).toContain('--max-connections-per-address N')
  expect((await startBundle('--version').ended).out).toMatch(/^\d+\.\d+\.\d+\n$/)
})

test.each([
  [['--prot', '1'], 2, "Unknown option '--prot': see --help.\n"],
  [['--https-port', 'x'], 2, '--https-port (OSMOSE_HTTPS_PORT) wants a whole number from 0 to 65535, not "x".\n'],
])('%s ends with a sentence', async (flags, code, sentence) => {
  expect(await startBundle(...flags).ended).toEqual({ code, out: '', err: sentence })
})

const ADVICE = 'Choose another port with --port, --https-port or --stun-port, or another folder with --data.\n'

test.each(['--port', '--https-port'])('a port that is taken for %s ends with what to do', async (flag) => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  onTestFinished(() => void other.close())
  const { port } = other.address() as AddressInfo
  expect(await startBundle(flag, String(port)).ended).toEqual({
    code: 1,
    out: '',
    err: `The box cannot start: listen EADDRINUSE: address already in use 127.0.0.1:${port}. ${ADVICE}`,
  })
})

test('a folder that cannot be written ends with what to do', async () => {
  const file = join(makeFolder({ 'a-file': '' }), 'a-file/data')
  expect(await startBundle('--data', file).ended).toMatchObject({
    code: 1,
    err: `The box cannot start: ENOTDIR: not a directory, mkdir '${file}'. ${ADVICE}`,
  })
})

test('stopping says goodbye to everyone, twice is harmless, and nobody can come back', async () => {
  const box = await openTestBox()
  const [screen, phone] = [await openSocket(box), await openStream(box)]
  await Promise.all([box.stop(), box.stop()])
  expect(await screen.closed).toEqual({ code: 1001, reason: 'the box is stopping' })
  await phone.closed
  await expect(ask(box.local, '/healthz')).rejects.toThrow('ECONNREFUSED')
})

test('a person who starts the box sees where to go next', () => {
  const urls = {
    local: 'http://localhost:8080/',
    https: ['https://osmose.local:8443/', 'https://10.0.0.5:8443/'],
    join: ['http://10.0.0.5:8080/'],
    stunPort: 3478,
  }
  const text = readyText({ ...urls, ca: '/data/ca.crt', caFingerprint: 'ab12' })
  for (const part of [...urls.https, urls.local, 'ab12', 'first tablet: http://10.0.0.5:8080/'])
    expect(text).toContain(part)
  expect(text).toMatch(/[▀▄█]/)
  expect(readyText({ ...urls, ca: null, caFingerprint: null })).toContain('first tablet: https://osmose.local:8443/')
})

test('in service, a box that could change the app it hands out says so; one that can only read it does not', async () => {
  const env = { ...process.env }
  delete env['npm_lifecycle_event']
  const [app, page] = [join(folder, 'app'), join(folder, 'app/index.html')]
  const said = async (how: { data: string } & SpawnOptions) => {
    const { child, said, ended } = startBundleAs({ env, ...how }, '--json')
    while (!said.out.includes('\n')) await once(child.stdout ?? child, 'data')
    child.kill('SIGTERM')
    return (await ended).err
  }
  expect(await said({ data: join(folder, 'data') })).toContain(`can write ${app}`)

  // Root may write whatever its mode says, so the box is then somebody else, as in service.
  const isRoot = process.getuid?.() === 0
  const data = join(folder, 'data of a service')
  mkdirSync(data)
  if (isRoot) chownSync(data, NOBODY, NOBODY)
  for (const place of [folder, app, join(folder, 'box')]) chmodSync(place, isRoot ? 0o755 : 0o555)
  for (const file of [page, bundle]) chmodSync(file, 0o444)
  onTestFinished(() => {
    for (const place of [folder, app, join(folder, 'box')]) chmodSync(place, 0o755)
    for (const file of [page, bundle]) chmodSync(file, 0o644)
  })
  expect(await said({ data, ...(isRoot && { uid: NOBODY, gid: NOBODY }) })).toBe('')
})
const NOBODY = 65_534
