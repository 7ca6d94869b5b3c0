import * as v from 'valibot'
import * as Y from 'yjs'
import { describe, expect, test } from 'vitest'
import type { Clock } from '../../src/lib/clock.ts'
import { err, ok } from '../../src/lib/result.ts'
import type { PlacedOffer } from '../../src/room/offers.ts'
import { choose, type Standing } from '../../src/services/choose.ts'
import { fieldsOf } from '../../src/services/fields.ts'
import { makeRunner } from '../../src/services/runner.ts'
import { service, type Asked, type Service } from '../../src/services/service.ts'
import { authorize } from '../../src/trust/authorize.ts'
import type { Peer } from '../../src/trust/judge.ts'
import { named, sealOf } from '../trust/people.ts'
import { hostOf } from './host.ts'

const [mia, jo] = ['mia', 'jo'].map(
  (who): Peer => ({
    device: named(who),
    seal: sealOf(who),
    role: 'member',
    admin: false,
  }),
) as [Peer, Peer]
const outsider: Peer = { ...mia, role: 'newcomer' }

function handClock() {
  let nowMs = 0
  const waiting = new Set<{ atMs: number; run: () => void }>()
  const clock: Clock = {
    now: () => nowMs,
    after(ms, run) {
      const one = { atMs: nowMs + ms, run }
      waiting.add(one)
      return () => void waiting.delete(one)
    },
    every: () => () => {},
  }
  const pass = async (ms: number) => {
    nowMs += ms
    for (const one of [...waiting]) if (one.atMs <= nowMs && waiting.delete(one)) one.run()
    await Promise.resolve()
  }
  return { clock, pass, waiting: () => waiting.size }
}

/** A screen that offers these, and a clock turned by hand. */
function offering(...services: Service[]) {
  const { clock, pass, waiting } = handClock()
  const runner = makeRunner({
    services,
    clock,
    refused: (who, ask) => {
      const answer = authorize(who, ask, { visitorsMay: { addNotes: true, show: true, files: true } })
      return answer === 'allowed' ? undefined : answer
    },
    host: hostOf(new Y.Doc(), clock.now),
  })
  return { runner, pass, waiting }
}
const asking = (kind: string, args: unknown = {}, more: Partial<Asked> = {}): Asked => ({
  id: 'A'.repeat(22),
  ...{ kind, args },
  ...more,
})
const thing = (run: Service['run'], more: Partial<Service> = {}) =>
  service({ kind: 'a.thing', version: 1, needs: 'service.call', args: v.object({}), run, ...more })

test('what is asked for in its own words is done, and its answer comes back', async () => {
  const twice = service({
    kind: 'number.double',
    version: 1,
    needs: 'service.call',
    args: v.object({ of: v.number() }),
    run: (_host, { of }, { by }) => ({ answer: { twice: 2 * of, for: by.byName } }),
  })
  const { runner, waiting } = offering(twice)
  expect(await runner.run(mia, asking('number.double', { of: 21 }))).toEqual(ok({ twice: 42, for: 'Mia' }))
  expect(await runner.run(mia, asking('number.double', { of: 'x' }))).toEqual(err('malformed'))
  expect(await runner.run(outsider, asking('number.double', { of: 21 }))).toEqual(err('not-admitted'))
  expect(await runner.run(mia, asking('number.triple'))).toEqual(err('no-service'))
  expect([runner.load(), waiting()]).toEqual([0, 0])
})

describe('a service that misbehaves harms its own answer and nothing else', () => {
  const cyclic: Record<string, unknown> = {}
  cyclic['itself'] = cyclic
  test.each<[string, Service['run']]>([
    [
      'throws at once',
      () => {
        throw new Error('a secret')
      },
    ],
    ['throws later', () => Promise.reject(new Error('a secret'))],
    ['answers what is no JSON', () => ({ answer: () => 1 })],
    ['answers what has no end', () => ({ answer: cyclic })],
    ['answers more than a frame holds', () => ({ answer: 'x'.repeat(20_000) })],
  ])('one that %s', async (_, run) => {
    const { runner } = offering(thing(run), service({ ...thing(() => ({ answer: 1 })), kind: 'other' }))
    const answer = await runner.run(mia, asking('a.thing'))
    expect(answer).toEqual(err('service-failed'))
    expect(JSON.stringify(answer)).not.toContain('secret')
    expect(await runner.run(mia, asking('other'))).toEqual(ok(1))
  })

  test('one that hangs is given up when its time is over, and told so', async () => {
    let signal: AbortSignal | undefined
    const hangs = thing((_host, _args, caller) => {
      signal = caller.signal
      return new Promise(() => {})
    })
    const { runner, pass } = offering(hangs)
    const asked = runner.run(mia, asking('a.thing'))
    await pass(3_999)
    expect([runner.load(), signal?.aborted]).toEqual([1, false])
    await pass(1)
    expect(await asked).toEqual(err('service-late'))
    expect([runner.load(), signal?.aborted]).toEqual([0, true])
  })

  test('a caller who cannot wait that long says so, and nobody waits longer than the service allows', async () => {
    const { runner, pass } = offering(thing(() => new Promise(() => {}), { withinMs: 1_000 }))
    const [soon, ever] = [100, 20_000].map((withinMs) => runner.run(mia, asking('a.thing', {}, { withinMs })))
    await pass(100)
    expect(await soon).toEqual(err('service-late'))
    await pass(900)
    expect(await ever).toEqual(err('service-late'))
  })

  test('one that floods meets its bound, and leaves room for others', async () => {
    const { runner, pass } = offering(thing(() => new Promise(() => {})))
    const asked = Array.from({ length: 10 }, () => runner.run(mia, asking('a.thing')))
    expect(await asked[4]).toEqual(err('service-busy'))
    expect(runner.load()).toBe(4)
    void runner.run(jo, asking('a.thing'))
    expect(runner.load()).toBe(5)
    await pass(4_000)
    expect(await asked[0]).toEqual(err('service-late'))
    expect(runner.load()).toBe(0)
  })
})

test('who asked may take it back, and nobody else', async () => {
  let aborted = false
  const slow = thing((_host, _args, { signal }) => {
    signal.addEventListener('abort', () => (aborted = true))
    return new Promise(() => {})
  })
  const { runner } = offering(slow)
  const asked = runner.run(mia, asking('a.thing'))
  runner.cancel(jo.device, 'A'.repeat(22))
  expect([runner.load(), aborted]).toEqual([1, false])
  runner.cancel(mia.device, 'A'.repeat(22))
  expect(await asked).toEqual(err('cancelled'))
  expect([runner.load(), aborted]).toEqual([0, true])
})

test('arguments are said so that a form can be made of them', () => {
  const schema = v.object({
    text: v.pipe(v.string(), v.maxLength(9)),
    count: v.number(),
    loud: v.optional(v.boolean(), false),
    colour: v.picklist(['red', 'green']),
    list: v.array(v.string()),
  })
  expect(fieldsOf(schema)).toEqual([
    { name: 'text', is: 'text' },
    { name: 'count', is: 'number' },
    { name: 'loud', is: 'yes-no', optional: true },
    { name: 'colour', is: 'choice', choices: ['red', 'green'] },
    { name: 'list', is: 'other' },
  ])
  expect(fieldsOf(v.string())).toEqual([])
})

describe('of several that do the same', () => {
  const offer = (who: string, place: string): PlacedOffer => ({
    ...{ kind: 'a.thing', version: 1, needs: 'service.call', fields: [], place },
    device: named(who),
  })
  const here: Standing = { isNear: true, load: 0, latencyMs: 10 }
  const among = (offers: PlacedOffer[], standings: Record<string, Partial<Standing>>, on?: string) =>
    choose(offers, { kind: 'a.thing', place: 'P', on: on === undefined ? undefined : named(on) }, (device) => {
      const [, said] = Object.entries(standings).find(([who]) => named(who) === device) ?? []
      return { ...here, ...said }
    })
  const both = [offer('a', 'P'), offer('b', 'P')]
  test.each<[string, PlacedOffer[], Record<string, Partial<Standing>>, string]>([
    ['the one at the same place', [offer('a', 'Q'), offer('b', 'P')], { b: { load: 9, latencyMs: 900 } }, 'b'],
    ['then the one with least to do', both, { a: { load: 2 }, b: { load: 1, latencyMs: 900 } }, 'b'],
    ['then the one that answers fastest', both, { b: { latencyMs: 3 } }, 'b'],
    ['and never one out of reach', both, { a: { isNear: false }, b: { load: 9 } }, 'b'],
  ])('%s is asked', (_, offers, standings, chosen) => expect(among(offers, standings)).toBe(named(chosen)))

  test('one named is asked and no other, and what cannot be is said by its name', () => {
    expect(among(both, { b: { load: 9 } }, 'b')).toBe(named('b'))
    expect(among(both, { b: { isNear: false } }, 'b')).toBe('service-away')
    expect(among(both, { a: { isNear: false }, b: { isNear: false } })).toBe('service-away')
    expect(among([], {})).toBe('no-service')
    expect(among(both, {}, 'c')).toBe('no-service')
  })
})
