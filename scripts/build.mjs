// Builds dist/app (what browsers load) and dist/box/box.js (what serves it). Does nothing where nothing changed.
import './ready.mjs'
import { cp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bundleClient } from './bundle-client.mjs'
import { bundleBox } from './bundle-box.mjs'
import { sha256OfAll } from './files.mjs'
import { ROOT, run, step } from './step.mjs'

const APP = join(ROOT, 'dist/app')
// Built beside and moved at the end: a box that is running never serves half an app.
const NEXT = join(ROOT, 'dist/app.next')
const BUILT = join(ROOT, 'dist/.built')
const SOURCES = [
  'src',
  'public',
  'models',
  'signaling',
  'scripts',
  'index.html',
  'offer.html',
  'vite.config.ts',
  'vite.offer.config.ts',
  'package.json',
  'package-lock.json',
]

const sources = await sha256OfAll(ROOT, SOURCES)
if ((await readFile(BUILT, 'utf8').catch(() => '')) === sources) {
  console.error('✓ built already')
} else {
  // Removed first and written last: a build that was interrupted is not mistaken for one that was done.
  await rm(BUILT, { force: true })
  const built =
    (await step('app', buildApp)) &&
    (await step('offer window', buildOfferWindow)) &&
    (await step('models', layModels)) &&
    (await step('service worker', buildServiceWorker)) &&
    (await step('compression', async () => (await import('./compress.mjs')).compress(NEXT))) &&
    (await step('box', bundleBox))
  if (!built) process.exit(1)
  await rm(APP, { recursive: true, force: true })
  await rename(NEXT, APP)
  await writeFile(BUILT, sources)
}

async function buildApp() {
  const { build } = await import('vite')
  await build({ root: ROOT, logLevel: 'warn', build: { outDir: NEXT } })
  // For size.mjs; not part of the app.
  await rename(join(NEXT, 'manifest.json'), join(ROOT, 'dist/manifest.json'))
}

/**
 * The window in which a member is asked, and the client by which a page opens it. Built apart from the app, so that what a
 * visitor's phone loads is not cut up for what it shares with them.
 */
async function buildOfferWindow() {
  const { build } = await import('vite')
  await build({
    root: ROOT,
    configFile: join(ROOT, 'vite.offer.config.ts'),
    logLevel: 'warn',
    build: { outDir: NEXT, emptyOutDir: false },
  })
  await bundleClient(join(NEXT, 'client'))
}

/** The recogniser's files, made from pinned packages and verified (models/make.mjs). */
async function layModels() {
  await run('node', 'models/make.mjs')
  await cp(join(ROOT, 'dist/models'), join(NEXT, 'models'), { recursive: true })
}

async function buildServiceWorker() {
  const { build } = await import('rolldown')
  // A classic script: not every browser we support takes a module here.
  const output = { format: /** @type {const} */ ('iife'), minify: true }
  const bundle = await build({ input: join(ROOT, 'src/sw/worker.ts'), output, write: false, logLevel: 'warn' })
  const { writeRelease } = await import('./release.mjs')
  const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'))
  const { fingerprint } = await writeRelease(NEXT, version, bundle.output[0].code)
  return fingerprint.slice(0, 16)
}
