import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/* The browser's own fake microphone, which hears a synthetic voice. */

/** Whether there is a voice on this machine. */
export const hasVoice = spawnSync('espeak-ng', ['--version']).status === 0

/** The browser's arguments for a microphone that hears this, over and over: at 44.1 kHz in two channels, as many tablets claim. */
export function microphoneThat(folder: string, sentence: string, voice: string): string[] {
  const wav = join(folder, 'said.wav')
  writeFileSync(wav, microphoneWav(sentence, voice, join(folder, 'voice.wav')))
  return [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-audio-capture=${wav}`,
    '--autoplay-policy=no-user-gesture-required',
  ]
}

/** Voice, then noise for the rest of four seconds, so that a hold of that length has it whole or in two parts. */
function microphoneWav(sentence: string, voice: string, file: string): Buffer {
  const said = spawnSync('espeak-ng', ['-v', voice, '-s', '140', '-w', file, sentence])
  if (said.status !== 0) throw new Error('espeak-ng said nothing')
  const spoken = readFileSync(file)
  const rate = spoken.readUInt32LE(24)
  const seconds = 60
  const out = Buffer.alloc(44 + seconds * 44_100 * 4)
  out.write('RIFF', 0)
  out.writeUInt32LE(out.length - 8, 4)
  out.write('WAVEfmt ', 8)
  out.writeUInt32LE(16, 16)
  out.writeUInt16LE(1, 20)
  out.writeUInt16LE(2, 22)
  out.writeUInt32LE(44_100, 24)
  out.writeUInt32LE(44_100 * 4, 28)
  out.writeUInt16LE(4, 32)
  out.writeUInt16LE(16, 34)
  out.write('data', 36)
  out.writeUInt32LE(out.length - 44, 40)
  const length = Math.floor((spoken.length - 44) / 2)
  for (let i = 0; i < seconds * 44_100; i++) {
    const at = Math.floor(((i % (4 * 44_100)) / 44_100 - 0.5) * rate)
    const sample = at >= 0 && at < length ? spoken.readInt16LE(44 + at * 2) * 0.6 : 0
    const value = Math.round(sample + (((i * 7_919) % 201) - 100) * 0.6)
    out.writeInt16LE(Math.max(-32_768, Math.min(32_767, value)), 44 + i * 4)
    out.writeInt16LE(Math.max(-32_768, Math.min(32_767, value)), 46 + i * 4)
  }
  return out
}
