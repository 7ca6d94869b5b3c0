import { X509Certificate } from 'node:crypto'
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import type { NetworkInterfaceInfo } from 'node:os'
import { join } from 'node:path'
import { createServer, connect, type TLSSocket } from 'node:tls'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { startBox } from '../../signaling/box.ts'
import { issueLeaf, makeSiteCa, type Pair } from '../../signaling/certificates.ts'
import { ask, defaultOptions, makeClock, makeFolder, openTestBox, type TestBox } from './setting.ts'

const DAY_MS = 86_400_000
/** Node 20 has no name for OpenSSL's `permitted subtree violation`. */
const CONSTRAINT_VIOLATION = 'UNSPECIFIED'

/** What a device that trusts this CA makes of the server behind the port: no fault, or its name. */
async function judge(
  port: number,
  ca: string,
  servername: string,
): Promise<{ fault: string | undefined; shown: X509Certificate }> {
  const socket: TLSSocket = connect({
    port,
    host: '127.0.0.1',
    ca,
    servername: /^[\d.:]+$/.test(servername) ? '' : servername,
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
  })
  await once(socket, 'secureConnect')
  const shown = new X509Certificate(socket.getPeerCertificate().raw)
  const { authorizationError } = socket
  socket.destroy()
  return { fault: authorizationError ? String(authorizationError) : undefined, shown }
}

const portOf = (box: Pick<TestBox, 'https'>) => Number(new URL(box.https).port)

async function serveWith(pair: Pair): Promise<number> {
  const server = createServer(pair, (socket) => socket.on('error', () => {}))
  onTestFinished(() => void server.close())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

test('a device that trusts the CA trusts the box, under every name and address it has', async () => {
  const interfaces = () => ({ eth0: [{ address: '10.0.0.5', internal: false } as NetworkInterfaceInfo] })
  const box = await openTestBox({}, { interfaces, hostname: 'Hall-Pi.example.org' })
  const { fault, shown } = await judge(portOf(box), box.ca, 'localhost')
  expect(fault).toBeUndefined()
  for (const name of ['localhost', 'osmose.local', 'hall-pi.local']) expect(shown.checkHost(name)).toBe(name)
  for (const address of ['127.0.0.1', '::1', '10.0.0.5']) expect(shown.checkIP(address)).toBe(address)
  expect((await ask(box.https.replace('localhost', '127.0.0.1'), '/healthz', { ca: box.ca })).status).toBe(200)
})

test('the CA cannot speak for anything on the internet', async () => {
  const ca = await makeSiteCa('osmose', Date.now())
  const faultFor = async (...hosts: string[]) => {
    const port = await serveWith(await issueLeaf(ca, hosts, Date.now()))
    return (await judge(port, ca.cert, hosts[0] ?? '')).fault
  }
  expect(await faultFor('osmose.local', 'hall.lan', 'x.home.arpa', '192.168.1.7', 'fd00::7')).toBeUndefined()
  for (const host of ['bank.example', 'local.example', 'notlocal', '8.8.8.8', '172.32.0.1', '2001:db8::1'])
    expect(await faultFor(host), host).toBe(CONSTRAINT_VIOLATION)
  expect(await faultFor('osmose.local', 'bank.example')).toBe(CONSTRAINT_VIOLATION)
})

test('the CA carries critical name constraints, serves nothing but servers, and begets no other CA', async () => {
  const { cert } = await makeSiteCa('osmose', Date.now())
  const der = new X509Certificate(cert).raw.toString('hex')
  expect(der).toContain('0603551d1e0101ff') // 2.5.29.30, critical
  expect(der).toContain('0603551d130101ff040830060101ff020100') // CA, path length 0
  expect(der).toContain('06082b06010505070301') // server authentication
  const { ca, validFrom, validTo } = new X509Certificate(cert)
  expect(ca).toBe(true)
  expect((Date.parse(validTo) - Date.parse(validFrom)) / DAY_MS).toBeCloseTo(3654, 0)
})

test('keys are for the box alone, and stay the same from run to run', async () => {
  const data = join(makeFolder(), 'data')
  const first = await openTestBox({ data })
  const leaf = readFileSync(join(data, 'leaf.pem'), 'utf8')
  for (const file of ['ca.key', 'leaf.pem']) expect(statSync(join(data, file)).mode & 0o777).toBe(0o600)
  expect(statSync(data).mode & 0o777).toBe(0o700)
  await first.stop()
  const second = await openTestBox({ data })
  expect(second.urls.caFingerprint).toBe(first.urls.caFingerprint)
  expect(readFileSync(join(data, 'leaf.pem'), 'utf8')).toBe(leaf)
})

test('a CA that lost its key is not replaced on the quiet', async () => {
  const data = join(makeFolder(), 'data')
  await (await openTestBox({ data })).stop()
  rmSync(join(data, 'ca.key'))
  await expect(openTestBox({ data })).rejects.toThrow(/do not fit together: restore them from a copy/)
})

test('when the network changes, the box shows a leaf that fits, without a restart', async () => {
  let addresses = ['10.0.0.5']
  const interfaces = () => ({
    eth0: addresses.map((address) => ({ address, internal: false }) as NetworkInterfaceInfo),
  })
  const box = await openTestBox({}, { interfaces })
  const shown = async () => (await judge(portOf(box), box.ca, 'localhost')).shown
  const before = await shown()
  addresses = []
  box.clock.turn(30_000)
  expect((await shown()).raw).toEqual(before.raw)
  addresses = ['10.0.0.9']
  box.clock.turn(30_000)
  await vi.waitFor(async () => expect((await shown()).checkIP('10.0.0.9')).toBe('10.0.0.9'))
  expect((await judge(portOf(box), box.ca, 'localhost')).fault).toBeUndefined()
})

test('a leaf with less than thirty days left is issued anew', async () => {
  const box = await openTestBox()
  const shown = async () => (await judge(portOf(box), box.ca, 'localhost')).shown
  const before = await shown()
  box.clock.turn(59 * DAY_MS)
  expect((await shown()).raw).toEqual(before.raw)
  box.clock.turn(2 * DAY_MS)
  await vi.waitFor(async () =>
    expect(Date.parse((await shown()).validTo)).toBeGreaterThan(Date.parse(before.validTo) + 60 * DAY_MS),
  )
})

test('a certificate of your own is taken up when it is renewed; a broken one is not, and is reported once', async () => {
  const authority = await makeSiteCa('authority', Date.now())
  const leaf = () => issueLeaf(authority, ['room.test', '*.room.test'], Date.now())
  const [old, renewed] = [await leaf(), await leaf()]
  const folder = makeFolder({ 'room.crt': old.cert, 'room.key': old.key })
  const [cert, key] = [join(folder, 'room.crt'), join(folder, 'room.key')]
  const box = await openTestBox({ cert, key })
  const shown = async () => (await judge(portOf(box), authority.cert, 'room.test')).shown.fingerprint256

  expect(box.urls).toMatchObject({
    ca: null,
    caFingerprint: null,
    https: [expect.stringMatching(/^https:\/\/room\.test:\d+\/$/)],
  })
  expect((await ask(box.local, '/ca.crt', { headers: { host: '10.0.0.5' } })).status).toBe(404)
  expect((await ask(box.local, '/', { headers: { host: '10.0.0.5' } })).text).not.toContain('Trust this box')

  const complaint = 'The new certificate does not fit its key, so the old one stays until it does.'
  writeFileSync(cert, renewed.cert)
  box.clock.turn(30_000) // half-way through a renewal: the key is still the old one
  await vi.waitFor(() => expect(box.said).toEqual([complaint]))
  writeFileSync(key, renewed.key)
  box.clock.turn(30_000)
  await vi.waitFor(async () => expect(await shown()).toBe(new X509Certificate(renewed.cert).fingerprint256))

  writeFileSync(cert, 'garbage')
  for (let look = 0; look < 5; look++) {
    box.clock.turn(30_000)
    await vi.waitFor(() => expect(box.said).toEqual([complaint, complaint]))
  }
  expect(await shown()).toBe(new X509Certificate(renewed.cert).fingerprint256)
})

test('a certificate that does not fit its key is refused at the start, in one sentence', async () => {
  const ca = await makeSiteCa('x', Date.now())
  const [one, other] = [await issueLeaf(ca, ['a.test'], Date.now()), await issueLeaf(ca, ['a.test'], Date.now())]
  const folder = makeFolder({ 'a.crt': one.cert, 'a.key': other.key })
  const options = { ...defaultOptions(), cert: join(folder, 'a.crt'), key: join(folder, 'a.key'), data: folder }
  const deps = { clock: makeClock(), say: () => {}, interfaces: () => ({}), hostname: 'hall', version: '1' }
  const started = await startBox(options, deps)
  expect(started).toEqual({
    ok: false,
    error: expect.stringMatching(/are not a certificate and its key: check --cert and --key\.$/),
  })
})
