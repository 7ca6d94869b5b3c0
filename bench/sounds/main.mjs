// `npm run bench -- sounds --clips DIR [--other DIR] [--noise FILE --snr 20,10] [--made] [--half first|second] [--json]`: how well sound events are told
// apart, by the model and the thresholds that the build ships, through MediaPipe's AudioClassifier. DIR of --clips has a
// folder of .wav files for each label: silence (also other, noise, music), speech, knock, clap, alarm. --other: recordings
// in which nothing of the kind happens; what begins in them is counted for each hour. Nothing of them is copied.
// --made adds clips that sox makes (made.mjs); --half takes two of every four clips, to choose by one half and report on the other.
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { ROOT, run } from '../../scripts/step.mjs'
import { machine } from '../machine.mjs'
import { make } from './made.mjs'
import { openModel } from './model.mjs'

/** @typedef {import('../../src/sound-events/episodes.ts').Label} Label */
/** @type {readonly Label[]} */
const LABELS = ['silence', 'speech', 'knock', 'clap', 'alarm']
/** @type {readonly Label[]} */
const EVENTS = ['knock', 'clap', 'alarm']
/** @type {[name: string, label: Label][]} */
const FOLDERS = [
  ...LABELS.map((label) => /** @type {[string, Label]} */ ([label, label])),
  ['other', 'silence'],
  ['noise', 'silence'],
  ['music', 'silence'],
]

/** @param {string[]} args */
export async function bench(args) {
  const options = /** @type {const} */ ({
    clips: { type: 'string' },
    other: { type: 'string', multiple: true },
    noise: { type: 'string' },
    snr: { type: 'string' },
    made: { type: 'boolean' },
    half: { type: 'string' },
    json: { type: 'boolean' },
  })
  const { values } = parseArgs({ args, options })
  await run('node', 'models/make.mjs')
  const { hearClip, readWav, scoresOf, underNoise } = await measures()
  const look = scoresOf(await openModel(join(ROOT, 'dist/models/sounds/events.tflite')))
  let [looks, ms] = [0, 0]
  /** @param {Float32Array} second */
  const timed = (second) => {
    const begunMs = performance.now()
    const scores = look(second)
    ms += performance.now() - begunMs
    looks++
    return scores
  }
  const noise = values.noise ? readWav(values.noise).pcm : undefined
  const folder = await mkdtemp(join(tmpdir(), 'osmose-sounds-'))
  if (values.made) make(folder)
  const half = (/** @type {number} */ n) => !values.half || (n >> 1) % 2 === (values.half === 'first' ? 0 : 1)
  const clips = [...(values.clips ? await labelled(values.clips) : []), ...(await labelled(folder))].filter((_, n) =>
    half(n),
  )
  /** @type {Record<string, object>} */
  const at = {}
  for (const snr of ['as recorded', ...(noise && values.snr ? values.snr.split(',') : [])]) {
    const heard = clips.map(({ label, file }) => {
      const { pcm } = readWav(file)
      const sound = noise && snr !== 'as recorded' ? underNoise(pcm, noise, Number(snr)) : pcm
      return { label, file, heard: hearClip(sound, timed) }
    })
    at[snr] = tableOf(heard)
  }
  await rm(folder, { recursive: true })
  const others = (await Promise.all((values.other ?? []).map((folder) => wavs(folder))))
    .flat()
    .filter((_, n) => half(n))
  const played = others.map((file) => ({ file, ...hearClip(readWav(file).pcm, timed) }))
  const hours = played.reduce((sum, { seconds }) => sum + seconds, 0) / 3_600
  const report = {
    clips: at,
    ...(hours > 0 && {
      other: {
        minutes: Number((hours * 60).toFixed(1)),
        begunPerHour: Object.fromEntries(
          EVENTS.map((event) => [
            event,
            round(played.reduce((sum, { began }) => sum + (began[event] ?? 0), 0) / hours),
          ]),
        ),
        in: played.flatMap(({ file, began }) =>
          EVENTS.filter((event) => began[event]).map((event) => `${event}: ${file}`),
        ),
      },
    }),
    looks,
    msPerLook: round(ms / Math.max(1, looks)),
    machine: machine(),
  }
  console.log(JSON.stringify(report, null, values.json ? 2 : 1))
}

/** @param {readonly { label: Label, file: string, heard: import('./measure.ts').Heard }[]} all */
function tableOf(all) {
  return {
    labels: Object.fromEntries(
      LABELS.filter((label) => all.some((one) => one.label === label)).map((label) => {
        const mine = all.filter((one) => one.label === label)
        const told = all.filter(({ heard }) => heard.began[label])
        const right = told.filter((one) => one.label === label).length
        return [
          label,
          {
            clips: mine.length,
            recall: round(right / mine.length),
            precision: told.length > 0 ? round(right / told.length) : null,
          },
        ]
      }),
    ),
    wrong: all
      .filter(
        ({ label, heard }) => !heard.began[label] || EVENTS.some((event) => event !== label && heard.began[event]),
      )
      .map(({ label, file, heard }) => `${label} ${file}: ${Object.keys(heard.began).join(' ')}`),
  }
}

/** @param {string} folder */
async function labelled(folder) {
  const all = []
  for (const [name, label] of FOLDERS) for (const file of await wavs(join(folder, name))) all.push({ label, file })
  return all
}

/** @param {string} folder */
const wavs = async (folder) =>
  existsSync(folder)
    ? (await readdir(folder))
        .filter((file) => file.endsWith('.wav'))
        .map((file) => join(folder, file))
        .sort()
    : []

/** The app's own pure parts, bundled for Node. @returns {Promise<typeof import('./measure.ts')>} */
async function measures() {
  const { rolldown } = await import('rolldown')
  const file = join(ROOT, 'dist/bench/sounds/measure.mjs')
  const bundle = await rolldown({ input: join(ROOT, 'bench/sounds/measure.ts'), platform: 'node', logLevel: 'silent' })
  await bundle.write({ file })
  return import(pathToFileURL(file).href)
}

/** @param {number} x */
const round = (x) => Number(x.toFixed(3))
