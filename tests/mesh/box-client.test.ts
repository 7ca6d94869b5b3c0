import { expect, test } from 'vitest'
import { makeChance } from '../simulation/chance.ts'
import { clockOver, makeTimeline } from '../simulation/time.ts'
import { freshSocketWire, startBoxClient, type OpenWire } from '../../src/mesh/box-client.ts'
import type { SessionId, TopicId } from '../../src/protocol/ids.ts'
import type { BoxMessage, ClientMessage } from '../../src/protocol/signal.ts'

type Kind = 'socket' | 'events'
/** A try to reach the box: the test decides what becomes of it. */
type Try = {
  kind: Kind
  atMs: number
  sent: ClientMessage[]
  isClosed: boolean
  say(message: BoxMessage): void
  welcome(): void
  fail(): void
}

const [LOBBY, CODE] = ['L', 'C'].map((letter) => letter.repeat(22)) as [TopicId, TopicId]
const [PHONE] = ['P'.repeat(22)] as [SessionId]

function openClient(seed = 'box') {
  const timeline = makeTimeline()
  const clock = clockOver(timeline, { skewMs: 0, isOn: () => true, whenAwake: (run) => run() })
  const tries: Try[] = []
  const wire =
    (kind: Kind): OpenWire =>
    (events) => {
      const one: Try = {
        kind,
        atMs: timeline.nowMs(),
        sent: [],
        isClosed: false,
        say: (message) => events.onMessage(message),
        welcome: () =>
          events.onMessage({
            type: 'welcome',
            session: `${tries.length}`.padEnd(22, 's') as SessionId,
            key: '',
            stunPort: 3478,
            version: 1,
          }),
        fail() {
          if (one.isClosed) return
          one.isClosed = true
          events.onClose()
        },
      }
      tries.push(one)
      return { send: (message) => void one.sent.push(message), close: one.fail }
    }
  const box = startBoxClient({
    host: 'osmose.local',
    wires: [wire('socket'), wire('events')],
    clock,
    random: makeChance(seed).bytes,
  })
  const states: string[] = []
  box.onState((state) => void states.push(state))
  const last = () => tries.at(-1) as Try
  return { ...timeline, box, tries, last, states }
}

test('where a device can be found is said again each time the box comes (M18)', async () => {
  const { box, last, advance, states } = openClient()
  box.listen([LOBBY])
  expect(last().sent).toEqual([])
  last().welcome()
  expect(last().sent).toEqual([{ type: 'listen', topics: [LOBBY] }])
  box.listen([LOBBY, CODE])
  last().fail()
  await advance(100)
  last().welcome()
  expect(last().sent).toEqual([{ type: 'listen', topics: [LOBBY, CODE] }])
  expect(states).toEqual(['here', 'away', 'here'])
})

test('where WebSocket fails, https is tried at once, and the two by turns from then on (M18)', async () => {
  const { tries, last, advance } = openClient()
  for (let n = 0; n < 6; n++) {
    last().fail()
    await advance(10_000)
  }
  expect(tries.slice(0, 5).map(({ kind }) => kind)).toEqual(['socket', 'events', 'socket', 'events', 'socket'])
  expect((tries[1]?.atMs ?? 0) - (tries[0]?.atMs ?? 0)).toBeLessThan(100)
})

test('after https has served, WebSocket is tried first again (M18)', async () => {
  const { tries, last, advance } = openClient()
  last().fail()
  await advance(100)
  expect(last().kind).toBe('events')
  last().welcome()
  await advance(1_000)
  last().fail()
  await advance(100)
  expect(tries.map(({ kind }) => kind)).toEqual(['socket', 'events', 'socket'])
})

test('a box that is away is asked ever less often, but never less than every three seconds, and not by all at once (M18)', async () => {
  const starts = await Promise.all(
    ['a', 'b', 'c', 'd'].map(async (seed) => {
      const { tries, last, advance } = openClient(seed)
      for (let n = 0; n < 400; n++) {
        last().fail()
        await advance(100)
      }
      const gaps = tries.slice(1).map(({ atMs }, i) => atMs - (tries[i]?.atMs ?? 0))
      expect(Math.max(...gaps)).toBeLessThanOrEqual(3_100)
      expect(tries.length).toBeLessThan(60)
      return tries[6]?.atMs
    }),
  )
  expect(new Set(starts).size).toBe(4)
})

test('a connection that hangs is given up and tried anew (M18)', async () => {
  const { tries, advance } = openClient()
  await advance(3_200)
  expect(tries.length).toBe(2)
  expect(tries[0]?.isClosed).toBe(true)
})

test('a box that answers no pings is away, one that answers stays (M18)', async () => {
  const { last, tries, advance, states } = openClient()
  last().welcome()
  for (let n = 0; n < 20; n++) {
    await advance(1_000)
    if (last().sent.at(-1)?.type === 'ping') last().say({ type: 'pong' })
  }
  expect([tries.length, states]).toEqual([1, ['here']])
  await advance(9_000)
  expect(states).toEqual(['here', 'away'])
})

test('who woke from sleep finds out within two seconds whether its line still works (M18)', async () => {
  const { box, last, tries, advance, states } = openClient()
  last().welcome()
  await advance(500)
  box.hurry()
  last().say({ type: 'pong' })
  await advance(4_100)
  expect([tries.length, states]).toEqual([1, ['here']])
  last().say({ type: 'pong' })
  box.hurry()
  await advance(2_100)
  expect(states).toEqual(['here', 'away'])
})

test('hurrying tries at once, and leaves no second line behind (M18)', async () => {
  const { box, last, tries, advance } = openClient()
  for (let n = 0; n < 8; n++) {
    last().fail()
    await advance(3_000)
  }
  const before = tries.length
  box.hurry()
  expect(tries.length).toBe(before + 1)
  box.hurry()
  await advance(40)
  last().welcome()
  await advance(20_000)
  const open = tries.filter(({ isClosed }) => !isClosed)
  expect(open.length).toBeLessThanOrEqual(1)
})

test('who listens under a topic is asked of the box; while it is away nobody is found, and a lost answer costs three seconds (M18)', async () => {
  const { box, last, finish, nowMs } = openClient()
  expect(await finish(box.find(CODE))).toEqual([])
  last().welcome()
  const finding = box.find(CODE)
  const asked = last().sent.at(-1)
  last().say({ type: 'found', topic: CODE, ask: asked?.type === 'find' ? asked.ask : -1, sessions: [PHONE] })
  expect(await finish(finding)).toEqual([PHONE])
  const before = nowMs()
  expect(await finish(box.find(CODE))).toEqual([])
  expect(nowMs() - before).toBe(3_000)
})

test('what an old line still says is not heard (M18)', async () => {
  const { box, last, advance } = openClient()
  const bodies: string[] = []
  box.onBody((_from, body) => void bodies.push(body))
  const old = last()
  old.welcome()
  old.fail()
  await advance(100)
  last().welcome()
  old.say({ type: 'from', from: PHONE, body: 'old' })
  last().say({ type: 'from', from: PHONE, body: 'new' })
  expect(bodies).toEqual(['new'])
})

test('once stopped it stays away (M18)', async () => {
  const { box, last, tries, advance, states } = openClient()
  last().welcome()
  box.stop()
  box.hurry()
  await advance(60_000)
  expect([tries.length, states]).toEqual([1, ['here', 'away']])
})

/** Sockets as a window makes them, for the test to open, close and hear. */
function makeWindow() {
  const sockets: FakeSocket[] = []
  class FakeSocket {
    static readonly OPEN = 1
    readyState = 0
    readonly sent: string[] = []
    onmessage: ((event: { data: unknown }) => void) | undefined
    onclose: (() => void) | undefined
    readonly url: string
    constructor(url: URL) {
      this.url = url.href
      sockets.push(this)
    }
    send = (text: string) => void this.sent.push(text)
    close = () => void (this.readyState = 3)
  }
  const fresh = { WebSocket: FakeSocket as never, isOpen: true, close: () => void (fresh.isOpen = false) }
  return { fresh, sockets }
}
/** What has been settled has been told. */
const turn = () => new Promise<void>((resolve) => void setImmediate(resolve))

test('a line from a window of its own is a line as any other, and the window goes with it (M18)', async () => {
  const { fresh, sockets } = makeWindow()
  const heard: unknown[] = []
  let closes = 0
  const wire = freshSocketWire(
    'https://osmose.local:8443',
    async () => fresh,
  )({
    onMessage: (message) => void heard.push(message),
    onClose: () => void (closes += 1),
  })
  await turn()
  const [socket] = sockets
  expect(socket?.url).toBe('wss://osmose.local:8443/signal')
  Object.assign(socket ?? {}, { readyState: 1 })
  wire.send({ type: 'ping' })
  expect(socket?.sent).toEqual(['{"type":"ping"}'])
  socket?.onmessage?.({ data: '{"type":"pong"}' })
  expect(heard).toEqual([{ type: 'pong' }])
  socket?.onclose?.()
  wire.close()
  expect([closes, fresh.isOpen]).toEqual([1, false])
})

test('a window that comes late, or never, leaves nothing behind and ends the try once (M18)', async () => {
  const { fresh, sockets } = makeWindow()
  let closes = 0
  const events = { onMessage: () => {}, onClose: () => void (closes += 1) }
  freshSocketWire('https://osmose.local', async () => fresh)(events).close()
  await turn()
  expect([closes, sockets.length, fresh.isOpen]).toEqual([1, 0, false])
  freshSocketWire('https://osmose.local', () => Promise.reject(new Error('no frame')))(events)
  await turn()
  expect(closes).toBe(2)
})
