import { readdirSync, readFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { openBackups } from '../../signaling/backups.ts'
import { ask, openTestBox } from './setting.ts'

const id = 'AAAAAAAAAAAAAAAAAAAA-_'
const path = `/backup/${id}`
const as = (token: string) => ({ authorization: `Bearer ${token.repeat(22)}` })
const MB = 1024 * 1024

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

test('when the box is full, what is there stays and no more comes in', async () => {
  const box = await openTestBox({ backupTotalMb: 1 })
  const put = (to: string, bytes: number) =>
    ask(box.local, to, { method: 'PUT', headers: as('a'), body: Buffer.alloc(bytes) })
  const other = `/backup/${'B'.repeat(22)}`
  expect((await put(path, 0.7 * MB)).status).toBe(204)
  expect((await put(other, 0.7 * MB)).status).toBe(507)
  expect((await put(other, 0.2 * MB)).status).toBe(204)
  expect((await ask(box.local, path, { method: 'DELETE', headers: as('a') })).status).toBe(204)
  expect((await put(other, 0.7 * MB)).status).toBe(204)
  expect((await ask(box.local, other)).body).toHaveLength(Math.floor(0.7 * MB))
})

test('a write that breaks off leaves the old backup, and room for the next', async () => {
  const box = await openTestBox({ backupTotalMb: 1 })
  await ask(box.local, path, { method: 'PUT', headers: as('a'), body: 'old' })
  const broken = request(`${box.local}backup/${id}`, {
    method: 'PUT',
    headers: { ...as('a'), 'content-length': MB },
    agent: false,
  })
  broken.on('error', () => {})
  broken.write(Buffer.alloc(0.9 * MB))
  await vi.waitFor(() => expect(readdirSync(join(box.folder, 'data/backups'))).toHaveLength(2))
  broken.destroy()
  await vi.waitFor(() => expect(readdirSync(join(box.folder, 'data/backups'))).toHaveLength(1))
  expect((await ask(box.local, path)).text).toBe('old')
  expect((await ask(box.local, path, { method: 'PUT', headers: as('a'), body: Buffer.alloc(0.9 * MB) })).status).toBe(
    204,
  )
})

test('files on disk are named neither by id nor by token', async () => {
  const box = await openTestBox()
  await ask(box.local, path, { method: 'PUT', headers: as('a'), body: 'sealed' })
  const [name = ''] = readdirSync(join(box.folder, 'data/backups'))
  expect(name).toMatch(/^[0-9a-f]{64}$/)
  expect(readFileSync(join(box.folder, 'data/backups', name), 'latin1')).not.toContain('a'.repeat(22))
})

test('a restart knows what is kept, and drops what was half-written', async () => {
  const first = await openTestBox({ backupTotalMb: 1 })
  await ask(first.local, path, { method: 'PUT', headers: as('a'), body: Buffer.alloc(0.9 * MB) })
  await first.stop()
  const second = await openTestBox({ backupTotalMb: 1, data: join(first.folder, 'data') })
  expect((await ask(second.local, path)).body).toHaveLength(Math.floor(0.9 * MB))
  const put = await ask(second.local, `/backup/${'B'.repeat(22)}`, {
    method: 'PUT',
    headers: as('b'),
    body: Buffer.alloc(0.5 * MB),
  })
  expect(put.status).toBe(507)
  await expect(openBackups(join(first.folder, 'data/backups'), MB)).resolves.toBeDefined()
})

test('who asks for backups all the time waits', async () => {
  const box = await openTestBox({ backupsPerHour: 3 })
  const statuses = []
  for (let i = 0; i < 4; i++) statuses.push((await ask(box.local, path)).status)
  expect(statuses).toEqual([404, 404, 404, 429])
  await box.clock.turn(1_200_000)
  expect((await ask(box.local, path)).status).toBe(404)
})

test('pages of another site neither read nor write backups', async () => {
  const box = await openTestBox()
  const headers = { ...as('a'), origin: 'https://evil.example' }
  expect((await ask(box.local, path, { method: 'PUT', headers, body: 'x' })).status).toBe(403)
  expect((await ask(box.local, path, { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403)
})
