import { once } from 'node:events'
import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { reply } from '../../signaling/answer.ts'
import { openBackups } from '../../signaling/backups.ts'
import { ask, makeFolder, openTestBox } from './setting.ts'

const id = 'AAAAAAAAAAAAAAAAAAAA-_'
const path = `/backup/${id}`
const as = (token: string) => ({ authorization: `Bearer ${token.repeat(22)}` })
const MB = 1024 * 1024

/** Backups alone, under `/ID`, where only so many fit. */
async function serveBackups(most: number): Promise<string> {
  const backups = await openBackups(makeFolder(), most)
  const server = createServer((asked, response) => {
    void backups.answer(asked.url?.slice(1) ?? '', asked).then((answer) => reply(response, answer))
  })
  onTestFinished(() => void server.close())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

test('what was sealed comes back, and a second write replaces it', async () => {
  const box = await openTestBox()
  expect((await ask(box.local, path)).status).toBe(404)
  for (const sealed of [Buffer.alloc(100_000, 1), Buffer.alloc(5, 2)]) {
    expect((await ask(box.local, path, { method: 'PUT', headers: as('a'), body: sealed })).status).toBe(204)
    const { headers, body } = await ask(box.local, path)
    expect(body).toEqual(sealed)
    expect(headers).toMatchObject({ 'content-type': 'application/octet-stream', 'cache-control': 'no-store' })
  }
})

test('the first to write owns the id: others neither write nor delete it', async () => {
  const box = await openTestBox()
  const put = (token: string, body: string) => ask(box.local, path, { method: 'PUT', headers: as(token), body })
  expect((await put('a', 'first')).status).toBe(204)
  expect((await put('b', 'second')).status).toBe(403)
  expect((await ask(box.local, path, { method: 'DELETE', headers: as('b') })).status).toBe(403)
  expect((await ask(box.local, path)).text).toBe('first')
  expect((await ask(box.local, path, { method: 'DELETE', headers: as('a') })).status).toBe(204)
  expect((await ask(box.local, path)).status).toBe(404)
})

test('of two that write first at once, one owns it', async () => {
  const box = await openTestBox()
  const put = (token: string) => ask(box.local, path, { method: 'PUT', headers: as(token), body: token })
  const statuses = (await Promise.all(['a', 'b', 'c', 'd'].map(put))).map(({ status }) => status)
  expect(statuses.toSorted((a, b) => a - b)).toEqual([204, 403, 403, 403])
})

test.each([[{}], [{ authorization: 'Bearer short' }], [{ authorization: `Basic ${'a'.repeat(22)}` }]])(
  'with %j nothing is written',
  async (headers) => {
    const box = await openTestBox()
    expect((await ask(box.local, path, { method: 'PUT', headers, body: 'x' })).status).toBe(401)
    expect(readdirSync(join(box.folder, 'data/backups'))).toEqual([])
  },
)

test('a backup over 32 MB is refused and leaves nothing behind, whether it says its length or not', async () => {
  const box = await openTestBox()
  const body = Buffer.alloc(32 * MB + 1)
  expect((await ask(box.local, path, { method: 'PUT', headers: as('a'), body })).status).toBe(413)
  const chunked = await ask(box.local, path, {
    method: 'PUT',
    headers: { ...as('a'), 'transfer-encoding': 'chunked' },
    body,
  })
  expect(chunked.status).toBe(413)
  expect(readdirSync(join(box.folder, 'data/backups'))).toEqual([])
})

test('when the box is full, what is there can be replaced and no more comes in', async () => {
  const base = await serveBackups(2)
  const put = async (letter: string) =>
    (await ask(base, `/${letter.repeat(22)}`, { method: 'PUT', headers: as('a'), body: letter })).status
  expect([await put('A'), await put('B'), await put('C'), await put('A')]).toEqual([204, 204, 507, 204])
  expect((await ask(base, `/${'A'.repeat(22)}`, { method: 'DELETE', headers: as('a') })).status).toBe(204)
  expect([await put('C'), await put('A')]).toEqual([204, 507])
})

test('a write that breaks off leaves the old backup; nobody else writes meanwhile', async () => {
  const box = await openTestBox()
  const put = (body: string) => ask(box.local, path, { method: 'PUT', headers: as('a'), body })
  await put('old')
  const broken = request(`${box.local}backup/${id}`, {
    method: 'PUT',
    headers: { ...as('a'), 'content-length': MB },
    agent: false,
  })
  broken.on('error', () => {})
  broken.write(Buffer.alloc(0.9 * MB))
  await vi.waitFor(() => expect(readdirSync(join(box.folder, 'data/backups'))).toHaveLength(2))
  expect((await put('meanwhile')).status).toBe(409)
  broken.destroy()
  await vi.waitFor(() => expect(readdirSync(join(box.folder, 'data/backups'))).toHaveLength(1))
  expect((await ask(box.local, path)).text).toBe('old')
  expect((await put('new')).status).toBe(204)
})

test('a first write that breaks off leaves the id to whoever writes it', async () => {
  const box = await openTestBox()
  const broken = request(`${box.local}backup/${id}`, {
    method: 'PUT',
    headers: { ...as('a'), 'content-length': MB },
    agent: false,
  })
  broken.on('error', () => {})
  broken.write('x')
  await vi.waitFor(() => expect(readdirSync(join(box.folder, 'data/backups'))).toHaveLength(1))
  broken.destroy()
  await vi.waitFor(async () =>
    expect((await ask(box.local, path, { method: 'PUT', headers: as('b'), body: 'x' })).status).toBe(204),
  )
})

test('files on disk are named neither by id nor by token', async () => {
  const box = await openTestBox()
  await ask(box.local, path, { method: 'PUT', headers: as('a'), body: 'sealed' })
  const [name = ''] = readdirSync(join(box.folder, 'data/backups'))
  expect(name).toMatch(/^[0-9a-f]{64}\.[0-9a-f]{64}$/)
  expect(readFileSync(join(box.folder, 'data/backups', name), 'latin1')).not.toContain('a'.repeat(22))
})

test('a restart knows what is kept and whose it is, and drops what was half-written', async () => {
  const first = await openTestBox()
  await ask(first.local, path, { method: 'PUT', headers: as('a'), body: 'sealed' })
  await first.stop()
  const folder = join(first.folder, 'data/backups')
  const [name = ''] = readdirSync(folder)
  writeFileSync(join(folder, `${name}.tmp`), 'half')
  const second = await openTestBox({ data: join(first.folder, 'data') })
  expect(readdirSync(folder)).toEqual([name])
  expect((await ask(second.local, path)).text).toBe('sealed')
  expect((await ask(second.local, path, { method: 'DELETE', headers: as('b') })).status).toBe(403)
  expect((await ask(second.local, path, { method: 'DELETE', headers: as('a') })).status).toBe(204)
})

test('pages of another site neither read nor write backups', async () => {
  const box = await openTestBox()
  const headers = { ...as('a'), origin: 'https://evil.example' }
  expect((await ask(box.local, path, { method: 'PUT', headers, body: 'x' })).status).toBe(403)
  expect((await ask(box.local, path, { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403)
})

test('a write with the old token hands the backup on: from then on only the new one writes', async () => {
  const box = await openTestBox()
  const put = (token: string, body: string, next = token) =>
    ask(box.local, path, { method: 'PUT', headers: { ...as(token), 'x-next-token': next.repeat(22) }, body })
  expect((await put('a', 'first')).status).toBe(204)
  expect((await put('c', 'taken', 'c')).status).toBe(403)
  expect((await put('a', 'second', 'b')).status).toBe(204)
  expect((await put('a', 'by who was removed')).status).toBe(403)
  expect((await ask(box.local, path, { method: 'DELETE', headers: as('a') })).status).toBe(403)
  expect((await put('b', 'third')).status).toBe(204)
  expect((await ask(box.local, path)).text).toBe('third')
})

test('the plug pulled while a backup was handed on: the newer of the two is kept', async () => {
  const folder = makeFolder()
  const [id, old, next] = ['1', '2', '3'].map((digit) => digit.repeat(64)) as [string, string, string]
  writeFileSync(join(folder, `${id}.${next}`), 'newer')
  writeFileSync(join(folder, `${id}.${old}`), 'older')
  utimesSync(join(folder, `${id}.${old}`), 1, 1)
  await openBackups(folder)
  expect(readdirSync(folder)).toEqual([`${id}.${next}`])
})
