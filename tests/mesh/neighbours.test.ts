import { expect, test } from 'vitest'
import { toBase64url } from '../../src/lib/bytes.ts'
import { ok } from '../../src/lib/result.ts'
import type { Credentials } from '../../src/mesh/handshake.ts'
import { startNeighbours, type Neighbours, type Path } from '../../src/mesh/neighbours.ts'
import type { SessionId } from '../../src/protocol/ids.ts'
import type { IntroBody } from '../../src/protocol/link.ts'
import { makePerson, type Person } from '../trust/people.ts'
import { makeBench } from './wires.ts'

/** Devices that trust whoever proves its key, and pass each other introductions by hand. */
async function street(names: readonly string[]) {
  const bench = makeBench('street')
  const { clock, chance } = bench
  const people = (await Promise.all(names.map(() => makePerson()))).sort((a, b) => (a.device < b.device ? -1 : 1))
  const said: { from: string; type: IntroBody['type'] }[] = []
  const houses = new Map<string, Neighbours>()
  const open = (n: number, boot: string, takesIn = true) => {
    const name = names[n] ?? ''
    const random = chance.fork(`${name} ${boot}`).bytes
    const house = startNeighbours({
      device: (people[n] as Person).device,
      boot: boot.padEnd(22, '0'),
      openRtc: bench.openRtcOf(name),
      clock,
      random,
      welcome: () => (takesIn ? credentials(people[n] as Person, random) : undefined),
    })
    houses.set(name, house)
    return house
  }
  /** From one to another; what comes back goes the same way. */
  const path = (from: string, to: string): Path => ({
    send(intro) {
      said.push({ from, type: intro.type })
      bench.soon(1, () => houses.get(to)?.take(path(to, from), intro))
    },
  })
  return { ...bench, open, path, said, people, credentials }
}

const credentials = (person: Person, random: (length: number) => Uint8Array<ArrayBuffer>): Credentials => ({
  signer: person.signer,
  hello: { ...person.hello('R'.repeat(22) as never), nonce: toBase64url(random(16)) },
  claim: () => Promise.resolve({ as: 'resident' }),
  judge: (_claim, theirs) =>
    Promise.resolve(ok({ device: theirs.device, seal: theirs.seal, role: 'screen', admin: false })),
})

test('whoever knocks, the one with the lower id offers, and there is one link (M1)', async () => {
  for (const knocker of ['low', 'high'] as const) {
    const { open, path, said, settle, people } = await street(['low', 'high'])
    const [low, high] = [open(0, 'a'), open(1, 'a')]
    if (knocker === 'low') low.knock(path('low', 'high'))
    else high.knock(path('high', 'low'))
    await settle()
    expect(said.filter(({ type }) => type === 'offer').map(({ from }) => from)).toEqual(['low'])
    expect([low, high].map((house) => house.links().map(({ peer }) => peer.device))).toEqual([
      [people[1]?.device],
      [people[0]?.device],
    ])
  }
})

test('two that knock at each other at once, by two paths, still make one link (M1)', async () => {
  const { open, path, said, settle } = await street(['low', 'high'])
  const [low, high] = [open(0, 'a'), open(1, 'a')]
  for (let n = 0; n < 3; n++) {
    low.knock(path('low', 'high'))
    high.knock(path('high', 'low'))
  }
  await settle()
  expect(said.filter(({ type }) => type === 'offer')).toHaveLength(1)
  expect([low.links().length, high.links().length]).toEqual([1, 1])
  high.knock(path('high', 'low'))
  await settle()
  expect(said.filter(({ type }) => type === 'offer')).toHaveLength(1)
})

test('a device that restarted is another link: the old one is let go (M1)', async () => {
  const { open, path, settle, advance } = await street(['low', 'high'])
  const [low, high] = [open(0, 'a'), open(1, 'a')]
  low.knock(path('low', 'high'))
  await settle()
  const [before] = low.links()
  high.stop()
  const again = open(1, 'b')
  again.knock(path('high', 'low'))
  await advance(1_000)
  expect(before?.isClosed()).toBe(true)
  expect(low.links()).toHaveLength(1)
  expect(low.links()[0]).not.toBe(before)
  expect(again.links()).toHaveLength(1)
})

test('an attempt that does not become a link is given up after twelve seconds, and another may be made (M1)', async () => {
  const { open, path, network, advance } = await street(['low', 'high'])
  const [low, high] = [open(0, 'a'), open(1, 'a')]
  const refusals: unknown[] = []
  low.onRefused(({ reason, proven }) => void refusals.push([reason, proven]))
  network.cut('low', 'high')
  low.knock(path('low', 'high'))
  high.knock(path('high', 'low'))
  await advance(11_000)
  expect(refusals).toEqual([])
  await advance(1_500)
  expect(refusals).toEqual([['timeout', false]])
  network.heal('low', 'high')
  high.knock(path('high', 'low'))
  await advance(1_000)
  expect([low.links().length, high.links().length]).toEqual([1, 1])
})

test('a phone takes nobody in: knocks and offers at it go unanswered (M1)', async () => {
  const { open, path, said, settle, credentials: papers, people, chance } = await street(['screen', 'phone'])
  const [screen, phone] = [open(0, 'a'), open(1, 'a', false)]
  screen.knock(path('screen', 'phone'))
  screen.offer(path('screen', 'phone'), papers(people[0] as Person, chance.bytes))
  await settle()
  expect(said.filter(({ from }) => from === 'phone')).toEqual([])
  phone.offer(path('phone', 'screen'), papers(people[1] as Person, chance.bytes))
  await settle()
  expect([screen.links().length, phone.links().length]).toEqual([1, 1])
})

test('nobody makes a device open more than forty connections at once (M15)', async () => {
  const { open, path, said, settle } = await street(['screen', 'flooder'])
  const screen = open(0, 'a')
  for (let n = 0; n < 60; n++) {
    const from = { device: `${n}`.padStart(43, 'F') as never, boot: `${n}`.padStart(22, 'F') }
    const via = `session ${n}`
    screen.take(
      { ...path('screen', 'nobody'), via },
      {
        ...from,
        type: 'offer',
        attempt: `${n}`.padStart(22, 'F') as SessionId,
        sdp: 'v=0',
      },
    )
  }
  await settle()
  expect(said.filter(({ type }) => type === 'answer')).toHaveLength(40)
})

test('what the other side says before we are ready is not lost (M5)', async () => {
  const { open, path, settle, onFrame } = await street(['low', 'high'])
  const [low, high] = [open(0, 'a'), open(1, 'a')]
  const heard: string[] = []
  for (const house of [low, high])
    house.onLink((link) => {
      link.onMessage((message) => void heard.push(message.type))
      link.send({ type: 'bye', reason: 'only to be heard' })
    })
  let frames = 0
  onFrame(() => void (frames += 1))
  low.knock(path('low', 'high'))
  await settle()
  expect(frames).toBeGreaterThan(6)
  // A farewell is not passed on as a message, but it ends the link for its reason.
  expect([low.links().length, high.links().length]).toEqual([0, 0])
})
