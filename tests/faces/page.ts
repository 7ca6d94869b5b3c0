import manifest from '../../models/models.json'
import type { Area } from '../../src/faces/area.ts'
import type { Embedding } from '../../src/faces/embedding.ts'
import { pinsOf } from '../../src/faces/models.ts'
import { enrol, type PersonId, type Template } from '../../src/faces/template.ts'
import { startFaceWorker } from '../../src/faces/worker/client.ts'
import { startRecogniser, type Look } from '../../src/faces/worker/recogniser.ts'
import { SENSES_OFF } from '../../src/room/senses.ts'
import { makeCamera } from '../../src/platform/camera.ts'
import { realClock } from '../../src/platform/clock.ts'

/** The page of tests/journeys/faces.test.ts: a wall that only recognises, told what to do by the test. */
const templates: Template[] = []
const room = { area: [] as Area, strangersMatter: true }
const looks: Look[] = []
const workers: Worker[] = []

const worker = startFaceWorker({
  modelBase: `${location.origin}/models`,
  pins: pinsOf(manifest),
  quality: manifest.quality,
  clock: realClock,
  spawn() {
    const spawned = new Worker(new URL('../../src/faces/worker/worker.ts', import.meta.url), { type: 'module' })
    workers.push(spawned)
    return spawned
  },
})
let recogniser: ReturnType<typeof startRecogniser> | undefined

Object.assign(globalThis, {
  looks,
  room,
  worker,
  /** What goes wrong in a worker, as the browser would tell. */
  kill: () => workers.at(-1)?.dispatchEvent(new Event('error')),
  lookAt: async (picture: string) => worker.look(await frameOf(picture)),
  async enrol(person: string, pictures: string[]) {
    const embeddings: Embedding[] = []
    for (const picture of pictures) {
      const seen = await worker.look(await frameOf(picture))
      const embedding = seen.ok ? seen.value.faces[0]?.embedding : undefined
      if (embedding) embeddings.push(embedding)
    }
    const [first, ...rest] = embeddings
    if (!first) return 0
    const enrolment = enrol(person as PersonId, [first, ...rest], { mostApart: Infinity })
    if (enrolment.type === 'enrolled') templates.push(enrolment.template)
    return embeddings.length
  },
  watch() {
    recogniser = startRecogniser({
      worker,
      frames: makeCamera(),
      clock: realClock,
      thresholds: manifest.thresholds,
      limits: () => SENSES_OFF,
      area: () => room.area,
      gallery: () => templates,
      strangersMatter: () => room.strangersMatter,
      lipsMatter: () => false,
      onLook: (look) => looks.push(look),
      onBlind: () => undefined,
    })
  },
  state: () => recogniser?.state(),
  cost: () => recogniser?.cost(),
  cover: () => recogniser?.cover(),
  uncover: () => recogniser?.uncover(),
})

/** A picture as the test hands it over: base64 of a file. */
const frameOf = (picture: string) =>
  createImageBitmap(new Blob([Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0))]))
