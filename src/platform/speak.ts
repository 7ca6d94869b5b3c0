/** Says a sentence aloud, by a voice of this device: one that asks a server elsewhere is not used. Silent where there is none. */
export function speak(sentence: string, lang: string): void {
  const voices = globalThis.speechSynthesis?.getVoices() ?? []
  const voice = voices.find((one) => one.localService && one.lang.startsWith(lang))
  if (!voice) return
  const saying = new SpeechSynthesisUtterance(sentence)
  saying.voice = voice
  saying.lang = voice.lang
  speechSynthesis.cancel() // what was said before is over: the person has gone on
  speechSynthesis.speak(saying)
}
