import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImageEmbedder } from '@mediapipe/tasks-vision'
import { beforeAll, expect, test } from 'vitest'
import manifest from '../../models/models.json'
import { EYE_NUMBERS, MESH_NUMBERS, MESH_PX } from '../../src/faces/landmarks.ts'
import { makeShortcut } from '../../src/faces/worker/shortcut.ts'

/* The landmark models that the build lays down, run by MediaPipe itself, beside the one they were cut from. */

type Made = { by: string; mean: number; std: number; answers?: string[] }
type Model = (typeof manifest.models)['landmarks']
const ROOT = join(import.meta.dirname, '../..')
const part = async <T>(path: string) => (await import(/* @vite-ignore */ join(ROOT, path))) as T
const { convert } = await part<{ convert(made: Made, about: object, sources: Buffer[]): Uint8Array }>(
  'models/convert.mjs',
)
const { readSources } = await part<{ readSources(model: Model, how: { pinning: boolean }): Promise<Buffer[]> }>(
  'models/sources.mjs',
)
const { landmarks, eyes } = manifest.models

/** What MediaPipe and the shortcut want of a browser. */
class Canvas {
  readonly width: number
  readonly height: number
  constructor(width: number, height: number) {
    this.width = width
    this.height = height
  }
}
class Pixels extends Canvas {
  readonly data = new Uint8ClampedArray(4 * this.width * this.height)
}

beforeAll(() => {
  const none = class {}
  Object.assign(globalThis, {
    self: globalThis,
    ImageData: Pixels,
    OffscreenCanvas: Canvas,
    WebGLRenderingContext: none,
  })
})

async function open(model: Model, made: Made, canvas = makeShortcut()): Promise<ImageEmbedder> {
  const wasm = join(ROOT, 'node_modules/@mediapipe/tasks-vision/wasm/vision_wasm_module_internal')
  const wasmBinary = await readFile(`${wasm}.wasm`)
  const { default: factory } = (await import(/* @vite-ignore */ `${wasm}.js`)) as { default: (of: object) => object }
  const quiet = () => undefined
  Object.assign(globalThis, {
    ModuleFactory: (settings: object) => factory({ ...settings, wasmBinary, print: quiet, printErr: quiet }),
  })
  const { ImageEmbedder } = await import('@mediapipe/tasks-vision')
  const modelAssetBuffer = convert(made, { name: 'landmarks', ...model }, await readSources(model, { pinning: false }))
  return ImageEmbedder.createFromOptions(
    { wasmLoaderPath: '', wasmBinaryPath: '' },
    { baseOptions: { modelAssetBuffer }, runningMode: 'IMAGE', canvas },
  )
}

const answersOf = (model: ImageEmbedder, picture: ImageData | OffscreenCanvas) =>
  model.embed(picture).embeddings.map(({ floatEmbedding }) => floatEmbedding ?? [])

/** Light, dark and edges, in another place each time. */
function picture(seed: number): ImageData {
  const made = new ImageData(MESH_PX, MESH_PX)
  for (let i = 0; i < made.data.length; i += 4) {
    const [x, y] = [(i / 4) % MESH_PX, Math.floor(i / 4 / MESH_PX)]
    made.data.set(
      [x + 40 * Math.sin(seed + y / 7), y + 30, 128 + 90 * Math.sin(x / 9 + seed) * Math.cos(y / 13), 255],
      i,
    )
  }
  return made
}

test('what was cut out of the landmark model answers as the whole does, to the last bit', async () => {
  const whole = await open(landmarks, { ...landmarks.made, by: 'metadata' })
  const [cut, withEyes] = [await open(landmarks, landmarks.made), await open(eyes, eyes.made)]
  const said = new Set<string>()
  for (const seed of [0, 1, 2]) {
    const [all, some, more] = [whole, cut, withEyes].map((model) => answersOf(model, picture(seed)))
    const wanted = (...lengths: number[]) => all?.filter(({ length }) => lengths.includes(length))
    expect(some).toEqual(wanted(MESH_NUMBERS, 1))
    expect(more).toEqual(wanted(MESH_NUMBERS, EYE_NUMBERS, 1))
    said.add(JSON.stringify(some))
  }
  // They saw the picture, and not three times nothing.
  expect(said.size).toBe(3)
})

/** WebGL's numbers for what 0.10.35 asks for: red, green, blue, alpha, a byte each. */
const [RGBA, UNSIGNED_BYTE] = [0x1908, 0x1401]
type ReadPixels = (...args: [number, number, number, number, number, number, Uint8Array, number]) => void

test('MediaPipe reads each picture as WebGL would hand it back: first row first, each row from the left, red before blue', async () => {
  const canvas = makeShortcut()
  const context = canvas.getContext('webgl2') as unknown as { readPixels: ReadPixels }
  const { readPixels } = context
  const read: { asked: number[]; bytes: Uint8Array }[] = []
  context.readPixels = (x, y, width, height, format, type, heap, at) => {
    readPixels(x, y, width, height, format, type, heap, at)
    read.push({ asked: [x, y, width, height, format, type], bytes: heap.slice(at, at + 4 * width * height) })
  }
  const model = await open(landmarks, landmarks.made, canvas)
  // Red says the column, green the row, and blue neither: no two places, and no two colours, can be exchanged unseen.
  const given = new ImageData(MESH_PX, MESH_PX)
  for (let y = 0; y < MESH_PX; y++)
    for (let x = 0; x < MESH_PX; x++) given.data.set([x, y, 250, 255], 4 * (y * MESH_PX + x))
  for (const picture of [given, painted(given)]) answersOf(model, picture)
  const whole = [0, 0, MESH_PX, MESH_PX, RGBA, UNSIGNED_BYTE]
  expect(read.map(({ asked }) => asked)).toEqual([whole, whole])
  // Where the first byte differs: a list of all that do would take minutes.
  for (const { bytes } of read) expect(bytes.findIndex((byte, i) => byte !== given.data[i])).toBe(-1)
})

/** A canvas that shows this picture, as a face cut out of a frame does. */
function painted(shown: ImageData): OffscreenCanvas {
  const getImageData = (left: number, top: number, width: number, height: number) => {
    const cut = new ImageData(width, height)
    for (let y = 0; y < height; y++) {
      const from = 4 * ((top + y) * shown.width + left)
      cut.data.set(shown.data.subarray(from, from + 4 * width), 4 * y * width)
    }
    return cut
  }
  return Object.assign(new OffscreenCanvas(shown.width, shown.height), {
    getContext: () => ({ getImageData }) as never,
  })
}
