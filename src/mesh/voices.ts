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

/** A phone answers in a sentence or two. One that says it speaks all the time deafens nobody for more than so much of each minute. */
const PHONE_MS = 20_000

type Voice = { by: DeviceId; fromMs: number; toMs: number | undefined; mostMs: number }

/**
 * Which devices say something aloud, told as it begins and ends, so that no screen takes another device's voice for a
 * person's. A phone tells the screens that it is at, and they tell the others as their own. Nothing of what is said is told.
 * Never stored (M28).
 */
export function makeVoices({ clock }: { clock: Pick<Clock, 'now' | 'after'> }) {
  const screens = new Set<Link>()
  const phones = new Set<Link>()
  const hushes = makeListeners<void>()
  let voices: Voice[] = []
  let isMine = false
  let isTold = false

  const endOf = ({ fromMs, toMs, mostMs }: Voice) => Math.min(toMs ?? Infinity, fromMs + mostMs)
  function end(by: DeviceId) {
    for (const voice of voices) if (voice.by === by) voice.toMs ??= clock.now()
  }
  function begin({ device, role }: Link['peer']) {
    end(device)
    voices = voices.filter((voice) => clock.now() - endOf(voice) < KEPT_MS)
    const spentMs = voices.reduce((sum, one) => sum + (one.by === device ? endOf(one) - one.fromMs : 0), 0)
    const mostMs = role === 'screen' ? LONGEST_MS : PHONE_MS - spentMs
    if (mostMs > WAY_MS) voices.push({ by: device, fromMs: clock.now() - WAY_MS, toMs: undefined, mostMs })
  }
  /** To the screens: this device speaks, or a phone that is at it. */
  function tell() {
    const is = isMine || [...phones].some((link) => speaksNow(link.peer.device))
    if (is === isTold) return
    isTold = is
    for (const link of screens) link.send({ type: 'voice', is: is ? 'begins' : 'ends' })
  }
  function hushPhones() {
    for (const link of phones) if (speaksNow(link.peer.device)) link.send({ type: 'voice', is: 'hush' })
  }

  return {
    attach(link: Link) {
      const { device, role } = link.peer
      const isPhone = role !== 'screen'
      const links = isPhone ? phones : screens
      links.add(link)
      link.onMessage((message) => {
        if (message.type !== 'voice') return
        if (message.is === 'hush') {
          if (isPhone) return
          hushPhones()
          return hushes.tell()
        }
        if (message.is === 'begins') begin(link.peer)
        else end(device)
        if (!isPhone) return
        tell()
        // Where its word of the end is lost.
        if (message.is === 'begins') clock.after(PHONE_MS, tell)
      })
      link.onClose(() => {
        links.delete(link)
        end(device)
        tell()
      })
      if (isTold && !isPhone) link.send({ type: 'voice', is: 'begins' })
    },
    /** Whether this device says something now. */
    say(is: boolean) {
      isMine = is
      tell()
    },
    /** Somebody speaks to this screen: the others are to be silent, and so are the phones. */
    hush() {
      for (const link of screens) if (speaksNow(link.peer.device)) link.send({ type: 'voice', is: 'hush' })
      hushPhones()
    },
    /** Another screen asks this device to be silent. */
    onHush: hushes.add,
    /** Another device says something now. */
    isSpeaking: () => voices.some(({ by }) => speaksNow(by)),
    /** Which other device said something in that time. */
    spokeIn: ({ fromMs, toMs }: { fromMs: number; toMs: number }): DeviceId | undefined =>
      voices.find((voice) => voice.fromMs < toMs && fromMs < endOf(voice))?.by,
  }

  function speaksNow(device: DeviceId): boolean {
    return voices.some((voice) => voice.by === device && clock.now() < endOf(voice))
  }
}
export type Voices = ReturnType<typeof makeVoices>
