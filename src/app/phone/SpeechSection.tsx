import { onCleanup, Show } from 'solid-js'
import { makeVoices } from '../../mesh/voices.ts'
import { playSound } from '../../platform/sounds.ts'
import { hush, onSpeaking, speak } from '../../platform/speak.ts'
import { hearingOf } from '../../room/hearing.ts'
import { Talk } from '../../ui/speech/Talk.tsx'
import { useWords } from '../../ui/strings/index.ts'
import { speechWordsOf } from '../../ui/strings/speech.ts'
import type { Surroundings } from '../device.ts'
import { makeAnswers } from '../speech/answers.ts'
import { makeHearing } from '../speech/hearing.ts'
import { roomNames } from '../speech/names.ts'
import { reasonWords } from '../speech/reason-words.ts'
import { createWatched } from '../watched.ts'
import { phoneDeeds, phoneHere } from './phone-deeds.ts'
import type { PhoneNode } from './phone-node.ts'

/**
 * Talking to the room from a phone: drawn and wired, where the room listens at all. The phone recognises what it hears
 * itself, and fetches what it needs for that with the first press; what comes of it is a call like any other.
 */
export default function SpeechSection(props: { node: PhoneNode; around: Surroundings }) {
  // oxlint-disable-next-line solid/reactivity -- the node lives as long as this section is drawn
  const { node, around } = props
  const { lang } = useWords()
  const words = () => speechWordsOf(lang())
  const setting = () => hearingOf(node.documents.get('commons'))
  const here = phoneHere(node)
  let changed = () => {}
  const hearing = makeHearing({
    clock: around.clock,
    origin: around.origin,
    lang,
    on: () => setting().on,
    room: () => roomNames(here.commons(), here.people(), words()),
    soundsLike: () => setting().soundsLike,
    answer: makeAnswers({
      deeds: phoneDeeds(node, around.random),
      here,
      lang,
      reasonWords: (reason) => reasonWords(lang(), reason),
    }),
    refusal: () => words().refused,
    onChange: () => changed(),
  })
  const view = createWatched(
    () => ({ ...hearing.view(), on: setting().on, soundsLike: setting().soundsLike, examples: words().examples }),
    [
      (tell) => {
        changed = tell
        return () => undefined
      },
      node.documents.onUpdate,
      node.documents.onEpoch,
    ],
  )
  // What this phone answers aloud is no person's word to the screens around it.
  const voices = makeVoices(around)
  const stops = [node.under.onLink(voices.attach), onSpeaking(voices.say), voices.onHush(hush)]
  onCleanup(() => {
    voices.say(false)
    stops.forEach((stop) => stop())
    hearing.stop()
  })
  const say = (sentence: string) => {
    if (!speak(sentence, lang())) playSound('chime')
  }
  return (
    <Show when={view.on}>
      <Talk view={view} actions={{ ...hearing.actions, say }} />
    </Show>
  )
}
