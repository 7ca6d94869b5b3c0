import type { ImageEmbedder } from '@mediapipe/tasks-vision'
import { CHIP_PX } from '../chip.ts'
import { distance, toEmbedding, type Embedding } from '../embedding.ts'

export type Delegate = 'CPU' | 'GPU'
/** What a model said of the same picture, and how long it took. */
export type Trial = { ms: number; said: Embedding | undefined }

/** Graphics that are only a little faster are not worth their start and their memory. */
const FASTER = 1.25
/** Two pictures of one person are 0.2 apart; what the processor says of one may not change by more than a tenth of it. */
const EQUAL = 0.02
const RUNS = 5

/** Whether the graphics card is clearly faster and says the same. Some are fast and wrong. */
export function prefersGraphics(cpu: Trial, gpu: Trial): boolean {
  if (!cpu.said || !gpu.said) return false
  return gpu.ms * FASTER < cpu.ms && distance(cpu.said, gpu.said) <= EQUAL
}

/** The same picture several times; the middle time counts. */
export function tryOut(embedder: ImageEmbedder): Trial {
  const chip = gradient()
  const times: number[] = []
  let said: Embedding | undefined
  for (let run = 0; run <= RUNS; run++) {
    const begunMs = performance.now()
    const embedding = toEmbedding(embedder.embed(chip).embeddings[0]?.floatEmbedding ?? [])
    times.push(performance.now() - begunMs)
    said = embedding.ok ? embedding.value : undefined
  }
  // The first run builds shaders and caches.
  return { ms: times.slice(1).toSorted((a, b) => a - b)[Math.floor(RUNS / 2)] ?? Infinity, said }
}

/** A picture with light, dark and colours in it; nobody's face. */
function gradient(): ImageData {
  const chip = new ImageData(CHIP_PX, CHIP_PX)
  for (let i = 0; i < chip.data.length; i += 4) {
    const [x, y] = [(i / 4) % CHIP_PX, Math.floor(i / 4 / CHIP_PX)]
    chip.data.set([x + 60, y + 40, 128 + 90 * Math.sin(x / 9) * Math.cos(y / 13), 255], i)
  }
  return chip
}

/** Whether there is a graphics card at all. What draws in software is slower than what computes in software. */
export function hasGraphicsCard(): boolean {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2')
  if (!gl) return false
  const info = gl.getExtension('WEBGL_debug_renderer_info')
  const renderer: unknown = info ? gl.getParameter(info.UNMASKED_RENDERER_WEBGL) : ''
  gl.getExtension('WEBGL_lose_context')?.loseContext()
  return (
    typeof renderer === 'string' && renderer !== '' && !/swiftshader|llvmpipe|software|basic render/i.test(renderer)
  )
}
