import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AudioClassifier } from '@mediapipe/tasks-audio'
import { expect, test } from 'vitest'
import manifest from '../../models/models.json'
import { LABELS } from '../../src/sound-events/episodes.ts'
import { scoresOf } from '../../src/sound-events/worker/scores.ts'

/* The model that the build lays down, run by MediaPipe itself, beside the code that taught it. */

type Layers = readonly object[]
const ROOT = join(import.meta.dirname, '../..')
const part = async <T>(path: string) => (await import(/* @vite-ignore */ join(ROOT, path))) as T
const [{ convertSounds }, { unpack }, network, { hear }, tones, { bustle }, { openModel }] = await Promise.all([
  part<{ convertSounds(about: object, weights: string): Uint8Array }>('models/convert.mjs'),
  part<{ unpack(packed: unknown): Layers }>('models/sounds/weights.mjs'),
  part<{ LABELS: string[]; run(layers: Layers, heard: Float32Array): Float32Array[] }>('models/sounds/network.mjs'),
  part<{ hear(samples: Float32Array): Float32Array }>('models/sounds/frontend.mjs'),
  part<
    { makeChance(seed: number): object } & Record<
      'alarm' | 'music' | 'noise',
      (chance: object, seconds: number) => Float32Array
    >
  >('models/sounds/sounds.mjs'),
  part<{ bustle(chance: object, seconds: number): Float32Array }>('models/sounds/bustle.mjs'),
  part<{ openModel(model: Uint8Array): Promise<AudioClassifier> }>('bench/sounds/model.mjs'),
])
const made = { ...tones, bustle }
const weights = readFileSync(join(ROOT, 'models/sounds/weights.json'), 'utf8')
const { model } = manifest.sounds
const file = convertSounds(model, weights)

test('the committed weights give the pinned file, byte for byte, and they are small', () => {
  expect(createHash('sha256').update(file).digest('hex')).toBe(model.sha256)
  expect(weights.length).toBeLessThan(100_000)
  expect(network.LABELS).toEqual(LABELS)
})

test('MediaPipe takes the model and says of every sound what the code that taught it says', async () => {
  const look = scoresOf(await openModel(file))
  const layers = unpack(JSON.parse(weights))
  const chance = made.makeChance(7)
  const sounds = [
    new Float32Array(16_000),
    ...(['alarm', 'music', 'noise', 'bustle'] as const).flatMap((kind) =>
      [1, 0.1, 0.01].map((gain) => made[kind](chance, 1).map((x) => x * gain)),
    ),
  ]
  for (const sound of sounds) {
    const ours = network.run(layers, hear(sound)).at(-1) ?? []
    const theirs = look(sound)
    for (const [n, label] of LABELS.entries()) expect(theirs[label]).toBeCloseTo(ours[n] ?? NaN, 2)
  }
})
