import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as Y from 'yjs'
import { expect, test } from 'vitest'
import { err, ok } from '../../src/lib/result.ts'
import { BUILT_IN } from '../../src/services/built-in/index.ts'
import { makeRunner } from '../../src/services/runner.ts'
import { serviceReasonsEn } from '../../src/ui/strings/service-reasons.en.ts'
import { plantsWater } from '../services/example/plants-water.ts'
import { hostOf } from '../services/host.ts'
import { named, sealOf } from '../trust/people.ts'

const ROOT = join(import.meta.dirname, '../..')
const page = await readFile(join(ROOT, 'docs/services.md'), 'utf8')

test('the service in docs/services.md is the one that is compiled and run here', async () => {
  const [, shown = ''] = /```ts\n(.*?)```/s.exec(page) ?? []
  const file = await readFile(join(ROOT, 'tests/services/example/plants-water.ts'), 'utf8')
  // It stands in another folder, and is otherwise the same.
  expect(shown).toBe(file.replaceAll('../../../src/services/', '../').replaceAll('../../../src/room/', '../../room/'))
  expect(file.split('\n').length).toBeLessThan(31)
})

test('the page of another origin in docs/services.md is the one that is served in the journey', async () => {
  const [, shown = ''] = /```js\n(.*?)```/s.exec(page) ?? []
  expect(shown).toBe(await readFile(join(ROOT, 'docs/services-page/slides.js'), 'utf8'))
  expect(shown.split('\n').length).toBeLessThan(22)
})

test('it does what the page says', async () => {
  let nowMs = 1_000_000
  const host = hostOf(new Y.Doc(), () => nowMs)
  const clock = { now: () => nowMs, after: () => () => {}, every: () => () => {} }
  const runner = makeRunner({ services: [plantsWater], host, clock, refused: () => undefined })
  const mia = { device: named('mia'), seal: sealOf('mia'), role: 'member' as const, admin: false }
  const water = (litres: unknown) => runner.run(mia, { id: 'A'.repeat(22), kind: 'plants.water', args: { litres } })
  expect(await water('much')).toEqual(err('malformed'))
  expect(await water(2)).toEqual(ok({ beforeMs: null }))
  expect(await water(2)).toEqual(err('plants-wet'))
  nowMs += 7 * 3_600_000
  expect(await water(1)).toEqual(ok({ beforeMs: 1_000_000 }))
})

test('every reason of the page is one that is said, and every built-in service is of another kind', () => {
  const told = [...page.matchAll(/`(service-[a-z]+|no-service)`/g)].map(([, reason = '']) => reason)
  for (const reason of told.filter((one) => !one.endsWith('-reasons')))
    expect(Object.keys(serviceReasonsEn)).toContain(reason)
  expect(new Set(BUILT_IN.map(({ kind }) => kind)).size).toBe(BUILT_IN.length)
})
