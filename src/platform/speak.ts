import { makeListeners } from '../lib/listeners.ts'

/** Browsers forget to say that a voice has ended, so it is looked at. */
const LOOKED_MS = 100

const changes = makeListeners<boolean>()
let stopLooking: (() => void) | undefined

/** Says a sentence aloud, by a voice of this device: one that asks a server elsewhere is not used. False where there is none, and nothing is heard. */
export function speak(sentence: string, lang: string): boolean {
  const voices = globalThis.speechSynthesis?.getVoices() ?? []
  const voice = voices.find((one) => one.localService && one.lang.startsWith(lang))
  if (!voice) return false
  const saying = new SpeechSynthesisUtterance(sentence)
  saying.voice = voice
  saying.lang = voice.lang
  // Told before it is heard.
  watch()
  speechSynthesis.cancel() // what was said before is over: the person has gone on
  speechSynthesis.speak(saying)
  return true
}

/** … in the language of the page. */
export const speakHere = (sentence: string): void => void speak(sentence, document.documentElement.lang || 'en')

/** Hears when this device begins to say something and when it is silent again. Returns its stop. */
export const onSpeaking: (listener: (is: boolean) => void) => () => void = changes.add

function watch() {
  changes.tell(true)
  stopLooking?.()
  const looking = setInterval(() => {
    if (isSpeaking()) return
    stopLooking?.()
    changes.tell(false)
  }, LOOKED_MS)
  stopLooking = () => clearInterval(looking)
}

/** Something is being said aloud by this device, or is about to be. */
export const isSpeaking = (): boolean => {
  const voice = globalThis.speechSynthesis
  return voice !== undefined && (voice.speaking || voice.pending)
}

/** Says nothing more of what was begun: somebody speaks to this device now. */
export const hush = (): void => globalThis.speechSynthesis?.cancel()
