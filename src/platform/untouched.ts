import type { Clock } from '../lib/clock.ts'
import { onTouch } from './touches.ts'

/** A context that may play is running well before. */
const SETTLE_MS = 1_000

/**
 * What a page may not do before somebody has touched it. A browser that opened by itself, as after a power cut, gives no
 * sound; a camera it gives where that was allowed for good, and else it asks on the glass.
 */
export type Untouched = {
  /** What wants a touch now: a camera that is being opened and that the browser asks about, or else sound, which nobody would hear. */
  wanted(isCameraOpening: boolean): 'camera' | 'sound' | undefined
  stop(): void
}

export function watchUntouched({ clock, onChange }: { clock: Clock; onChange: () => void }): Untouched {
  let isSilent = false
  let camera: PermissionStatus | undefined
  void navigator.permissions
    ?.query({ name: 'camera' as PermissionName })
    .then((status) => {
      camera = status
      onChange()
    })
    .catch(() => undefined) // a browser that knows no such permission says nothing about it
  const mayPlay = navigator.userActivation?.hasBeenActive || !('AudioContext' in globalThis)
  const stop = mayPlay ? () => undefined : watchSound((silent) => ((isSilent = silent), onChange()))
  return {
    wanted(isCameraOpening) {
      if (isCameraOpening && camera?.state === 'prompt') return 'camera'
      return isSilent ? 'sound' : undefined
    },
    stop,
  }

  function watchSound(tell: (silent: boolean) => void): () => void {
    const audio = new AudioContext()
    const stopLooking = clock.after(SETTLE_MS, () => (audio.state === 'suspended' ? tell(true) : end()))
    // Touched, or a microphone was opened, which allows sound, too.
    const heard = () => {
      if (isSilent) tell(false)
      end()
    }
    const changed = () => audio.state === 'running' && heard()
    audio.addEventListener('statechange', changed)
    const stopTouch = onTouch(heard)
    return end

    function end() {
      stopLooking()
      stopTouch()
      audio.removeEventListener('statechange', changed)
      if (audio.state !== 'closed') void audio.close() // a page may hold only a few of them
    }
  }
}
