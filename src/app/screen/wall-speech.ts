import { toBase64url } from '../../lib/bytes.ts'
import { devicesOf } from '../../room/commons.ts'
import { isFacing, makeAddress, type Addressed } from '../../faces/address.ts'
import { hush, isSpeaking, onSpeaking, speak } from '../../platform/speak.ts'
import { mayOpenUntouched } from '../../platform/microphone.ts'
import { hearingOf, isSpokenToByLook, setHearing } from '../../room/hearing.ts'
import { sensesOf } from '../../room/senses.ts'
import { sha256 } from '../../trust/derive.ts'
import type { Intent } from '../../speech/grammar.ts'
import type { Ask } from '../../trust/authorize.ts'
import type { SpeechActions, SpeechView } from '../../ui/speech/view.ts'
import { speechWordsOf } from '../../ui/strings/speech.ts'
import type { Lang, Outcome } from '../../ui/view.ts'
import type { Surroundings } from '../device.ts'
import { makeAnswers } from '../speech/answers.ts'
import { makeHearing, type Hearing } from '../speech/hearing.ts'
import { roomNames } from '../speech/names.ts'
import { reasonWords } from '../speech/reason-words.ts'
import type { Eye } from './eye.ts'
import type { ScreenNode } from './screen-node.ts'
import { wallDeeds, wallHere } from './wall-deeds.ts'

/** What a wall draws of its ears, and what it does when somebody talks to it. */
export function makeWallSpeech(deps: {
  node: ScreenNode
  around: Surroundings
  lang: () => Lang
  refused: (ask: Ask) => Outcome
  recording: Parameters<typeof wallDeeds>[0]['recording']
  isSpeech: (withinMs: number) => boolean | undefined
  onChange: () => void
}): { view(): SpeechView; actions: SpeechActions; stop(): void } {
  const { node, around, lang, refused } = deps
  const words = () => speechWordsOf(lang())
  const setting = () => hearingOf(node.docs().commons)
  const here = wallHere(node)
  const hearing = makeHearing({
    clock: around.clock,
    origin: around.origin,
    lang,
    on: () => setting().on,
    room: () => roomNames(here.commons(), here.people(), words()),
    soundsLike: () => setting().soundsLike,
    answer: makeAnswers({
      deeds: wallDeeds({ node, random: around.random, refused, recording: deps.recording }),
      here,
      lang,
      reasonWords: (reason) => reasonWords(lang(), reason),
    }),
    async elsewhere(intent, heard) {
      const by = await node.ears.claim({ what: await hashOf(intent), ...heard })
      return by === node.me ? undefined : words().elsewhere(devicesOf(here.commons()).get(by)?.name ?? '')
    },
    async claimedBefore(intent, heard) {
      const by = node.ears.claimedBefore({ what: await hashOf(intent), ...heard })
      return by && words().elsewhere(devicesOf(here.commons()).get(by)?.name ?? '')
    },
    isSpeech: deps.isSpeech,
    spokenOver(span) {
      const by = node.voices.spokeIn(span)
      return by && words().spokenOver(devicesOf(here.commons()).get(by)?.name ?? '')
    },
    voice: {
      isSpeaking: () => isSpeaking() || node.voices.isSpeaking(),
      hush() {
        hush()
        node.voices.hush()
      },
    },
    refusal: () => words().refused,
    onChange: deps.onChange,
  })
  node.ears.listensBy(hearing.isListening)
  const stops = [openByLook(node, hearing), onSpeaking(node.voices.say), node.voices.onHush(hush)]
  return {
    view() {
      const { lookMs, awakePercent, milliwatts } = hearing.cost()
      const cost = { ms: Math.round(lookMs), awakePercent: Math.round(awakePercent), mW: milliwatts }
      const { look, ...set } = setting()
      const sees = node.seeing.eye !== undefined && sensesOf(here.commons()).faces !== 'off'
      return { ...hearing.view(), ...set, ...(sees && { look }), examples: words().examples, cost }
    },
    actions: {
      ...hearing.actions,
      say(sentence) {
        if (!speak(sentence, lang())) node.sounds.play('chime')
      },
      async save(change) {
        const denial = refused('settings')
        if (denial) return denial
        setHearing(node.docs().commons, change, node.author)
        if (change.on === false || change.look === false) hearing.actions.close()
        return undefined
      },
    },
    stop() {
      stops.forEach((stop) => stop())
      node.voices.say(false)
      hearing.stop()
    },
  }
}

async function hashOf({ name, slots }: Pick<Intent, 'name' | 'slots'>): Promise<string> {
  return toBase64url(await sha256(new TextEncoder().encode(JSON.stringify([name, slots]))))
}

/** A face is missed in a look now and then, and a head turns for a moment: only who is gone for so long has looked away. */
const AWAY_MS = 500

/** Look and speak: where the room wants that, this screen's eye opens its ears. Returns its stop. */
function openByLook(node: ScreenNode, hearing: Hearing): () => void {
  const address = makeAddress()
  let last: ReturnType<Eye['latest']>
  let was: Addressed = 'no'
  let isAsking = false
  let facedMs = -Infinity
  const follow = (eye: Eye) => {
    const look = isSpokenToByLook(node.docs().commons) ? eye.latest() : undefined
    if (!look) {
      address.forget()
      was = 'no'
      hearing.lookedAway()
    }
    if (!look || look === last) return
    last = look
    const is = address.look(look.sights, look.frame, look.atMs)
    const begins = was === 'no' && is !== 'no'
    was = is
    if (begins) hearing.prepare()
    if (look.sights.some((sight) => sight.seenMs === look.atMs && isFacing(sight, look.frame))) facedMs = look.atMs
    if (is === 'no') {
      if (look.atMs - facedMs >= AWAY_MS) hearing.lookedAway()
      return
    }
    if (is === 'spoken' && hearing.isWaiting()) return hearing.looked()
    // Asked of the browser last: it opens a sound context to find out.
    if ((is !== 'spoken' && !begins) || isAsking || !hearing.mayLook()) return
    isAsking = true
    void mayOpenUntouched()
      .catch(() => false) // no sound at all on this device
      .then((may) => {
        isAsking = false
        if (!may) return
        if (was === 'spoken') hearing.looked()
        else if (was === 'faced') hearing.wait()
      })
  }
  const { eye } = node.seeing
  return eye?.onChange(() => follow(eye)) ?? (() => undefined)
}
