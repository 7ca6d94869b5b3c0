import type { Clock } from '../lib/clock.ts'
import { realClock } from './clock.ts'

const NAME = 'osmose-lead'
/** Longer than a leading tab takes to put its things away. One that the phone has put to sleep does not answer at all. */
const STEAL_AFTER_MS = 3000

/** `following`: another tab of this device has the links, the camera and the disk. */
export type TabState = 'leading' | 'following'

type Tab = {
  onLead(): void
  /** Awaited before another tab may lead: put links, camera and disk away here. */
  onLost(): void | Promise<void>
  /** It is open in another tab, which is known only now: at first, and each time after the lead was lost. */
  onFollow?(): void
}
type World = {
  locks: Pick<LockManager, 'request'> | undefined
  channel: Pick<BroadcastChannel, 'postMessage' | 'onmessage' | 'close'> | undefined
  clock: Pick<Clock, 'after'>
}
export type Tabs = {
  state(): TabState
  /** "Use it here": this tab leads once the other has put its things away, or after three seconds without an answer. */
  requestLead(): void
  stop(): Promise<void>
}

/** One tab of a device leads; when it closes, the next one does. Where the browser has no locks, each tab leads. */
export function leadTab({ onLead, onLost, onFollow }: Tab, { locks, channel, clock }: World = realWorld()): Tabs {
  let state: TabState = 'following'
  let isStopped = false
  let isTold = false
  let isStealing = false
  let cancelSteal = () => {}
  /** Aborted, this turn is over, in the queue or at the lead. */
  let turn = new AbortController()

  // Whoever asks is in the queue already; by stepping back behind it, every other tab lets it through.
  if (channel && locks) channel.onmessage = () => turn.abort()
  // Nothing is told before the caller has what we return.
  const ended = Promise.resolve().then(() => (locks ? takeTurns(locks) : lead(turn.signal)))

  return {
    state: () => state,
    requestLead() {
      if (isStopped || state === 'leading') return
      channel?.postMessage('use it here')
      cancelSteal()
      cancelSteal = clock.after(channel ? STEAL_AFTER_MS : 0, () => {
        isStealing = true
        turn.abort()
      })
    },
    async stop() {
      isStopped = true
      cancelSteal()
      channel?.close()
      turn.abort()
      await ended
    },
  }

  async function takeTurns(queue: Pick<LockManager, 'request'>): Promise<void> {
    // Asked first without waiting, so that a tab that is alone never shows that it follows.
    await takeTurn(queue, { ifAvailable: true })
    while (!isStopped) {
      turn = new AbortController()
      if (!isTold) onFollow?.()
      isTold = true
      // The browser takes no signal with `steal`: there is nothing to wait for.
      const how = isStealing ? { steal: true } : { signal: turn.signal }
      isStealing = false
      await takeTurn(queue, how)
    }
  }

  async function takeTurn(queue: Pick<LockManager, 'request'>, how: LockOptions): Promise<void> {
    const { signal } = turn
    let leading: Promise<void> | undefined
    try {
      await queue.request(NAME, how, (lock) => {
        // The turn may come in the moment in which another tab asked us to step back.
        if (lock && !signal.aborted) return (leading = lead(signal))
        return undefined
      })
    } catch (error) {
      // We left the queue, or the lead was stolen. Any other answer means locks are refused here: as if there were none.
      if (!isAbort(error) && !leading) leading = lead(signal)
      else turn.abort()
    }
    await leading
  }

  async function lead(signal: AbortSignal): Promise<void> {
    cancelSteal()
    state = 'leading'
    isTold = false
    onLead()
    if (!signal.aborted) await new Promise((over) => signal.addEventListener('abort', over, { once: true }))
    await onLost()
    state = 'following'
  }
}

const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError'

const realWorld = (): World => ({
  locks: (globalThis.navigator as Partial<Navigator> | undefined)?.locks,
  channel: typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(NAME),
  clock: realClock,
})
