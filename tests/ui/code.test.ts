import decodeQR from 'qr/decode.js'
import { expect, test } from 'vitest'
import { codePath, type CodePath } from '../../src/ui/lib/code-path.ts'
import { sharpSize } from '../../src/ui/lib/code-size.ts'

const URLS = [
  'https://box.local/j#Zk3mW9tY2hR5sXn8pLd7vQ4',
  'https://192.168.1.20:8443/j#q9Wm2Yt7Rk4Zs8Xc1Vb6Nd3',
  'https://osmose.hall.example.org/j#Ab3mW9tY2hR5sXn8pLd7vQ4LmNoPq',
]
const TRIES = 4 * 2 * 16
const NIGHT = 20
const DAY = 230

for (const url of URLS) {
  test(`the code of ${url} decodes from a picture of the wall scaled to a quarter, wherever it stands`, async () => {
    const code = await codePath(url)
    const lost: string[] = []
    for (const pixels of [7.2, 8.6, 9.5, 10.9]) {
      const size = sharpSize(pixels * code.modules, code.modules, 1, 0)
      for (const ground of [NIGHT, DAY]) {
        for (let phase = 0; phase < 16; phase++) {
          const read = decode(quarter(code, size, { x: 40 + (phase % 4), y: 40 + Math.floor(phase / 4) }, ground))
          if (read !== url) lost.push(`${size} px, phase ${phase}, ground ${ground}`)
        }
      }
    }
    // A camera looks again; one picture in twenty may need it.
    expect(lost.length, lost.join('\n')).toBeLessThanOrEqual(TRIES / 20)
  })
}

test('modules are whole pixels, unless that makes the code too small', () => {
  expect(sharpSize(300, 33, 1, 240)).toBe(297)
  expect(sharpSize(300, 33, 2, 240)).toBe(297)
  expect(sharpSize(265, 33, 1, 220)).toBe(231)
  expect(sharpSize(260, 33, 1, 240)).toBe(260)
  expect(sharpSize(255, 33, 2, 240)).toBe(247.5)
})

type Picture = { width: number; height: number; data: Uint8ClampedArray }

function decode(picture: Picture): string | undefined {
  try {
    return decodeQR(picture)
  } catch {
    return undefined // not found is what the test counts
  }
}

/** What a browser paints, averaged over squares of four pixels. */
function quarter(code: CodePath, size: number, at: { x: number; y: number }, ground: number): Picture {
  const [side, scale] = [480, 4]
  const paper = new Float32Array(side * side).fill(ground)
  const fill = (x0: number, y0: number, x1: number, y1: number, value: number) => {
    for (let y = Math.floor(y0); y < y1; y++) {
      for (let x = Math.floor(x0); x < x1; x++) {
        const covered = overlap(x, x0, x1) * overlap(y, y0, y1)
        const index = y * side + x
        paper[index] = (paper[index] ?? 0) * (1 - covered) + value * covered
      }
    }
  }
  const module = size / code.modules
  fill(at.x, at.y, at.x + size, at.y + size, 255)
  for (const [, x, y, run] of code.d.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
    const [left, top] = [at.x + Number(x) * module, at.y + Number(y) * module]
    fill(left, top, left + Number(run) * module, top + module, 0)
  }
  const width = side / scale
  const data = new Uint8ClampedArray(width * width * 4).fill(255)
  for (let i = 0; i < width * width; i++) {
    let sum = 0
    for (let j = 0; j < scale * scale; j++) {
      const x = (i % width) * scale + (j % scale)
      const y = Math.floor(i / width) * scale + Math.floor(j / scale)
      sum += paper[y * side + x] ?? 0
    }
    data.fill(sum / scale / scale, i * 4, i * 4 + 3)
  }
  return { width, height: width, data }
}

const overlap = (pixel: number, from: number, to: number) =>
  Math.max(0, Math.min(to, pixel + 1) - Math.max(from, pixel))
