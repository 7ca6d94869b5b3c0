import { execFileSync, spawnSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const MODEL = '/usr/share/pocketsphinx/model/en-us/en-us'

/** Why Debian's pocketsphinx cannot be measured here; undefined: it can. @param {string} lang */
export function peerMissing(lang) {
  if (lang !== 'en') return 'Debian has no French model for pocketsphinx'
  const there = spawnSync('pocketsphinx_batch', ['-hmm', MODEL, '-ctl', '/dev/null'], { stdio: 'ignore' })
  return there.error ? 'pocketsphinx and pocketsphinx-en-us are not installed (apt-get install)' : undefined
}

/**
 * The same cut clips through Debian's pocketsphinx with its wider English model: the sentence of each, and how long all took.
 * Its dictionary is ours, so that it has no word to guess.
 * @param {string} folder for its files
 * @param {string} jsgf
 * @param {ReadonlyMap<string, string>} dictionary
 * @param {readonly Float32Array[]} clips at 16 kHz
 */
export async function peerHears(folder, jsgf, dictionary, clips) {
  const at = (/** @type {string} */ name) => join(folder, `peer-${name}`)
  await writeFile(at('grammar.jsgf'), jsgf)
  await writeFile(at('words.dict'), [...dictionary].map(([word, sounds]) => `${word} ${sounds}\n`).join(''))
  await writeFile(at('clips'), clips.map((_, n) => `peer-${n}\n`).join(''))
  for (const [n, clip] of clips.entries())
    await writeFile(
      at(`${n}.raw`),
      Int16Array.from(clip, (sample) => Math.round(32_767 * clamp(sample))),
    )
  const begun = performance.now()
  execFileSync(
    'pocketsphinx_batch',
    [
      ...['-hmm', MODEL, '-dict', at('words.dict'), '-jsgf', at('grammar.jsgf'), '-lw', '1'],
      ...['-ctl', at('clips'), '-cepdir', folder, '-cepext', '.raw', '-adcin', 'yes', '-hyp', at('heard')],
    ],
    { stdio: 'ignore' },
  )
  const ms = performance.now() - begun
  const heard = (await readFile(at('heard'), 'utf8')).split('\n')
  const texts = clips.map((_, n) => (heard[n] ?? '').replace(/\s*\(peer-\d+ .*\)$/, '').replace(/\(\d+\)/g, ''))
  return { texts, ms }
}

/** @param {number} sample */
const clamp = (sample) => Math.max(-1, Math.min(1, sample))
