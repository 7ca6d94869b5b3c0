// Draws the PNG icons from public/icon.svg: `node scripts/icons.mjs`, after changing it. The pictures are committed.
import { readFile } from 'node:fs/promises'
import { chromium } from 'playwright'
import { ensureChromium } from './chromium.mjs'

const PUBLIC = new URL('../public/', import.meta.url)
// Systems that cut their own shape out of an icon want its ground to reach the corners.
const FULL_BLEED = (/** @type {string} */ svg) => svg.replace(' rx="112"', '')
const ICONS = [
  { file: 'icon-192.png', size: 192 },
  { file: 'icon-512.png', size: 512 },
  { file: 'icon-maskable-512.png', size: 512, change: FULL_BLEED },
  { file: 'apple-touch-icon.png', size: 180, change: FULL_BLEED },
]

const svg = await readFile(new URL('icon.svg', PUBLIC), 'utf8')
const browser = await chromium.launch({ executablePath: await ensureChromium(), args: ['--no-sandbox'] })
for (const { file, size, change } of ICONS) {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  await page.setContent(`<style>body { margin: 0 }</style>${change ? change(svg) : svg}`)
  await page.screenshot({ path: new URL(file, PUBLIC).pathname, omitBackground: true })
  await page.close()
}
await browser.close()
