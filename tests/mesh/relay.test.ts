import { expect, test } from 'vitest'
import { toBase64url, utf8, type Bytes } from '../../src/lib/bytes.ts'
import { makeOpenRelay, WINDOW_BYTES } from '../../src/mesh/relay.ts'
import type { RtcConnection } from '../../src/mesh/rtc.ts'
import { fingerprintOf } from '../../src/trust/transcript.ts'
import { makeBench } from './wires.ts'
import { makeRelayBox, type Relayed } from './relayed.ts'

type End = { connection: RtcConnection; heard: string[]; states: string[]; frames: Bytes[] }

/** Ana and the hall, with a box between them and no other way. */
async function twoEnds(channels: readonly string[] = ['control', 'calls']) {
  const bench = makeBench('relay')
  const relay = makeRelayBox(bench.soon)
  const [ana, hall] = ['ana', 'hall'].map((name) => {
    const client = relay.client(name)
    return { ...client, open: makeOpenRelay({ box: client.box, random: bench.chance.fork(name).bytes }) }
  }) as [Client, Client]
  const endOf = ({ open }: Client): End => {
    const end: Omit<End, 'connection'> = { heard: [], states: [], frames: [] }
    const connection = open(channels, {
      onCandidates: () => end.states.push('candidates'),
      onOpen: () => end.states.push('open'),
      onClose: () => end.states.push('closed'),
    })
    connection.channels.forEach((channel, n) =>
      channel.onMessage((frame) => {
        end.frames.push(frame)
        end.heard.push(`${n} ${new TextDecoder().decode(frame)}`)
      }),
    )
    return { ...end, connection }
  }
  const [a, b] = [endOf(ana), endOf(hall)]
  const meet = async () => {
    const offer = await a.connection.offer()
    await a.connection.accept(await b.connection.answer(offer))
    await bench.settle()
  }
  return { ...bench, relay, ana, hall, a, b, meet, endOf }
}
type Client = ReturnType<ReturnType<typeof makeRelayBox>['client']> & { open: ReturnType<typeof makeOpenRelay> }

const say = (end: End, channel: number, text: string) => end.connection.channels[channel]?.send(utf8(text))

test('two ends open once both know each other, and each channel keeps its order (M21)', async () => {
  const { a, b, meet, settle } = await twoEnds()
  expect(say(a, 0, 'too early')).toBe(false)
  await meet()
  expect([a.states, b.states]).toEqual([['open'], ['open']])
  for (let n = 0; n < 20; n++) say(a, n % 2, `from ana ${n}`)
  say(b, 1, 'from the hall')
  await settle()
  for (const channel of [0, 1])
    expect(b.heard.filter((line) => line.startsWith(`${channel}`))).toEqual(
      Array.from({ length: 10 }, (_, n) => `${channel} from ana ${2 * n + channel}`),
    )
  expect(a.heard).toEqual(['1 from the hall'])
})

test('the box sees nothing of what is said, and no two frames alike (M21)', async () => {
  const { a, relay, meet, settle } = await twoEnds()
  await meet()
  for (let n = 0; n < 30; n++) say(a, 0, 'the same words')
  await settle()
  const seen = relay.passed.map(({ body }) => body.slice(12))
  expect(new Set(seen).size).toBe(seen.length)
  expect(relay.passed.some(({ body }) => body.includes(toBase64url(utf8('same words')).slice(2, -2)))).toBe(false)
})

const ways: [string, (frames: Relayed[], addressOfAna: string) => Relayed[]][] = [
  ['alters a bit of it', ([first, ...rest]) => (first ? [{ ...first, body: flipped(first.body) }, ...rest] : [])],
  ['sends it twice', ([first, ...rest]) => (first ? [first, first, ...rest] : [])],
  ['leaves one out', ([first, , ...rest]) => (first ? [first, ...rest] : [])],
  ['swaps two', ([first, second, ...rest]) => (first && second ? [second, first, ...rest] : [])],
  [
    'sends it back to who said it',
    ([first], address) =>
      first ? [{ from: first.to, to: first.from, body: address + first.body.slice(address.length) }] : [],
  ],
]
test.each(ways)('a box that %s ends the connection, and nothing wrong is heard (M21)', async (_, meddle) => {
  const { a, b, ana, relay, meet, settle } = await twoEnds()
  await meet()
  const caught: Relayed[] = []
  relay.hostile((frame) => (caught.push(frame), []))
  for (let n = 0; n < 4; n++) say(a, 0, `${n}`)
  await settle()
  relay.hostile((frame) => [frame])
  const addressOfAna = relay.passed.find(({ to }) => to === ana.session)?.body.slice(0, 12) ?? ''
  for (const frame of meddle(caught, addressOfAna)) relay.inject(frame)
  await settle()
  expect([a, b].some(({ states }) => states.includes('closed'))).toBe(true)
  expect(a.heard).toEqual([])
  expect(['0 0', '0 1', '0 2', '0 3'].join()).toContain(b.heard.join())
})

const flipped = (body: string) => `${body.slice(0, 30)}${body[30] === 'A' ? 'B' : 'A'}${body.slice(31)}`

test('a frame of another session is nobody’s, and one to no address is dropped (M21)', async () => {
  const { a, b, relay, meet, settle } = await twoEnds()
  const mallory = relay.client('mallory')
  await meet()
  say(a, 0, 'one')
  const frame = relay.passed.at(-1) ?? relay.passed[0]
  await settle()
  relay.inject({ ...(relay.passed.at(-1) as Relayed), from: mallory.session })
  relay.inject({ from: mallory.session, to: (frame as Relayed).to, body: 'x'.repeat(60) })
  say(a, 0, 'two')
  await settle()
  expect([b.heard, b.states]).toEqual([['0 one', '0 two'], ['open']])
})

test('a box that puts itself between them gives each another fingerprint than the other has (M21)', async () => {
  const { ana, hall, endOf, a, b } = await twoEnds()
  const [toHall, toAna] = [endOf(ana), endOf(hall)]
  const offer = await a.connection.offer()
  const answer = await toAna.connection.answer(offer)
  await a.connection.accept(answer)
  await toHall.connection.accept(await b.connection.answer(await toHall.connection.offer()))
  const printsOf = ({ connection }: End) => {
    const texts = connection.descriptions()
    return texts && [fingerprintOf(texts.mine), fingerprintOf(texts.theirs)]
  }
  const [atAna, atHall] = [printsOf(a), printsOf(b)]
  expect(atAna?.every((print) => print !== undefined)).toBe(true)
  // Had nobody stood between them, these would be equal two by two.
  expect(atAna?.[0]).not.toBe(atHall?.[1])
  expect(atAna?.[1]).not.toBe(atHall?.[0])
})

test('both ends have the same two fingerprints, and they cover session, address and key (M21)', async () => {
  const { a, b, meet } = await twoEnds()
  await meet()
  const [mine, theirs] = [a, b].map(({ connection }) => connection.descriptions())
  expect([mine?.mine, mine?.theirs]).toEqual([theirs?.theirs, theirs?.mine])
  const prints = [mine, theirs].map((texts) => fingerprintOf(texts?.mine ?? ''))
  expect(new Set(prints).size).toBe(2)
})

test('no more than a window waits at the box, however much is written and however slowly it is taken (M22)', async () => {
  const { a, b, relay, meet, settle } = await twoEnds()
  await meet()
  let waiting = 0
  let most = 0
  const held: Relayed[] = []
  relay.hostile((frame) => {
    waiting += frame.body.length
    most = Math.max(most, waiting)
    held.push(frame)
    return []
  })
  const frame = new Uint8Array(48 * 1024)
  for (let n = 0; n < 40; n++) a.connection.channels[0]?.send(frame)
  expect(a.connection.channels[0]?.bufferedBytes()).toBeGreaterThan(30 * frame.length)
  await settle()
  for (let n = 0; n < 400 && held.length > 0; n++) {
    const next = held.shift() as Relayed
    waiting -= next.body.length
    relay.inject(next)
    await settle()
  }
  expect(b.frames.length).toBe(40)
  expect(most).toBeLessThan((WINDOW_BYTES + frame.length) * 1.5)
})

test('a full channel is fed again when it has drained, and a call passes a document on its way (M22, M14)', async () => {
  const { a, b, meet, settle } = await twoEnds()
  await meet()
  let drained = 0
  a.connection.channels[0]?.onDrained(() => (drained += 1))
  for (let n = 0; n < 30; n++) a.connection.channels[0]?.send(new Uint8Array(48 * 1024))
  say(a, 1, 'a call')
  await settle()
  expect(drained).toBe(1)
  expect(b.heard.findIndex((line) => line === '1 a call')).toBeLessThan(6)
  expect(b.frames.length).toBe(31)
})

test('whoever closes, the other hears of it; a lost box or a lost session ends it on this side (M21)', async () => {
  for (const how of ['close', 'box', 'session'] as const) {
    const { a, b, hall, relay, meet, settle } = await twoEnds()
    await meet()
    if (how === 'close') b.connection.close()
    if (how === 'box') hall.lose()
    if (how === 'session') relay.forget(hall.session)
    say(a, 0, 'anybody there?')
    await settle()
    expect([how, how === 'session' ? a.states : b.states]).toEqual([how, ['open', 'closed']])
    if (how === 'close') expect(a.states).toEqual(['open', 'closed'])
    expect(say(how === 'session' ? a : b, 0, 'again')).toBe(false)
  }
})

test('without a box there is no offer, and what is no description of ours is refused (M21)', async () => {
  const { a, ana, b } = await twoEnds()
  ana.lose()
  await expect(a.connection.offer()).rejects.toThrow('the box relays nothing now')
  for (const text of ['v=0\r\no=- 1 2 IN IP4 127.0.0.1', 'osmose relay 1 short', ''])
    await expect(b.connection.answer(text)).rejects.toThrow('not a description')
  expect(b.states).toEqual([])
})
