// `npm run bench -- speech [--grammar FILE.jsgf --clips DIR] [--other DIR] [--noise FILE] [--snr 20,10] [--lang en] [--model wider] [--peer] [--json]`:
// how well requests are recognised and other speech is refused, by the recogniser and the thresholds that the build ships.
// DIR of --clips holds .wav and labels.json ({ file: { intent, slots } }). Without --grammar the room's own requests are
// said by synthetic voices (espeak-ng, flite). Nothing of the recordings is copied.
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { ROOT, run } from '../../scripts/step.mjs'
import { isRight, wordsOfJsgf } from './labels.mjs'
import { peerHears, peerMissing } from './peer.mjs'
import { roomIn, SAID, synthesise, VOICES } from './voices.mjs'

/** @param {string[]} args */
export async function bench(args) {
  const options = /** @type {const} */ ({
    grammar: { type: 'string' },
    clips: { type: 'string' },
    other: { type: 'string' },
    noise: { type: 'string' },
    snr: { type: 'string', default: '20,10' },
    lang: { type: 'string', default: 'en' },
    model: { type: 'string', default: 'narrow' },
    peer: { type: 'boolean' },
    json: { type: 'boolean' },
  })
  const { values } = parseArgs({ args, options })
  const lang = values.lang === 'fr' ? 'fr' : 'en'
  if (!['narrow', 'wider'].includes(values.model)) throw new Error('--model is narrow or wider.')
  await run('node', 'models/make.mjs')
  const { engineOf, grammarOf, hear, readWav, soundsOf, sureness, understand, useGrammar } = await measures()
  const { speech } = JSON.parse(await readFile(join(ROOT, 'models/models.json'), 'utf8'))
  const by = speech.thresholds[lang]
  const engine = await engineOf(join(ROOT, 'dist/models/speech'), lang, values.model === 'wider')
  const noise = values.noise ? readWav(values.noise).pcm : undefined
  const folder = await mkdtemp(join(tmpdir(), 'osmose-speech-'))
  try {
    const room = grammarOf(lang, roomIn(lang))
    const jsgf = values.grammar ? await readFile(values.grammar, 'utf8') : room.jsgf
    const words = values.grammar ? wordsOfJsgf(jsgf) : room.words
    // Asked for before it is taught: the engine does not say again what it was taught.
    const dictionary = soundsOf(engine, lang, words)
    const noPeer = values.peer ? peerMissing(lang) : 'not asked for'
    if (values.peer && noPeer) console.error(`no peer: ${noPeer}`)
    const unsayable = useGrammar(engine, lang, jsgf, words)
    if (unsayable.length > 0) console.error(`cannot be said: ${unsayable.join(', ')}`)
    const labels = values.clips ? JSON.parse(await readFile(join(values.clips, 'labels.json'), 'utf8')) : undefined
    const clips = labels
      ? Object.entries(labels)
          .map(([file, expected]) => ({ file: join(values.clips ?? '', file), expected }))
          .filter(({ file }) => existsSync(file))
      : VOICES[lang].heldOn.flatMap((voice) =>
          SAID[lang].map((expected, n) => ({ file: synthesise(voice, expected, folder, n), expected })),
        )
    const lacking = labels ? Object.keys(labels).length - clips.length : 0
    if (lacking > 0) console.error(`${lacking} clips that labels.json names are not there`)
    const others = values.other ? await wavs(values.other) : []
    /** @param {{ text: string, expected?: any }} one */
    const right = ({ text, expected }) =>
      labels
        ? isRight(text, expected.slots, labels)
        : { whole: same(understand(text, room), understand(expected, room)), slots: 0, of: 0 }
    /** @type {Record<string, object>} */
    const snr = {}
    /** @type {import('./measure.ts').Outcome[]} */
    const all = []
    const operatingPoints = []
    for (const snrDb of values.snr.split(',').map(Number)) {
      const heard = await hear(engine, clips, { noise, snrDb, whole: true })
      const refusable = await hear(engine, others, { noise, snrDb, whole: false })
      all.push(...heard)
      const judged = heard.map((one) => ({
        ...one,
        ...right(one),
        sure: one.fit.words > 0 ? sureness(one.fit, by) : -Infinity,
      }))
      const wholes = judged.filter(({ whole }) => whole)
      const sureOfOther = refusable.map(({ fit }) => (fit.words > 0 ? sureness(fit, by) : -Infinity))
      const [slots, of] = judged.reduce(([a, b], one) => [a + one.slots, b + one.of], [0, 0])
      /** @param {number} least */
      const at = (least) => ({
        kept: share(wholes, ({ sure }) => sure >= least),
        otherAccepted: share(sureOfOther, (sure) => sure >= least),
        wrongAccepted: share(judged, ({ sure, whole }) => !whole && sure >= least),
      })
      snr[snrDb] = {
        wholeRight: share(judged, ({ whole }) => whole),
        ...(of > 0 && { slotsRight: slots / of }),
        ...at(by.least),
        clips: judged.length,
        otherUtterances: refusable.length,
        ...(!noPeer && { peer: await peerAt(heard, refusable) }),
      }
      for (const least of [-2, -1, -0.5, 0, 0.5, 1, 2]) operatingPoints.push({ snrDb, least, ...at(least) })
    }
    /** Debian's pocketsphinx on the same cut clips; it does not refuse, so that whatever it makes a sentence of is accepted. @param {typeof all} heard @param {typeof all} refusable */
    async function peerAt(heard, refusable) {
      const clips = [...heard, ...refusable].map(({ pcm }) => pcm)
      const { texts, ms } = await peerHears(folder, jsgf, dictionary, clips)
      const judged = heard.map((one, n) => right({ ...one, text: texts[n] ?? '' }))
      const [slots, of] = judged.reduce(([a, b], one) => [a + one.slots, b + one.of], [0, 0])
      return {
        wholeRight: share(judged, ({ whole }) => whole),
        ...(of > 0 && { slotsRight: slots / of }),
        otherAccepted: share(texts.slice(heard.length), (text) => text !== ''),
        rtf: ms / 1_000 / secondsOf(clips),
      }
    }
    const times = all.map(({ ms }) => ms).sort((a, b) => a - b)
    const report = {
      lang,
      model: values.model,
      snr,
      operatingPoints,
      rtf: times.reduce((a, b) => a + b, 0) / 1_000 / secondsOf(all.map(({ pcm }) => pcm)),
      // The recogniser's own part: after a held button this is all; after a tap the pause of 300 ms comes before it.
      endToTextMs: { p50: times[Math.floor(times.length / 2)], p95: times[Math.floor(times.length * 0.95)] },
    }
    console.log(JSON.stringify(report, null, values.json ? 2 : 1))
  } finally {
    await engine.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** The app's own pure parts, bundled for Node. @returns {Promise<typeof import('./measure.ts')>} */
async function measures() {
  const { rolldown } = await import('rolldown')
  const dir = join(ROOT, 'dist/bench/speech')
  const input = ['measure', 'sounds-thread'].map((name) => join(ROOT, 'bench/speech', `${name}.ts`))
  const bundle = await rolldown({ input, platform: 'node', logLevel: 'silent' })
  await bundle.write({ dir, entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' })
  return import(pathToFileURL(join(dir, 'measure.mjs')).href)
}

/** @param {string} folder */
const wavs = async (folder) =>
  (await readdir(folder)).filter((file) => file.endsWith('.wav')).map((file) => ({ file: join(folder, file) }))

/** @param {{ name: string, slots: object } | undefined} a @param {{ name: string, slots: object } | undefined} b */
const same = (a, b) => a !== undefined && a.name === b?.name && JSON.stringify(a.slots) === JSON.stringify(b.slots)

/** @param {readonly Float32Array[]} clips */
const secondsOf = (clips) => clips.reduce((sum, { length }) => sum + length / 16_000, 0)

/** @template T @param {readonly T[]} all @param {(one: T) => boolean} which */
const share = (all, which) => (all.length === 0 ? 0 : all.filter(which).length / all.length)
