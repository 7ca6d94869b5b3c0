import type { ImageEmbedder } from '@mediapipe/tasks-vision'
import { expect, test } from 'vitest'
import manifest from '../../models/models.json'
import { WHOLE } from '../../src/faces/area.ts'
import { MESH_NUMBERS } from '../../src/faces/landmarks.ts'
import type { makeCutters } from '../../src/faces/worker/chips.ts'
import { readFaces } from '../../src/faces/worker/faces.ts'
import { DEFAULTS, type Frame } from '../../src/faces/worker/shared.ts'
import type { Tasks } from '../../src/faces/worker/tasks.ts'
import { err, ok } from '../../src/lib/result.ts'
import { seen } from './people.ts'

type ModelName = Parameters<Tasks['embedder']>[0]

/** What is read of one face that is turned aside, where some models are missing; and which models were asked for. */
async function read(eyes: boolean, ...missing: ModelName[]) {
  const asked: ModelName[] = []
  const mesh = { embed: () => ({ embeddings: [MESH_NUMBERS, 1].map(numbers) }) } as unknown as ImageEmbedder
  const tasks = {
    async embedder(model: ModelName) {
      asked.push(model)
      return missing.includes(model) ? err({ type: 'model-altered', file: model } as const) : ok(mesh)
    },
  } as Tasks
  const cutters = { forMesh: () => ({}) } as unknown as ReturnType<typeof makeCutters>
  const face = seen(100)
  const aside = { ...face, keypoints: { ...face.keypoints, nose: face.keypoints.leftEye } }
  const how = { reach: 'near', parts: 1, follow: [], area: WHOLE, settled: [], mayBeStill: false, eyes } as const
  const look = { id: 1, ask: 'look', frame: {} as Frame, mostEmbeddings: DEFAULTS.mostEmbeddings, ...how } as const
  return { faces: await readFaces(tasks, cutters, manifest.quality, [aside], look), asked }
}
const numbers = (length: number) => ({ floatEmbedding: Array.from({ length }, () => 9) })

test('where the model of eyes is missing or altered, a face is read by the one that every look needs', async () => {
  expect(await read(true)).toMatchObject({
    faces: ok([{ quality: { because: 'turned' } }]),
    asked: ['eyes', 'identity'],
  })
  expect(await read(true, 'eyes')).toMatchObject({
    faces: ok([{ quality: { because: 'turned' }, eyesOpen: undefined }]),
    asked: ['eyes', 'landmarks', 'identity'],
  })
})

test('without the models that every look needs there is no answer, and its reason names the file', async () => {
  expect((await read(false, 'landmarks')).faces).toEqual(err({ type: 'model-altered', file: 'landmarks' }))
  expect((await read(true, 'eyes', 'landmarks')).faces).toMatchObject({ error: { file: 'landmarks' } })
})
