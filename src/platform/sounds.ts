/** Two soft tones, a fifth apart: heard across a room, and nobody jumps. */
const CHIME_HZ = [659.25, 987.77] as const
const TONE_S = 1.6
const APART_S = 0.22
const LOUD = 0.25

/**
 * A chime on this device's own speaker, made and not loaded. A browser that nobody has touched since it was opened plays
 * nothing, which is why what a chime says is always also on the screen.
 */
export function chime(): void {
  if (!('AudioContext' in globalThis)) return
  const audio = new AudioContext()
  if (audio.state !== 'running') void audio.resume().catch(() => undefined) // not touched yet: silent
  CHIME_HZ.forEach((hz, at) => tone(audio, hz, audio.currentTime + at * APART_S))
  const all = TONE_S + CHIME_HZ.length * APART_S
  setTimeout(() => void audio.close(), all * 1000 + 200) // a page may hold only a few of them
}

function tone(audio: AudioContext, hz: number, fromS: number): void {
  const [source, volume] = [audio.createOscillator(), audio.createGain()]
  source.frequency.value = hz
  volume.gain.setValueAtTime(0, fromS)
  volume.gain.linearRampToValueAtTime(LOUD, fromS + 0.02)
  volume.gain.exponentialRampToValueAtTime(0.001, fromS + TONE_S)
  source.connect(volume).connect(audio.destination)
  source.start(fromS)
  source.stop(fromS + TONE_S)
}
