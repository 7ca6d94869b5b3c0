// `node models/make.mjs`, part of the build: lays the recogniser's models down in dist/models, from the pinned npm
// packages and nothing else.
// `--speech-en DIR` lays down a wider English recogniser, too: Debian's pocketsphinx-en-us, unpacked in DIR. It stays there
// with every later build. `--no-speech-en` takes it away.
// `--pin` accepts new sources or results: it writes their sizes and hashes into models.json, to be reviewed and committed.
import '../scripts/ready.mjs'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { compressFile } from '../scripts/compress.mjs'
import { filesUnder, sha256 } from '../scripts/files.mjs'
import { ROOT, step } from '../scripts/step.mjs'
import { convert, convertSounds } from './convert.mjs'
import { checkVersion, packageFiles, readPackageFile, readSources } from './sources.mjs'
import { readWider } from './wider.mjs'

/** @typedef {{ bytes: number, sha256: string }} Pin */

const PINS = join(ROOT, 'models/models.json')
const OUT = join(ROOT, 'dist/models')
const { values } = parseArgs({
  options: { pin: { type: 'boolean' }, 'speech-en': { type: 'string' }, 'no-speech-en': { type: 'boolean' } },
})
const pinning = values.pin ?? false

/** @type {typeof import('./models.json')} */
const pins = JSON.parse(await readFile(PINS, 'utf8'))
const results = []
for (const [name, model] of Object.entries(pins.models))
  results.push(
    await step(name, () =>
      lay(model.file, model, async () =>
        convert(model.made, { name, ...model }, await readSources(model, { pinning })),
      ),
    ),
  )
results.push(await step('wasm', layWasm))
results.push(await step('speech', laySpeech))
/** @type {string[]} */
const wider = []
results.push(await step('wider speech', layWiderSpeech))
results.push(await step('pdf', layPdf))
results.push(await step('sounds', laySounds))
// What was laid down before stays where anything failed.
if (results.includes(false)) process.exitCode = 1
else await clearRest()
if (pinning && !results.includes(false)) await writeFile(PINS, `${JSON.stringify(pins, null, 2)}\n`)

async function layWasm() {
  const { wasm } = pins
  await checkVersion(wasm)
  for (const [file, pin] of Object.entries(wasm.files)) {
    await lay(join(wasm.folder, file), pin, () => readPackageFile(wasm, `wasm/${file}`))
    const path = join(OUT, wasm.folder, file)
    // A higher quality takes 20 s for 11 MB and saves a twentieth.
    if (!existsSync(`${path}.br`)) await compressFile(path, 5)
  }
}

/** SoundSwallower with its two languages, as they are in the package but for what `listening` says. */
async function laySpeech() {
  const { speech } = pins
  await checkVersion(speech)
  for (const [file, pin] of Object.entries(speech.files)) {
    await lay(join(speech.folder, file), pin, async () => {
      const content = await readPackageFile(speech, pin.from)
      return file.endsWith('.js') ? listening(content.toString()) : content
    })
    const path = join(OUT, speech.folder, file)
    if (!existsSync(`${path}.br`)) await compressFile(path, 5)
  }
}

/** The wider English model, where somebody has brought it; `served.txt` says to the recogniser whether it is there. */
async function layWiderSpeech() {
  const { speech } = pins
  const files = Object.entries(speech.wider.files)
  const brought = values['speech-en']
  if (brought !== undefined) {
    const read = await readWider(resolve(brought), speech.wider, { pinning })
    // All of it or nothing.
    const contents = await Promise.all(files.map(([, pin]) => read(pin)))
    for (const [n, [file, pin]] of files.entries())
      await lay(join(speech.folder, file), pin, async () => contents[n] ?? Buffer.alloc(0))
  }
  const kept = await Promise.all(files.map(([file, pin]) => isLaid(join(speech.folder, file), pin)))
  const isServed = !values['no-speech-en'] && kept.every(Boolean)
  for (const [file] of isServed ? files : []) {
    wider.push(join(speech.folder, file))
    const path = join(OUT, speech.folder, file)
    if (!existsSync(`${path}.br`)) await compressFile(path, 5)
  }
  await mkdir(join(OUT, speech.folder), { recursive: true })
  wider.push(join(speech.folder, 'served.txt'))
  const path = join(OUT, speech.folder, 'served.txt')
  const says = isServed ? `${dirname(files[0]?.[0] ?? '')}\n` : '\n'
  // The sources are as they were, but what is built of them is not: the next build copies it.
  if (says !== (await readFile(path, 'utf8').catch(() => undefined)))
    await rm(join(ROOT, 'dist/.built'), { force: true })
  await writeFile(path, says)
  return isServed ? 'served' : 'not brought'
}

/** MediaPipe's runtime for sound, as it is in the package, and our own model of sound events. */
async function laySounds() {
  const { sounds } = pins
  await checkVersion(sounds)
  const { name, licence, author, file } = sounds.model
  const weights = () => readFile(join(ROOT, 'models/sounds/weights.json'), 'utf8')
  await lay(file, sounds.model, async () => convertSounds({ name, licence, author }, await weights()))
  for (const [file, pin] of Object.entries(sounds.files)) {
    await lay(join(sounds.folder, file), pin, () => readPackageFile(sounds, `wasm/${file}`))
    const path = join(OUT, sounds.folder, file)
    if (!existsSync(`${path}.br`)) await compressFile(path, 5)
  }
}

/** PDF.js as it is in the package, and what it needs for some files only in packs: one file each instead of two hundred. */
async function layPdf() {
  const { pdf } = pins
  await checkVersion(pdf)
  for (const [file, pin] of Object.entries(pdf.files)) {
    await lay(join(pdf.folder, file), pin, () =>
      'pack' in pin ? packed(pdf, pin.pack, new RegExp(`${pin.ending}$`)) : readPackageFile(pdf, pin.from),
    )
    const path = join(OUT, pdf.folder, file)
    if (!existsSync(`${path}.br`)) await compressFile(path, 5)
  }
}

/**
 * The files of a package's folder in one: how long the list of names and lengths is, the list, then each file. Read by
 * src/pdf/worker/pack.ts.
 * @param {{ package: string, version: string }} source @param {string} folder @param {RegExp} which
 */
async function packed(source, folder, which) {
  const names = (await packageFiles(source, folder)).filter((name) => which.test(name))
  const files = await Promise.all(names.map((name) => readPackageFile(source, join(folder, name))))
  const list = Buffer.from(JSON.stringify(names.map((name, at) => [name, files[at]?.length])))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(list.length)
  return Buffer.concat([length, list, ...files])
}

/**
 * The loader reads its files by `Module.readFile`, which hands it bytes that were verified, and not by fetching them; and
 * it goes without a polyfill of Blob, which touches `document` and dies in a worker.
 * @param {string} loader
 */
function listening(loader) {
  const made = loader
    .replace(/^import .*blob-polyfill.*$/m, '')
    .replaceAll('await fetch(path)', 'await Module.readFile(path)')
  if (made.includes('blob-polyfill') || !made.includes('Module.readFile'))
    throw new Error('soundswallower.web.js is not written as models/make.mjs expects.')
  return Buffer.from(made)
}

/** The build copies the whole folder: what an earlier version laid down goes. */
async function clearRest() {
  const wanted = [
    ...Object.values(pins.models).map(({ file }) => file),
    pins.sounds.model.file,
    ...wider,
    ...[pins.wasm, pins.speech, pins.pdf, pins.sounds].flatMap(({ folder, files }) =>
      Object.keys(files).map((file) => join(folder, file)),
    ),
  ].map((file) => join(OUT, file))
  for (const path of await filesUnder(OUT)) if (!wanted.includes(path.replace(/\.br$/, ''))) await rm(path)
}

/** @param {string} file below dist/models @param {Pin} pin */
async function isLaid(file, pin) {
  const present = await readFile(join(OUT, file)).catch(() => undefined)
  return present !== undefined && sha256(present) === pin.sha256
}

/**
 * Writes one file unless it is there already; what does not match its pin is not written.
 * @param {string} file below dist/models
 * @param {Pin} pin
 * @param {() => Promise<Uint8Array>} make
 */
async function lay(file, pin, make) {
  const path = join(OUT, file)
  const present = await readFile(path).catch(() => undefined)
  if (!pinning && present && sha256(present) === pin.sha256) return 'there already'
  const content = Buffer.from(await make())
  const made = { bytes: content.length, sha256: sha256(content) }
  if (pinning) Object.assign(pin, made)
  else if (made.sha256 !== pin.sha256)
    throw new Error(
      `${file} came out as ${made.sha256}; models.json says ${pin.sha256}. If that is right: node models/make.mjs --pin`,
    )
  await mkdir(dirname(path), { recursive: true })
  await rm(`${path}.br`, { force: true })
  // Moved at the end: a page never loads half a model.
  await writeFile(`${path}.next`, content)
  await rename(`${path}.next`, path)
  return `${(content.length / 1e6).toFixed(2)} MB`
}
