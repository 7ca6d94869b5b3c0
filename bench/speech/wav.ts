import { readFileSync } from 'node:fs'

/** A 16-bit PCM recording, its first channel, as samples from -1 to 1. Throws where it is anything else. */
export function readWav(file: string): { rate: number; pcm: Float32Array } {
  const bytes = readFileSync(file)
  let rate = 0
  let channels = 1
  for (let at = 12; at + 8 <= bytes.length;) {
    const id = bytes.toString('latin1', at, at + 4)
    const length = Math.min(bytes.readUInt32LE(at + 4), bytes.length - at - 8)
    if (id === 'fmt ') {
      channels = bytes.readUInt16LE(at + 10)
      rate = bytes.readUInt32LE(at + 12)
      if (bytes.readUInt16LE(at + 22) !== 16) throw new Error(`${file} is not 16-bit PCM.`)
    }
    if (id === 'data') {
      const pcm = new Float32Array(Math.floor(length / 2 / channels))
      for (let i = 0; i < pcm.length; i++) pcm[i] = bytes.readInt16LE(at + 8 + i * 2 * channels) / 32_768
      return { rate, pcm: rate === 16_000 ? pcm : resampled(pcm, rate) }
    }
    at += 8 + length + (length & 1)
  }
  throw new Error(`${file} has no sound in it.`)
}

function resampled(pcm: Float32Array, rate: number): Float32Array {
  const made = new Float32Array(Math.floor((pcm.length * 16_000) / rate))
  for (let i = 0; i < made.length; i++) {
    const at = (i * rate) / 16_000
    const before = pcm[Math.floor(at)] ?? 0
    made[i] = before + ((pcm[Math.floor(at) + 1] ?? before) - before) * (at % 1)
  }
  return made
}

/** Speech with the noise of a room, so much under it; `from` chooses which part of the noise. Speech is lead and trailed by it. */
export function withNoise(speech: Float32Array, noise: Float32Array, snrDb: number, from: number): Float32Array {
  const pad = 8_000
  const made = new Float32Array(speech.length + 2 * pad)
  let speechPower = 0
  let voiced = 0
  for (const sample of speech)
    if (Math.abs(sample) > 0.01) {
      speechPower += sample * sample
      voiced++
    }
  let noisePower = 0
  const start = from % Math.max(1, noise.length - made.length)
  for (let i = 0; i < made.length; i++) noisePower += (noise[start + i] ?? 0) ** 2
  const gain = Math.sqrt(
    speechPower / Math.max(1, voiced) / Math.max(1e-12, noisePower / made.length) / 10 ** (snrDb / 10),
  )
  for (let i = 0; i < made.length; i++)
    made[i] = Math.max(-1, Math.min(1, (speech[i - pad] ?? 0) + gain * (noise[start + i] ?? 0)))
  return made
}
