import type { Clock } from '../lib/clock.ts'
import { makeListeners } from '../lib/listeners.ts'
import type { DeviceId } from '../protocol/ids.ts'
import type { Link } from './link.ts'

/** So long a word travels at most until it counts: what a screen begins to say may be heard before it is told. */
const WAY_MS = 300
/** Nothing is said longer in one go: a screen whose word of the end was lost does not silence the others for good. */
const LONGEST_MS = 40_000
/** What is still being made out was said within so long. */
const KEPT_MS = 60_000

type Voice = { by: DeviceId; fromMs: number; toMs: number | undefined }

/**
 * Which screens say something aloud, told to each other as it begins and ends, so that none takes another's voice for a
 * person's. Nothing of what is said is told. Never stored (M28).
 */
export function makeVoices({ clock }: { clock: Pick<Clock, 'now'> }) {
  const links = new Set<Link>()
  const hushes = makeListeners<void>()
  let voices: Voice[] = []
  let isMine = false

  const endOf = ({ fromMs, toMs }: Voice) => Math.min(toMs ?? Infinity, fromMs + LONGEST_MS)
  function end(by: DeviceId) {
    for (const voice of voices) if (voice.by === by) voice.toMs ??= clock.now()
  }

  return {
    attach(link: Link) {
      if (link.peer.role !== 'screen') return
      const by = link.peer.device
      links.add(link)
      link.onMessage((message) => {
        if (message.type !== 'voice') return
        if (message.is === 'hush') return hushes.tell()
        end(by)
        voices = voices.filter((voice) => clock.now() - endOf(voice) < KEPT_MS)
        if (message.is === 'begins') voices.push({ by, fromMs: clock.now() - WAY_MS, toMs: undefined })
      })
      link.onClose(() => {
        links.delete(link)
        end(by)
      })
      if (isMine) link.send({ type: 'voice', is: 'begins' })
    },
    /** Whether this screen says something now. */
    say(is: boolean) {
      if (is === isMine) return
      isMine = is
      for (const link of links) link.send({ type: 'voice', is: is ? 'begins' : 'ends' })
    },
    /** Somebody speaks to this screen: the others are to be silent. */
    hush() {
      for (const link of links) if (speaksNow(link.peer.device)) link.send({ type: 'voice', is: 'hush' })
    },
    /** Another screen asks this one to be silent. */
    onHush: hushes.add,
    /** Another screen says something now. */
    isSpeaking: () => voices.some(({ by }) => speaksNow(by)),
    /** Which other screen said something in that time. */
    spokeIn: ({ fromMs, toMs }: { fromMs: number; toMs: number }): DeviceId | undefined =>
      voices.find((voice) => voice.fromMs < toMs && fromMs < endOf(voice))?.by,
  }

  function speaksNow(device: DeviceId): boolean {
    return voices.some((voice) => voice.by === device && clock.now() < endOf(voice))
  }
}
export type Voices = ReturnType<typeof makeVoices>
