import { fromBase64url } from '../../lib/bytes.ts'
import type { Clock } from '../../lib/clock.ts'
import { makeListeners } from '../../lib/listeners.ts'
import { pinOf } from '../../room/residents.ts'
import type { RoomDocs } from '../../room/documents.ts'
import type { RoomStore } from '../../storage/room-store.ts'
import { checkPin, NO_TRIES, pinAttempt, pinWaitMs, type PinState } from '../../trust/pin.ts'

/** A wall that was unlocked locks itself again: somebody always forgets to. */
const OPEN_MS = 15 * 60_000

/** Whether this wall's admin buttons act for whoever touches them. */
export type Lock = {
  isLocked(): boolean
  /** Undefined where it opened, else why not. */
  tryPin(pin: string): Promise<string | undefined>
  /** How long PINs are still refused; 0 where the next try is taken. */
  waitMs(): number
  unlock(): void
  lock(): void
  onChange(listener: () => void): () => void
  stop(): void
}

export async function openLock(deps: { clock: Clock; store: RoomStore; docs: () => RoomDocs }): Promise<Lock> {
  const { clock, store } = deps
  const changes = makeListeners<void>()
  // Pulling the plug must neither forget wrong tries nor cut the fifteen minutes short.
  let tries = ((await store.getValue('pin-tries')) as PinState | undefined) ?? NO_TRIES
  let openUntilMs = Number((await store.getValue('open-until')) ?? 0)
  let stopTimer = () => {}
  // A clock put back since must not leave the wall open for longer than it may be.
  if (openUntilMs > clock.now() + OPEN_MS) openUntilMs = 0
  armTimer()

  return {
    isLocked: () => clock.now() >= openUntilMs,
    async tryPin(pin) {
      const known = pinOf(deps.docs().residents)
      const salt = known && fromBase64url(known.salt)
      if (!known || !salt) return 'store-corrupt'
      if (pinWaitMs(tries, clock.now()) > 0) return 'pin-wait'
      // A wrong try is kept before the PIN is checked, so that pulling the plug does not undo it.
      const wrong = pinAttempt(tries, clock.now(), false)
      await keepTries(wrong.state)
      if (!(await checkPin(pin, salt, known.hash))) {
        changes.tell()
        return 'pin-wrong'
      }
      await keepTries(NO_TRIES)
      unlock()
      return undefined
    },
    waitMs: () => pinWaitMs(tries, clock.now()),
    unlock,
    lock: () => openFor(0),
    onChange: (listener) => changes.add(listener),
    stop: () => stopTimer(),
  }

  function unlock() {
    openFor(OPEN_MS)
  }

  function openFor(ms: number) {
    openUntilMs = clock.now() + ms
    void store.setValue('open-until', openUntilMs)
    armTimer()
    changes.tell()
  }

  function armTimer() {
    stopTimer()
    const leftMs = openUntilMs - clock.now()
    if (leftMs > 0) stopTimer = clock.after(leftMs, () => changes.tell())
  }

  async function keepTries(next: PinState) {
    tries = next
    await store.setValue('pin-tries', next)
  }
}
