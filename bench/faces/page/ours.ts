import manifest from '../../../models/models.json'
import { distance, type Embedding } from '../../../src/faces/embedding.ts'
import { identify } from '../../../src/faces/identify.ts'
import type { QualityLimits } from '../../../src/faces/quality.ts'
import { enrol, type PersonId } from '../../../src/faces/template.ts'
import { pinsOf } from '../../../src/faces/models.ts'
import { startFaceWorker, type FaceWorker } from '../../../src/faces/worker/client.ts'
import { realClock } from '../../../src/platform/clock.ts'
import { openSets } from '../score/open-set.ts'
import type { Sample } from '../score/sample.ts'
import { verify } from '../score/verification.ts'
import { percentile, readPicture, type Picture, type Report, type Timing } from './report.ts'

/** Lets every face through: accuracy is counted over all faces that were found. */
const NO_LIMITS: QualityLimits = {
  leastPx: 0,
  mostTurn: Infinity,
  leastLuma: 0,
  mostLuma: 255,
  leastContrast: 0,
  leastSharpness: 0,
  leastPresence: -Infinity,
}

async function open(quality: QualityLimits): Promise<FaceWorker> {
  const worker = startFaceWorker({
    modelBase: `${location.origin}/models`,
    pins: pinsOf(manifest),
    quality,
    clock: realClock,
  })
  const opened = await worker.warm()
  if (!opened.ok) throw new Error(JSON.stringify(opened.error))
  return worker
}

async function measure(pictures: readonly Picture[]): Promise<Report> {
  const { samples, timings, missed } = await embedAll(pictures)
  const { thresholds } = manifest
  return {
    verification: verify(samples, distance),
    openSet: openSets(samples, {
      threshold: thresholds.threshold,
      enrol(person, views) {
        const enrolment = enrol(person as PersonId, views, { mostApart: Infinity })
        if (enrolment.type === 'mixed') throw new Error('no view is farther than Infinity')
        return enrolment.template
      },
      identify(probe, gallery) {
        const found = identify(probe, gallery, thresholds)
        return found.type === 'match' ? found.person : undefined
      },
    }),
    facesMissed: missed,
    msMedian: percentile(timings, 0.5),
    msP90: percentile(timings, 0.9),
  }
}

async function embedAll(pictures: readonly Picture[]) {
  const worker = await open(NO_LIMITS)
  const samples: Sample<Embedding>[] = []
  const timings: Timing[] = []
  let missed = 0
  for (const picture of pictures) {
    const frame = await readPicture(picture)
    if (!frame) {
      missed++
      continue
    }
    const begunMs = performance.now()
    const seen = await worker.look(frame, { mostEmbeddings: 1 })
    const total = performance.now() - begunMs
    if (!seen.ok) console.error(`${picture.address}: ${JSON.stringify(seen.error)}`)
    const embedding = seen.ok ? seen.value.faces[0]?.embedding : undefined
    if (!seen.ok || !embedding) {
      missed++
      continue
    }
    timings.push({ detect: seen.value.cost.detectMs, embed: seen.value.cost.embedMs, total })
    samples.push({ person: picture.person, embedding })
  }
  // Left running: its memory is measured next.
  return { samples, timings, missed }
}

/** How many faces the quality gate would have refused, by cause. */
async function judge(pictures: readonly Picture[]): Promise<Record<string, number>> {
  const worker = await open(manifest.quality)
  const poor: Record<string, number> = {}
  for (const picture of pictures) {
    const frame = await readPicture(picture)
    const seen = frame && (await worker.look(frame, { mostEmbeddings: 0 }))
    const quality = seen?.ok ? seen.value.faces[0]?.quality : undefined
    if (quality?.type === 'poor') poor[quality.because] = (poor[quality.because] ?? 0) + 1
  }
  worker.stop()
  return poor
}

/** Which part of each picture's width its face takes; 0 where none is found. */
async function faceParts(pictures: readonly Picture[]): Promise<number[]> {
  const worker = await open(manifest.quality)
  const parts: number[] = []
  for (const picture of pictures) {
    const frame = await readPicture(picture)
    const width = frame?.width ?? 1
    const seen = frame && (await worker.look(frame, { mostEmbeddings: 0 }))
    parts.push(seen?.ok ? (seen.value.faces[0]?.box.width ?? 0) / width : 0)
  }
  worker.stop()
  return parts
}

Object.assign(globalThis, { measure, judge, faceParts, ready: true })
