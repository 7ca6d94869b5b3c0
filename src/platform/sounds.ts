/** Each: soft tones, a moment apart, so that they are heard across a room and nobody jumps. */
const TONES_HZ = {
  chime: [659.25, 987.77],
  done: [523.25, 659.25, 783.99],
  alert: [783.99, 587.33, 783.99, 587.33],
  /** A recording has begun, or rests; the band and its words say so too. */
  recording: [523.25, 783.99],
  rests: [392],
} as const
const TONE_S = 1.6
const APART_S = 0.22
const LOUD = 0.25

/**
 * A sound of this device's own speaker, made and not loaded. A browser that nobody has touched since it was opened plays
 * nothing, which is why what a sound says is always also on the screen.
 */
export function playSound(name: keyof typeof TONES_HZ): void {
  if (!('AudioContext' in globalThis)) return
  const audio = new AudioContext()
  if (audio.state !== 'running') void audio.resume().catch(() => undefined) // not touched yet: silent
  const tones = TONES_HZ[name]
  tones.forEach((hz, at) => tone(audio, hz, audio.currentTime + at * APART_S))
  const all = TONE_S + tones.length * APART_S
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
