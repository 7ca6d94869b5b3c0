import { hearingOf, setHearing } from '../../room/hearing.ts'
import type { Ask } from '../../trust/authorize.ts'
import type { SpeechActions, SpeechView } from '../../ui/speech/view.ts'
import { sentenceOf } from '../../ui/strings/index.ts'
import { speechWordsOf } from '../../ui/strings/speech.ts'
import type { Lang, Outcome } from '../../ui/view.ts'
import type { Surroundings } from '../device.ts'
import { makeAnswers, roomWords } from '../speech/answers.ts'
import { makeHearing } from '../speech/hearing.ts'
import type { ScreenNode } from './screen-node.ts'

/** What a wall draws of its ears, and what it does when somebody talks to it. */
export function makeWallSpeech(deps: {
  node: ScreenNode
  around: Surroundings
  lang: () => Lang
  refused: (ask: Ask) => Outcome
  showFile: (id: string) => Promise<Outcome>
  onChange: () => void
}): { view(): SpeechView; actions: SpeechActions; stop(): void } {
  const { node, around, lang } = deps
  const words = () => speechWordsOf(lang())
  const setting = () => hearingOf(node.docs().commons)
  const hearing = makeHearing({
    clock: around.clock,
    origin: around.origin,
    lang,
    on: () => setting().on,
    room: () => roomWords(node),
    soundsLike: () => setting().soundsLike,
    answer: makeAnswers({
      node,
      random: around.random,
      lang,
      refused: deps.refused,
      showFile: deps.showFile,
      reasonWords(reason) {
        const { because } = words()
        const { what, todo } = sentenceOf(lang(), reason)
        return (Object.hasOwn(because, reason) ? because[reason] : undefined) ?? `${what} ${todo}`
      },
    }),
    refusal: () => words().refused,
    onChange: deps.onChange,
  })
  return {
    view: () => ({ ...hearing.view(), ...setting(), examples: words().examples }),
    actions: {
      ...hearing.actions,
      async save(change) {
        const denial = deps.refused('settings')
        if (denial) return denial
        setHearing(node.docs().commons, change, node.author)
        if (change.on === false) hearing.actions.close()
        return undefined
      },
    },
    stop: hearing.stop,
  }
}
