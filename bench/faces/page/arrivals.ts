import manifest from '../../../models/models.json'
import { limitsWith, makeCompany } from '../../../src/faces/company.ts'
import type { Embedding } from '../../../src/faces/embedding.ts'
import type { Box } from '../../../src/faces/face.ts'
import { pinsOf } from '../../../src/faces/models.ts'
import { enrol, type PersonId, type Template } from '../../../src/faces/template.ts'
import { startFaceWorker } from '../../../src/faces/worker/client.ts'
import { startRecogniser } from '../../../src/faces/worker/recogniser.ts'
import { realClock } from '../../../src/platform/clock.ts'
import { SENSES_OFF } from '../../../src/room/senses.ts'
import { seeded } from '../score/random.ts'
import { readPicture, type Picture } from './report.ts'
import { virtualClock } from './virtual-clock.ts'

const VIEWS = 3
/** A little more than the least that counts. */
const FACE_PX = 72
const WAIT_MS = 6_000

const worker = startFaceWorker({
  modelBase: `${location.origin}/models`,
  pins: pinsOf(manifest),
  quality: manifest.quality,
  clock: realClock,
})

export type Arrival = {
  person: string
  picture: string
  isKnown: boolean
  /** From the first frame until the wall would blank, on a clock that stands still while a look is worked at; null: it did not. */
  blankMs: number | null
  /** What the looks saw, one after the other. */
  saw: string[]
}

/** Everybody comes in before an empty wall, one picture at a time; of each second person three views are known. */
async function arrivals(pictures: readonly Picture[], half: 0 | 1, isNobodyKnown: boolean): Promise<Arrival[]> {
  const people = [...new Set(pictures.map(({ person }) => person))]
  const gallery: Template[] = []
  const shown: { of: Picture; picture: ImageBitmap; box: Box; isKnown: boolean }[] = []
  for (const [i, person] of people.entries()) {
    const isKnown = !isNobodyKnown && i % 2 === half
    const views: Embedding[] = []
    for (const one of pictures.filter((picture) => picture.person === person)) {
      const picture = await readPicture(one)
      const seen = picture && (await worker.look(await createImageBitmap(picture), { mostEmbeddings: 1 }))
      const face = seen?.ok ? seen.value.faces[0] : undefined
      if (!picture || !face) continue
      if (isKnown && views.length < VIEWS && face.embedding) views.push(face.embedding)
      else shown.push({ of: one, picture, box: face.box, isKnown })
    }
    const [first, ...rest] = views
    const enrolment = first && enrol(person as PersonId, [first, ...rest], { mostApart: Infinity })
    if (enrolment?.type === 'enrolled') gallery.push(enrolment.template)
  }
  const chance = seeded(1)
  const all: Arrival[] = []
  for (const { of, picture, box, isKnown } of shown)
    all.push({ person: of.person, picture: of.address, isKnown, ...(await arrive(picture, box, gallery, chance)) })
  return all
}

async function arrive(picture: ImageBitmap, box: Box, gallery: readonly Template[], chance: () => number) {
  const canvas = new OffscreenCanvas(640, 480)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no 2D canvas')
  const scale = FACE_PX / box.width
  const at = { x: (640 - FACE_PX) * chance(), y: (480 - FACE_PX) * 0.7 * chance() }
  const comesMs = 1_000 + 8_000 * chance()
  const clock = virtualClock()
  const company = makeCompany(() => limitsWith(SENSES_OFF, gallery.length))
  const saw: string[] = []
  let blankMs: number | null = null
  const recogniser = startRecogniser({
    worker,
    clock,
    thresholds: manifest.thresholds,
    limits: () => SENSES_OFF,
    frames: {
      open: () => Promise.resolve({ ok: true, value: { next, blind: () => undefined, stop() {} } }),
      onChange: () => () => {},
    },
    area: () => [],
    gallery: () => gallery,
    strangersMatter: () => true,
    lipsMatter: () => false,
    onBlind: () => undefined,
    onLook({ atMs, sights }) {
      company.take(atMs, sights)
      if (atMs < comesMs) return
      if (company.at(atMs).strangers > 0) blankMs ??= Math.round(atMs - comesMs)
      if (saw.length < 12)
        saw.push(
          sights
            .map(({ identity, px }) => `${identity.type === 'too-poor' ? identity.because : identity.type} ${px}`)
            .join('+'),
        )
    },
  })
  function next() {
    if (!context) throw new Error('no 2D canvas')
    context.fillStyle = '#8a8d8a'
    context.fillRect(0, 0, 640, 480)
    context.imageSmoothingQuality = 'high'
    if (clock.now() >= comesMs)
      context.drawImage(
        picture,
        at.x - box.x * scale,
        at.y - box.y * scale,
        picture.width * scale,
        picture.height * scale,
      )
    return createImageBitmap(canvas)
  }
  const untilMs = comesMs + WAIT_MS
  for (let ms = comesMs; ms < untilMs && blankMs === null; ms += 500) await clock.runUntil(ms)
  recogniser.stop()
  return { blankMs, saw }
}

Object.assign(globalThis, { arrivals, ready: true })
