import { expect, test } from 'vitest'
import { toBase64url } from '../../src/lib/bytes.ts'
import { ok } from '../../src/lib/result.ts'
import type { Credentials } from '../../src/mesh/handshake.ts'
import { startNeighbours, type Neighbours, type Path } from '../../src/mesh/neighbours.ts'
import type { SessionId } from '../../src/protocol/ids.ts'
import type { IntroBody } from '../../src/protocol/link.ts'
import { isRelayed, makeOpenRelay } from '../../src/mesh/relay.ts'
import { makePerson, type Person } from '../trust/people.ts'
import { makeRelayBox } from './relayed.ts'
import { makeBench } from './wires.ts'

/** Devices that trust whoever proves its key, and pass each other introductions by hand. */
async function street(names: readonly string[]) {
  const bench = makeBench('street')
  const { clock, chance } = bench
  const relay = makeRelayBox(bench.soon)
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
      openRelay: makeOpenRelay({ box: relay.client(`${name}-${boot}`).box, random }),
      clock,
      random,
      welcome: () => (takesIn ? credentials(people[n] as Person, random) : undefined),
    })
    houses.set(name, house)
    return house
  }
  /** From one to another; what comes back goes the same way, and so does the will of whoever carries it. */
  const path = (
    from: string,
    to: string,
    will: (intro: IntroBody) => Promise<IntroBody> = async (intro) => intro,
  ): Path => ({
    send(intro) {
      said.push({ from, type: intro.type })
      void will(intro).then((told) => bench.soon(1, () => houses.get(to)?.take(path(to, from, will), told)))
    },
  })
  return { ...bench, open, path, said, people, credentials, relay }
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

test('an offer that nobody answers is given up after twelve seconds (M1)', async () => {
  const { open, path, advance, credentials: papers, people, chance } = await street(['low', 'high'])
  const low = open(0, 'a')
  const refusals: unknown[] = []
  low.onRefused(({ reason, proven }) => void refusals.push([reason, proven]))
  low.offer(path('low', 'nobody'), papers(people[0] as Person, chance.bytes))
  await advance(11_000)
  expect(refusals).toEqual([])
  await advance(1_500)
  expect(refusals).toEqual([['timeout', false]])
})

test('an attempt that was answered and finds no way is given up after four seconds, and another may be made (M1)', async () => {
  const { open, path, network, advance, relay } = await street(['low', 'high'])
  const [low, high] = [open(0, 'a'), open(1, 'a')]
  const refusals: unknown[] = []
  low.onRefused(({ reason, proven }) => void refusals.push([reason, proven]))
  network.cut('low', 'high')
  relay.hostile(() => [])
  low.knock(path('low', 'high'))
  high.knock(path('high', 'low'))
  await advance(3_900)
  expect(refusals).toEqual([])
  await advance(300)
  expect(refusals).toEqual([['timeout', false]])
  network.heal('low', 'high')
  high.knock(path('high', 'low'))
  await advance(1_000)
  expect([low.links().length, high.links().length]).toEqual([1, 1])
})

test('who gives an attempt up says so: the other end waits for nothing, and takes the next one at once (M1)', async () => {
  for (const quitter of ['offerer', 'answerer'] as const) {
    const {
      open,
      path,
      network,
      advance,
      relay,
      said,
      credentials: papers,
      people,
      chance,
    } = await street(['low', 'high'])
    const [low, high] = [open(0, 'a'), open(1, 'a')]
    network.cut('low', 'high')
    relay.hostile(() => [])
    const ended: string[] = []
    const [one, other] = quitter === 'offerer' ? [low, high] : [high, low]
    other.onRefused(({ reason }) => void ended.push(reason))
    low.offer(path('low', 'high'), papers(people[0] as Person, chance.bytes))
    await advance(1_000)
    expect(ended).toEqual([])
    one.stop()
    await advance(100)
    expect([quitter, ended]).toEqual([quitter, ['timeout']])
    // What was ended by the other's word is not said to be ended once more.
    expect(said.filter(({ type }) => type === 'end')).toHaveLength(1)
  }
})

test('nobody ends an attempt of two others (M1)', async () => {
  const { open, path, network, advance, relay } = await street(['low', 'high'])
  const [low, high] = [open(0, 'a'), open(1, 'a')]
  const refusals: unknown[] = []
  low.onRefused((refusal) => void refusals.push(refusal))
  network.cut('low', 'high')
  relay.hostile(() => [])
  let attempt = '' as SessionId
  const heard = path('high', 'low', async (intro) => {
    if ('attempt' in intro) attempt = intro.attempt
    return intro
  })
  high.knock(heard)
  await advance(1_000)
  low.take(path('low', 'high'), { device: 'F'.repeat(43) as never, boot: 'F'.repeat(22), type: 'end', attempt })
  await advance(100)
  expect([attempt.length, refusals]).toEqual([22, []])
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

test('where no direct path exists, the two are linked through the box, by one attempt and as by any other way (M21)', async () => {
  const { open, path, network, advance, people, relay } = await street(['low', 'high'])
  const [low, high] = [open(0, 'a'), open(1, 'a')]
  network.cut('low', 'high')
  const refused: string[] = []
  for (const house of [low, high]) house.onRefused(({ reason }) => void refused.push(reason))
  high.knock(path('high', 'low'))
  await advance(390)
  expect([low.links().length, relay.passed.length]).toEqual([0, 0])
  await advance(800)
  expect([low, high].map((house) => house.links().map(({ peer }) => peer.device))).toEqual([
    [people[1]?.device],
    [people[0]?.device],
  ])
  const heard: string[] = []
  high.links()[0]?.onMessage((message) => void heard.push(message.type))
  low.links()[0]?.send({ type: 'have', ids: [] })
  await advance(20_000)
  expect([heard, refused]).toEqual([['have'], []])
  expect(low.links()[0]?.isClosed()).toBe(false)
})

test('a direct path that opens in time is used, and the box is asked for nothing (M21)', async () => {
  const { open, path, advance, relay } = await street(['low', 'high'])
  const [low, high] = [open(0, 'a'), open(1, 'a')]
  low.knock(path('low', 'high'))
  await advance(15_000)
  expect([low.links().length, high.links().length, relay.passed.length]).toEqual([1, 1, 0])
})

test('a direct path that opens within half a second of the one through the box is the one used (M21)', async () => {
  const { open, path, network, advance, relay } = await street(['low', 'high'])
  const [low, high] = [open(0, 'a'), open(1, 'a')]
  network.cut('low', 'high')
  low.knock(path('low', 'high'))
  await advance(800)
  expect(relay.passed).not.toEqual([])
  network.heal('low', 'high')
  await advance(200)
  expect([low.links().length, high.links().length]).toEqual([1, 1])
  // What opened is closed again, and then the box has nothing more of theirs to pass on.
  const passed = relay.passed.length
  low.links()[0]?.send({ type: 'have', ids: [] })
  await advance(1_000)
  expect([relay.passed.length, low.links()[0]?.isClosed()]).toEqual([passed, false])
})

test('who was linked through the box last is asked both ways at once the next time (M21)', async () => {
  const { open, path, network, advance, relay } = await street(['low', 'high'])
  const [low, high] = [open(0, 'a'), open(1, 'a')]
  network.cut('low', 'high')
  low.knock(path('low', 'high'))
  await advance(2_000)
  low.links()[0]?.close('stopped')
  await advance(100)
  expect(high.links()).toEqual([])
  const passed = relay.passed.length
  low.knock(path('low', 'high'))
  await advance(100)
  expect(relay.passed.length).toBeGreaterThan(passed)
  await advance(700)
  expect([low.links().length, high.links().length]).toEqual([1, 1])
})

test('a direct path that opens just as the box is asked, or chosen, makes one link at both ends, whichever came first (M21)', async () => {
  for (const afterMs of [
    380, 395, 400, 401, 402, 404, 408, 430, 840, 860, 880, 890, 895, 900, 902, 904, 906, 908, 915,
  ]) {
    const { open, path, network, advance, people } = await street(['low', 'high'])
    const [low, high] = [open(0, 'a'), open(1, 'a')]
    network.cut('low', 'high')
    low.knock(path('low', 'high'))
    await advance(afterMs)
    network.heal('low', 'high')
    await advance(3_000)
    const heard: string[] = []
    high.linkTo(people[0]?.device as never)?.onMessage((message) => void heard.push(message.type))
    low.linkTo(people[1]?.device as never)?.send({ type: 'have', ids: [] })
    await advance(100)
    expect([afterMs, low.links().length, high.links().length, heard]).toEqual([afterMs, 1, 1, ['have']])
  }
})

test('who stands between two as their relay is found out by the handshake (M3, M21)', async () => {
  const { open, path, network, advance, relay, chance } = await street(['low', 'high'])
  const [low, high] = [open(0, 'a'), open(1, 'a')]
  network.cut('low', 'high')
  const refused: string[] = []
  for (const house of [low, high]) house.onRefused(({ reason }) => void refused.push(reason))
  // The box opens both ends itself, and passes on in the clear what it hears from each.
  const middle = ['to-low', 'to-high'].map((name) =>
    makeOpenRelay({ box: relay.client(name).box, random: chance.fork(name).bytes }),
  ) as [ReturnType<typeof makeOpenRelay>, ReturnType<typeof makeOpenRelay>]
  const silent = { onCandidates: () => {}, onOpen: () => {}, onClose: () => {} }
  const [toLow, toHigh] = middle.map((openMiddle) => openMiddle(['control', 'calls'], silent)) as [
    ReturnType<(typeof middle)[0]>,
    ReturnType<(typeof middle)[0]>,
  ]
  for (const [one, other] of [
    [toLow, toHigh],
    [toHigh, toLow],
  ] as const)
    one.channels.forEach((channel, n) => channel.onMessage((frame) => other.channels[n]?.send(frame)))
  const carried: string[] = []
  let answerLow = () => Promise.resolve('')
  const between = path('high', 'low', async (intro) => {
    if (!('sdp' in intro) || !isRelayed(intro.sdp)) return intro
    carried.push(intro.type)
    if (intro.type === 'offer') {
      answerLow = () => toLow.answer(intro.sdp)
      return { ...intro, sdp: await toHigh.offer() }
    }
    await toHigh.accept(intro.sdp)
    return { ...intro, sdp: await answerLow() }
  })
  high.knock(between)
  await advance(20_000)
  expect(carried).toEqual(['offer', 'answer'])
  expect(refused).toContain('bad-signature')
  expect([low.links().length, high.links().length]).toEqual([0, 0])
})
