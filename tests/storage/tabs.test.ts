import { afterEach, expect, test, vi } from 'vitest'
import { askPersist, usage } from '../../src/platform/persist.ts'
import { leadTab, type Tabs } from '../../src/platform/tabs.ts'

afterEach(() => vi.unstubAllGlobals())

test('the first tab leads, the second follows and leads once the first is closed', async () => {
  const device = makeDevice()
  const [first, second] = [device.open('first'), device.open('second')]
  await settled()
  expect(device.story).toEqual(['first leads', 'second follows'])
  expect([first.state(), second.state()]).toEqual(['leading', 'following'])
  await first.stop()
  await settled()
  expect(device.story.slice(2)).toEqual(['first puts away', 'second leads'])
})

test('a tab that is alone never shows that it follows', async () => {
  const device = makeDevice()
  device.open('only')
  await settled()
  expect(device.story).toEqual(['only leads'])
})

test('"use it here" brings the lead here, past others that wait, and only after the leader has put its things away', async () => {
  const device = makeDevice()
  device.open('first')
  device.open('second')
  const third = device.open('third')
  await settled()
  device.story.length = 0
  const putAway = device.hold('first')
  third.requestLead()
  await settled()
  expect(device.story).toEqual([])
  expect(third.state()).toBe('following')
  putAway()
  await settled()
  expect(device.story).toEqual(['first puts away', 'first follows', 'third leads'])
})

test('a leader that is asleep loses the lead after three seconds, and puts its things away when it wakes', async () => {
  const device = makeDevice()
  device.open('sleeper')
  const awake = device.open('awake')
  await settled()
  device.sleep('sleeper')
  awake.requestLead()
  await settled()
  expect(awake.state()).toBe('following')
  device.turnClock()
  await settled()
  expect(awake.state()).toBe('leading')
  expect(device.story.slice(2)).toEqual(['sleeper puts away', 'sleeper follows', 'awake leads'])
})

test('asking twice, or while leading, changes nothing', async () => {
  const device = makeDevice()
  const first = device.open('first')
  const second = device.open('second')
  await settled()
  first.requestLead()
  second.requestLead()
  second.requestLead()
  await settled()
  device.turnClock()
  await settled()
  expect([first.state(), second.state()]).toEqual(['following', 'leading'])
})

test('where the browser has no locks, or refuses them, the tab leads', async () => {
  for (const locks of [undefined, { request: () => Promise.reject(new DOMException('no', 'SecurityError')) }]) {
    const device = makeDevice(locks)
    const tab = device.open('only')
    await settled()
    expect(tab.state()).toBe('leading')
    await tab.stop()
    await tab.stop()
    expect(device.story).toEqual(['only leads', 'only puts away'])
  }
})

test('a browser that knows nothing of storage neither persists nor says how much there is', async () => {
  vi.stubGlobal('navigator', {})
  expect(await askPersist()).toBe(false)
  expect(await usage()).toEqual({ usedBytes: 0, quotaBytes: 0 })
})

test('a browser is asked to persist once, and its refusals are answers', async () => {
  const persist = vi.fn(() => Promise.resolve(true))
  const estimate = () => Promise.resolve({ usage: 5, quota: 10 })
  vi.stubGlobal('navigator', { storage: { persisted: () => Promise.resolve(false), persist, estimate } })
  expect([await askPersist(), await usage()]).toEqual([true, { usedBytes: 5, quotaBytes: 10 }])
  vi.stubGlobal('navigator', { storage: { persisted: () => Promise.resolve(true), persist, estimate } })
  expect(await askPersist()).toBe(true)
  expect(persist).toHaveBeenCalledTimes(1)
  const refuse = () => Promise.reject(new TypeError('private mode'))
  vi.stubGlobal('navigator', { storage: { persisted: refuse, persist, estimate: refuse } })
  expect([await askPersist(), await usage()]).toEqual([false, { usedBytes: 0, quotaBytes: 0 }])
})

type Channel = { postMessage(message: unknown): void; onmessage: BroadcastChannel['onmessage']; close(): void }

/** A device whose tabs share locks and a channel. */
function makeDevice(locks: Pick<LockManager, 'request'> | undefined = makeLocks(), story: string[] = []) {
  const channels = new Map<string, Channel>()
  const holds = new Map<string, Promise<void>>()
  const timers = new Set<() => void>()
  return {
    story,
    open(name: string): Tabs {
      const channel: Channel = {
        postMessage(message) {
          const others = [...channels].filter(([other]) => other !== name)
          for (const [, { onmessage }] of others)
            onmessage?.call({} as BroadcastChannel, { data: message } as MessageEvent)
        },
        onmessage: null,
        close: () => void channels.delete(name),
      }
      channels.set(name, channel)
      const after = (_: number, run: () => void) => {
        timers.add(run)
        return () => void timers.delete(run)
      }
      const onLost = async () => {
        await holds.get(name)
        story.push(`${name} puts away`)
      }
      const tell = (what: string) => () => void story.push(`${name} ${what}`)
      return leadTab({ onLead: tell('leads'), onLost, onFollow: tell('follows') }, { locks, channel, clock: { after } })
    },
    /** Makes a tab slow to put its things away, until told. */
    hold(name: string): () => void {
      let go = () => {}
      holds.set(name, new Promise((resolve) => (go = resolve)))
      return go
    },
    sleep: (name: string) => channels.delete(name),
    turnClock() {
      for (const run of [...timers]) run()
      timers.clear()
    },
  }
}

/** One lock, as the Web Locks specification has it: a queue in order, `ifAvailable`, `signal` and `steal`. */
function makeLocks(): Pick<LockManager, 'request'> {
  type Waiting = { grant(): void }
  const queue: Waiting[] = []
  let held: { broken(error: unknown): void } | undefined
  const lock = { name: 'lead', mode: 'exclusive' } as const
  const abort = () => new DOMException('', 'AbortError')
  const next = () => {
    if (!held) queue.shift()?.grant()
  }
  function request(_: string, how: LockOptions, use: (lock: Lock | null) => unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const grant = () => {
        const mine = (held = { broken: reject })
        // In a task of its own, as in browsers: a signal may come in between.
        setImmediate(() => {
          Promise.resolve(use(lock))
            .then(resolve, reject)
            .finally(() => {
              if (held === mine) held = undefined
              next()
            })
        })
      }
      if (how.steal) {
        held?.broken(abort())
        grant()
      } else if (how.ifAvailable && (held || queue.length > 0)) {
        setImmediate(() => resolve(use(null)))
      } else {
        const waiting = { grant }
        queue.push(waiting)
        how.signal?.addEventListener('abort', () => {
          const at = queue.indexOf(waiting)
          if (at < 0) return
          queue.splice(at, 1)
          reject(abort())
        })
        next()
      }
    })
  }
  return { request: request as LockManager['request'] }
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate)
}
