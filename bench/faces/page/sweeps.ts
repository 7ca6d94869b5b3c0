import manifest from '../../../models/models.json'
import { identify } from '../../../src/faces/identify.ts'
import { pinsOf } from '../../../src/faces/models.ts'
import { enrol, type PersonId, type Template } from '../../../src/faces/template.ts'
import type { Embedding } from '../../../src/faces/embedding.ts'
import type { Box } from '../../../src/faces/face.ts'
import { startFaceWorker } from '../../../src/faces/worker/client.ts'
import { realClock } from '../../../src/platform/clock.ts'
import { SWEEPS, type Sweep } from './degrade.ts'
import { readPicture, type Picture } from './report.ts'

/** At one degree, parts of the faces shown. */
export type Point = {
  degree: number
  /** Known people not named, whether not found, too poor to say, or taken for nobody. */
  falseNonMatch: number
  /** Of these, the part of which the gate said that it is too poor to say. */
  tooPoor: number
  /** Strangers, and known people by another's name. */
  falseMatch: number
  /** Known people said to be unknown though seen well enough: what would blank a wall for nothing. */
  falseUnknown: number
}

/** So many views are enrolled, of good pictures; so many others are shown, of each person. */
const VIEWS = 3
const SHOWN = 4

type Shown = { person: string; picture: ImageBitmap; box: Box }
type Cast = { known: ReadonlySet<string>; gallery: readonly Template[]; shown: readonly Shown[] }

const worker = startFaceWorker({
  modelBase: `${location.origin}/models`,
  pins: pinsOf(manifest),
  quality: manifest.quality,
  clock: realClock,
})
let cast: Promise<Cast> | undefined

async function look(frame: ImageBitmap) {
  const seen = await worker.look(frame, { mostEmbeddings: 1 })
  if (!seen.ok) throw new Error(seen.error.type)
  return seen.value.faces[0]
}

/** Half the people are known by good pictures; others of theirs, and those of the rest, are to be shown. */
async function chooseCast(pictures: readonly Picture[]): Promise<Cast> {
  const people = [...new Set(pictures.map(({ person }) => person))]
  const known = new Set(people.filter((_, i) => i % 2 === 0))
  const gallery: Template[] = []
  const shown: Shown[] = []
  for (const person of people) {
    const views: Embedding[] = []
    const own: Shown[] = []
    for (const one of pictures.filter((picture) => picture.person === person)) {
      if (own.length === SHOWN) break
      const picture = await readPicture(one)
      const face = picture && (await look(await createImageBitmap(picture)))
      if (!face) continue
      if (known.has(person) && views.length < VIEWS && face.embedding) views.push(face.embedding)
      else own.push({ person, picture, box: face.box })
    }
    shown.push(...own)
    const [first, ...rest] = views
    const enrolment = first && enrol(person as PersonId, [first, ...rest], { mostApart: Infinity })
    if (enrolment?.type === 'enrolled') gallery.push(enrolment.template)
  }
  return { known, gallery, shown }
}

async function sweep(pictures: readonly Picture[], name: string): Promise<Point[]> {
  const chosen = SWEEPS.find((one) => one.name === name)
  if (!chosen) throw new Error(`no sweep ${name}`)
  const all = await (cast ??= chooseCast(pictures))
  const points: Point[] = []
  for (const degree of chosen.degrees) points.push(await show(all, chosen, degree))
  return points
}

async function show({ known, gallery, shown }: Cast, { paint }: Sweep, degree: number): Promise<Point> {
  const count = { known: 0, missed: 0, poor: 0, unknown: 0, wrong: 0 }
  for (const { person, picture, box } of shown) {
    const face = await look(paint(picture, box, degree).transferToImageBitmap())
    const found = face?.embedding && identify(face.embedding, gallery, manifest.thresholds)
    const named = found?.type === 'match' ? found.person : undefined
    if (named !== undefined && named !== person) count.wrong++
    if (!known.has(person)) continue
    count.known++
    if (named === person) continue
    count.missed++
    if (face?.quality.type === 'poor') count.poor++
    if (found?.type === 'unknown') count.unknown++
  }
  return {
    degree,
    falseNonMatch: count.missed / count.known,
    tooPoor: count.poor / count.known,
    falseUnknown: count.unknown / count.known,
    falseMatch: count.wrong / shown.length,
  }
}

Object.assign(globalThis, { sweep, sweeps: SWEEPS.map(({ name, unit }) => ({ name, unit })), ready: true })
