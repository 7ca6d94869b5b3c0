import manifest from '../../../models/models.json'
import { makeCostMeter, OPEN_MICROPHONE_COST } from '../../lib/sense-cost.ts'
import { openMicrophone, type Microphone } from '../../platform/microphone.ts'
import { isSpeaking } from '../../platform/speak.ts'
import { listeningOf, setListening } from '../../room/listening.ts'
import type { SoundEvent } from '../../sound-events/episodes.ts'
import { soundPinsOf } from '../../sound-events/models.ts'
import { startListener, type Listener } from '../../sound-events/worker/client.ts'
import type { Ask } from '../../trust/authorize.ts'
import type { ListeningActions, ListeningView } from '../../ui/speech/listening-view.ts'
import type { Outcome } from '../../ui/view.ts'
import type { Surroundings } from '../device.ts'
import type { ScreenNode } from './screen-node.ts'

/** What did not work is tried again; a microphone that was refused is not, for that would ask again. */
const AGAIN_MS = 20_000
/** What it costs changes slowly, and the whole wall is looked through for it. */
const COST_MS = 1_000
/** What this device plays or says itself hangs in the room for a while. */
const ECHO_MS = 2_500

type Node = Pick<ScreenNode, 'docs' | 'author' | 'documents' | 'heard' | 'sounds'>

/**
 * Listens for sounds while an admin wants it: one microphone, one worker, and of all that is heard only names go to the
 * room. Switched off or muted, the track is stopped.
 */
export function makeWallListening(deps: {
  node: Node
  around: Pick<Surroundings, 'clock' | 'origin'>
  refused: (ask: Ask) => Outcome
  onChange: () => void
  /** The microphone, the worker and this device's own voice: the real ones unless a test has others. */
  open?: typeof openMicrophone
  listen?: typeof startListener
  isSpeaking?: () => boolean
}) {
  const { node, onChange } = deps
  const { clock, origin } = deps.around
  const { open = openMicrophone, listen = startListener } = deps
  const speaks = deps.isSpeaking ?? isSpeaking
  const meter = makeCostMeter(OPEN_MICROPHONE_COST)
  let running: { listener: Listener; microphone?: Microphone } | undefined
  let muted = false
  let because: string | undefined
  let spokeAtMs = -Infinity
  let now: readonly SoundEvent[] = []
  let listensSinceMs: number | undefined
  let shownAtMs = -Infinity
  let deafUntilMs = 0
  let stopWaiting = () => {}
  const wanted = () => listeningOf(node.docs().commons).on && !muted

  const stops = [
    node.documents.onUpdate(({ doc }) => doc === 'commons' && follow()),
    node.documents.onEpoch(follow),
    node.sounds.onSound(() => (deafUntilMs = clock.now() + ECHO_MS)),
  ]
  follow()

  /** Opens or closes as is wanted now. */
  function follow() {
    if (!wanted()) {
      because = undefined
      stopWaiting()
      if (running) close()
    } else if (!running && because === undefined) start()
  }

  function start() {
    const listener = listen({
      options: { modelBase: `${origin}/models`, pins: soundPinsOf(manifest) },
      onHeard({ now: heard, speech, looked, tookMs }) {
        if (running !== fresh) return
        listensSinceMs ??= clock.now()
        const isNew = heard.join() !== now.join()
        now = heard
        if (speech) spokeAtMs = clock.now()
        meter.add(clock.now(), { tookMs, whole: looked, awake: looked })
        node.heard.say(now)
        if (!isNew && clock.now() - shownAtMs < COST_MS) return
        shownAtMs = clock.now()
        onChange()
      },
      onFailed: ({ type }) => running === fresh && fail(type),
    })
    const fresh: NonNullable<typeof running> = { listener }
    running = fresh
    const onBlock = (block: Float32Array) => {
      if (speaks()) deafUntilMs = clock.now() + ECHO_MS
      // The room does not hear itself: what it plays is silence to it.
      listener.hear(clock.now() < deafUntilMs ? block.fill(0) : block)
    }
    void open({ onBlock, onGone: () => running === fresh && fail('no-microphone') }).then((opened) => {
      if (running !== fresh) return opened.ok && opened.value.stop()
      if (!opened.ok) return fail(opened.error)
      fresh.microphone = opened.value
      onChange()
    })
  }

  function close() {
    running?.listener.stop()
    running?.microphone?.stop()
    running = listensSinceMs = undefined
    spokeAtMs = -Infinity
    now = []
    node.heard.say(now)
    onChange()
  }

  function fail(reason: string) {
    because = reason
    close()
    stopWaiting()
    if (reason === 'refused') return
    stopWaiting = clock.after(AGAIN_MS, () => {
      because = undefined
      follow()
    })
  }

  const actions: ListeningActions = {
    async save({ on }) {
      const denial = deps.refused('settings')
      if (denial) return denial
      setListening(node.docs().commons, { on }, node.author)
      return undefined
    },
    mute(next) {
      muted = next
      because = undefined
      follow()
      onChange()
    },
  }
  return {
    actions,
    view(): ListeningView {
      const { lookMs, awakePercent, milliwatts } = meter.read()
      return {
        on: listeningOf(node.docs().commons).on,
        mic: muted ? 'muted' : running?.microphone ? 'listening' : because === undefined ? 'off' : 'blocked',
        ...(because !== undefined && { because }),
        now,
        cost: { ms: Math.ceil(lookMs), awakePercent: Math.round(awakePercent), mW: milliwatts },
      }
    },
    /** Whether somebody may have spoken within so long; undefined where this wall does not listen, or has not for so long: then nobody can tell. */
    isSpeech: (withinMs: number): boolean | undefined =>
      listensSinceMs !== undefined && clock.now() - listensSinceMs >= withinMs
        ? clock.now() - spokeAtMs < withinMs
        : undefined,
    stop() {
      stops.forEach((stop) => stop())
      stopWaiting()
      if (running) close()
    },
  }
}
