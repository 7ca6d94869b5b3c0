import { toBase64url } from '../../lib/bytes.ts'
import { devicesOf } from '../../room/commons.ts'
import { hearingOf, setHearing } from '../../room/hearing.ts'
import { sha256 } from '../../trust/derive.ts'
import type { Ask } from '../../trust/authorize.ts'
import type { SpeechActions, SpeechView } from '../../ui/speech/view.ts'
import { speechWordsOf } from '../../ui/strings/speech.ts'
import type { Lang, Outcome } from '../../ui/view.ts'
import type { Surroundings } from '../device.ts'
import { makeAnswers } from '../speech/answers.ts'
import { makeHearing } from '../speech/hearing.ts'
import { roomNames } from '../speech/names.ts'
import { reasonWords } from '../speech/reason-words.ts'
import type { ScreenNode } from './screen-node.ts'
import { wallDeeds, wallHere } from './wall-deeds.ts'

/** What a wall draws of its ears, and what it does when somebody talks to it. */
export function makeWallSpeech(deps: {
  node: ScreenNode
  around: Surroundings
  lang: () => Lang
  refused: (ask: Ask) => Outcome
  recording: Parameters<typeof wallDeeds>[0]['recording']
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
    async elsewhere({ name, slots }, db) {
      const request = new TextEncoder().encode(JSON.stringify([name, slots]))
      const what = toBase64url(await sha256(request))
      const by = await node.ears.claim({ what, db })
      return by === node.me ? undefined : words().elsewhere(devicesOf(here.commons()).get(by)?.name ?? '')
    },
    refusal: () => words().refused,
    onChange: deps.onChange,
  })
  node.ears.listensBy(hearing.isListening)
  return {
    view() {
      const { lookMs, awakePercent, milliwatts } = hearing.cost()
      const cost = { ms: Math.round(lookMs), awakePercent: Math.round(awakePercent), mW: milliwatts }
      return { ...hearing.view(), ...setting(), examples: words().examples, cost }
    },
    actions: {
      ...hearing.actions,
      async save(change) {
        const denial = refused('settings')
        if (denial) return denial
        setHearing(node.docs().commons, change, node.author)
        if (change.on === false) hearing.actions.close()
        return undefined
      },
    },
    stop: hearing.stop,
  }
}
