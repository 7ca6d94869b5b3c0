import manifest from '../../../models/models.json'
import { makeCompany } from '../../../src/faces/company.ts'
import type { Embedding } from '../../../src/faces/embedding.ts'
import { pinsOf } from '../../../src/faces/models.ts'
import { enrol, type PersonId, type Template } from '../../../src/faces/template.ts'
import { startFaceWorker } from '../../../src/faces/worker/client.ts'
import { startRecogniser } from '../../../src/faces/worker/recogniser.ts'
import { realClock } from '../../../src/platform/clock.ts'
import type { Sight } from '../../../src/faces/sight.ts'
import { SENSES_OFF } from '../../../src/room/senses.ts'
import { seat, type Deeds, type Photo } from './people-who-move.ts'
import { readPicture, type Picture } from './report.ts'
import { virtualClock } from './virtual-clock.ts'

/** So many people sit at the table, known by so many views; other photos of them are shown. */
const SEATS = [
  { x: 150, y: 200, px: 110 },
  { x: 330, y: 190, px: 90 },
  { x: 500, y: 210, px: 74 },
]
const VIEWS = 3

const worker = startFaceWorker({
  modelBase: `${location.origin}/models`,
  pins: pinsOf(manifest),
  quality: manifest.quality,
  clock: realClock,
})

export type Replay = {
  minutes: number
  looks: number
  deeds: Deeds
  /** When the wall would have blanked though everybody is known, in seconds from the start, and what it saw then. */
  falseBlanks: { atS: number; saw: string[] }[]
  /** Part of the looks in which everybody who sat there had a name. */
  named: number
}

async function faceIn(picture: ImageBitmap) {
  const seen = await worker.look(await createImageBitmap(picture), { mostEmbeddings: 1 })
  if (!seen.ok) throw new Error(seen.error.type)
  return seen.value.faces[0]
}

/** An hour in minutes: the recogniser as it is, with a clock that stands still while a look is worked at. */
async function replay(pictures: readonly Picture[], minutes: number, seed: number): Promise<Replay> {
  const gallery: Template[] = []
  const casts: Photo[][] = []
  for (const person of new Set(pictures.map((picture) => picture.person))) {
    if (casts.length === SEATS.length) break
    const views: Embedding[] = []
    const shown: Photo[] = []
    for (const one of pictures.filter((picture) => picture.person === person)) {
      const picture = await readPicture(one)
      const face = picture && (await faceIn(picture))
      if (!face) continue
      if (views.length < VIEWS && face.embedding) views.push(face.embedding)
      else shown.push({ picture, box: face.box })
    }
    const [first, ...rest] = views
    const enrolment = first && enrol(person as PersonId, [first, ...rest], { mostApart: Infinity })
    if (enrolment?.type !== 'enrolled' || shown.length === 0) continue
    gallery.push(enrolment.template)
    casts.push(shown)
  }
  const deeds: Deeds = { turned: 0, bent: 0, covered: 0, 'came back': 0, 'leaned in': 0, 'another photo': 0 }
  const people = casts.map((photos, i) => seat(photos, SEATS[i] ?? { x: 0, y: 0, px: 0 }, seed * 100 + i, deeds))
  const canvas = new OffscreenCanvas(640, 480)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no 2D canvas')

  const clock = virtualClock()
  const company = makeCompany(() => SENSES_OFF)
  const report: Replay = { minutes, looks: 0, deeds, falseBlanks: [], named: 0 }
  let wasBlank = false
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
      const { strangers, known } = company.at(atMs)
      report.looks++
      if (sights.length > 0 && known.length >= sights.length) report.named++
      if (strangers > 0 && !wasBlank)
        report.falseBlanks.push({ atS: Math.round(atMs / 1000), saw: sights.map(inWords) })
      wasBlank = strangers > 0
    },
  })
  function next() {
    if (!context) throw new Error('no 2D canvas')
    context.fillStyle = '#8a8d8a'
    context.fillRect(0, 0, 640, 480)
    for (const paint of people) paint(context, clock.now())
    return createImageBitmap(canvas)
  }
  await clock.runUntil(minutes * 60_000)
  recogniser.stop()
  return { ...report, named: report.named / Math.max(1, report.looks) }
}

const inWords = ({ identity, px, turn, box, sinceMs, seenMs }: Sight) =>
  `${identity.type === 'too-poor' ? identity.because : identity.type}, ${px} px at ${Math.round(box.x)},${Math.round(box.y)}, turned ${turn.toFixed(2)}, followed ${seenMs - sinceMs} ms`

Object.assign(globalThis, { replay, ready: true })
