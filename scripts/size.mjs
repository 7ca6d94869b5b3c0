// What a visitor's first load weighs, gzipped: the page, its script with all static imports, styles and first font.
import './ready.mjs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { ROOT } from './step.mjs'

const MOST_BYTES = 150_000
/** Modules a visitor loads, by their key in Vite's manifest. Add what main.tsx imports() on every phone. */
const FIRST = ['index.html', 'src/app/phone/PhoneScreen.tsx', 'src/ui/strings/fr.ts'] // the longer language

/** @typedef {Record<string, { file: string, imports?: string[], css?: string[] }>} Manifest */

/** The measure in words; throws where it is over the budget. */
export async function visitorsFirstLoad(dist = join(ROOT, 'dist')) {
  const manifest = JSON.parse(await readFile(join(dist, 'manifest.json'), 'utf8'))
  const page = await readFile(join(dist, 'app/index.html'), 'utf8')
  const font = /rel="preload" as="font"[^>]* href="\/([^"]+)"/.exec(page)?.[1]
  const files = new Set([
    'index.html',
    'support.js',
    ...(font ? [font] : []),
    ...FIRST.flatMap((key) => load(manifest, key)),
  ])
  const sizes = await Promise.all(
    [...files].map(async (file) => ({ file, bytes: await gzipped(join(dist, 'app', file)) })),
  )
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0)
  const words = `visitor's first load ${kB(total)} of ${kB(MOST_BYTES)} gzip`
  if (total < MOST_BYTES) return words
  const rows = sizes
    .sort((a, b) => b.bytes - a.bytes)
    .map(({ file, bytes }) => `  ${kB(bytes).padStart(9)} ${basename(file)}`)
  throw new Error([words, ...rows].join('\n'))
}

/** @param {Manifest} manifest @param {string} key @param {Set<string>} seen @returns {string[]} */
function load(manifest, key, seen = new Set()) {
  const chunk = manifest[key]
  if (!chunk) throw new Error(`Vite's manifest has no ${key}`)
  if (seen.has(key)) return []
  seen.add(key)
  return [chunk.file, ...(chunk.css ?? []), ...(chunk.imports ?? []).flatMap((next) => load(manifest, next, seen))]
}

/** @param {string} path */
const gzipped = async (path) => gzipSync(await readFile(path)).length

/** @param {number} bytes */
const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(await visitorsFirstLoad())
