import { X509Certificate } from 'node:crypto'
import { request } from 'node:http'
import type { NetworkInterfaceInfo } from 'node:os'
import { expect, test } from 'vitest'
import { ask, openTestBox } from './setting.ts'

const interfaces = () => ({ eth0: [{ address: '10.0.0.5', internal: false } as NetworkInterfaceInfo] })
const LAN = { host: '10.0.0.5:8080' }

test('plain http from the network shows how to come in, and nothing else', async () => {
  const box = await openTestBox({ noMdns: true }, { interfaces })
  const page = await ask(box.local, '/', { headers: LAN })
  const port = new URL(box.urls.https[0] ?? '').port
  expect(page.status).toBe(200)
  expect(page.text).toContain(`href="https://10.0.0.5:${port}/"`)
  expect(page.text).toContain(`href="https://osmose.local:${port}/"`)
  expect(page.text).toContain(box.urls.caFingerprint)
  expect(page.text).not.toMatch(/<script|https?:\/\/(?!10\.0\.0\.5|osmose\.local)/)
  expect(page.headers['content-security-policy']).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; frame-ancestors 'none'/,
  )
  for (const path of [
    '/index.html',
    '/healthz',
    '/signal',
    '/signal/events',
    '/room/1',
    '/backup/AAAAAAAAAAAAAAAAAAAAAA',
  ])
    expect((await ask(box.local, path, { headers: LAN })).status).toBe(404)
  expect((await ask(box.local, '/', { method: 'POST', headers: LAN })).status).toBe(405)
})

test('the first https address is one that works: without mDNS the name comes last', async () => {
  const hosts = ({ urls }: { urls: { https: string[] } }) => urls.https.map((url) => new URL(url).hostname)
  expect(hosts(await openTestBox({ noMdns: true }, { interfaces }))).toEqual(['10.0.0.5', 'osmose.local'])
  expect(hosts(await openTestBox({ noMdns: true }))).toEqual(['localhost', 'osmose.local'])
})

test('a page elsewhere that points its own name at this computer gets the join page, not the app', async () => {
  const box = await openTestBox()
  for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.2', 'localhost.'])
    expect((await ask(box.local, '/healthz', { headers: { host } })).status).toBe(404)
  for (const host of ['localhost', '127.0.0.1:8080', '[::1]:8080', 'LOCALHOST:1'])
    expect((await ask(box.local, '/healthz', { headers: { host } })).status).toBe(200)
})

test('no WebSocket opens over plain http from the network', async () => {
  const box = await openTestBox()
  const upgrade = {
    connection: 'upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
  }
  const status = await new Promise((resolve) => {
    const asked = request(`${box.local}signal`, { headers: { ...LAN, ...upgrade }, agent: false }, (answer) =>
      resolve(answer.statusCode),
    )
    asked.on('upgrade', () => resolve(101)).end()
  })
  expect(status).toBe(404)
})

test('the page speaks the language the browser asks for', async () => {
  const box = await openTestBox()
  const french = await ask(box.local, '/', { headers: { ...LAN, 'accept-language': 'fr-CH, fr;q=0.9, en;q=0.8' } })
  expect(french.text).toContain('Faire confiance à cette boîte')
  expect((await ask(box.local, '/', { headers: LAN })).text).toContain('Trust this box')
  for (const [preferred, language] of [
    ['fr-FR,fr;q=0.9,en;q=0.8', 'fr'],
    ['de, en;q=0.8, fr;q=0.7', 'en'],
    ['de', 'en'],
    ['africaans', 'en'],
  ]) {
    const page = await ask(box.local, '/', { headers: { ...LAN, 'accept-language': preferred ?? '' } })
    expect(page.text).toContain(`<html lang="${language}">`)
  }
})

test('the CA can be taken along, as a certificate and as a profile for iPhones', async () => {
  const box = await openTestBox()
  const ca = await ask(box.local, '/ca.crt', { headers: LAN })
  expect(ca.headers['content-type']).toBe('application/x-x509-ca-cert')
  const { fingerprint256, raw } = new X509Certificate(ca.body)
  expect(fingerprint256.replaceAll(':', '').toLowerCase()).toBe(box.urls.caFingerprint)
  const profile = await ask(box.https, '/osmose.mobileconfig', { ca: box.ca })
  expect(profile.headers['content-type']).toBe('application/x-apple-aspen-config')
  expect(profile.text).toContain(raw.toString('base64'))
  expect(profile.text.match(/<key>PayloadUUID<\/key><string>[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}</g)).toHaveLength(
    2,
  )
})
