// Voices of Debian's espeak-ng and flite that read aloud, as samples at 16 kHz. Nobody was recorded for this.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RATE_HZ } from './frontend.mjs'

const ENGLISH = [
  'Could we move the meeting to three o’clock, please? I have another one before.',
  'I think that the second picture is better than the first one, but the colours are wrong.',
  'Has anybody seen my keys? I left them on the table beside the window yesterday.',
  'The train was late again, so we took the bus and walked the last two kilometres.',
  'Yes. No. Maybe. Let me think about it for a moment.',
  'What do you want for lunch? There is soup, bread, and some of that cheese.',
  'Numbers: one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve.',
  'She sells what she grows, and gives away whatever is left at the end of the week.',
  'Hello! Come in, come in. Please take a seat, they will be with you shortly.',
  'If it rains tomorrow, the children will stay inside and build a house out of boxes.',
]
const FRENCH = [
  'Est-ce que nous pourrions déplacer la réunion à quinze heures, s’il vous plaît ?',
  'Je crois que la deuxième image est meilleure, mais les couleurs ne vont pas du tout.',
  'Quelqu’un a vu mes clés ? Je les ai laissées hier sur la table près de la fenêtre.',
  'Oui. Non. Peut-être. Laissez-moi réfléchir un instant.',
  'Un, deux, trois, quatre, cinq, six, sept, huit, neuf, dix, onze, douze.',
  'Bonjour ! Entrez, entrez. Asseyez-vous, on arrive tout de suite.',
  'S’il pleut demain, les enfants resteront à la maison et feront un gâteau au chocolat.',
]
const VARIANTS = ['m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'f1', 'f2', 'f3', 'f4', 'f5', 'croak', 'whisper']
const ACCENTS = ['en-us', 'en-gb', 'en-gb-scotland', 'fr-fr', 'fr-be']

/** @param {import('./sounds.mjs').Chance} c @param {number} many */
export function read(c, many) {
  const folder = mkdtempSync(join(tmpdir(), 'voices-'))
  try {
    return Array.from({ length: many }, (_, n) => {
      const file = join(folder, `${n}.wav`)
      if (c.often(0.2))
        execFileSync('flite', ['-voice', c.one(['kal16', 'awb', 'rms']), '-t', c.one(ENGLISH), '-o', file])
      else {
        const accent = c.one(ACCENTS)
        const how = [
          '-v',
          `${accent}+${c.one(VARIANTS)}`,
          '-s',
          `${c.whole(120, 210)}`,
          '-p',
          `${c.whole(15, 85)}`,
          '-w',
          file,
        ]
        execFileSync('espeak-ng', [...how, c.one(accent.startsWith('fr') ? FRENCH : ENGLISH)])
      }
      return readWav(file)
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** 16-bit, one channel, as both programs write it. @param {string} file */
function readWav(file) {
  const bytes = readFileSync(file)
  const rate = bytes.readUInt32LE(24)
  const at = bytes.indexOf('data', 36, 'latin1') + 8
  const all = Float32Array.from({ length: (bytes.length - at) >> 1 }, (_, i) => bytes.readInt16LE(at + 2 * i) / 32_768)
  const step = rate / RATE_HZ
  return Float32Array.from({ length: Math.floor(all.length / step) - 1 }, (_, i) => {
    const before = Math.floor(i * step)
    return all[before] + (all[before + 1] - all[before]) * ((i * step) % 1)
  })
}
