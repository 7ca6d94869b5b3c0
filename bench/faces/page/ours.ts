import manifest from '../../../models/models.json'
import type { Clock } from '../../../src/lib/clock.ts'
import { distance, type Embedding } from '../../../src/faces/embedding.ts'
import { identify } from '../../../src/faces/identify.ts'
import type { QualityLimits } from '../../../src/faces/quality.ts'
import { enrol, type PersonId } from '../../../src/faces/template.ts'
import { startRecogniser, type Recogniser } from '../../../src/faces/worker/client.ts'
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
}

const clock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
  every(ms, run) {
    const timer = setInterval(run, ms)
    return () => clearInterval(timer)
  },
}

async function open(quality: QualityLimits): Promise<Recogniser> {
  const recogniser = startRecogniser({
    wasmBase: `${location.origin}/models/wasm`,
    modelBase: `${location.origin}/models`,
    models: manifest.models,
    quality,
    thresholds: manifest.thresholds,
    clock,
  })
  const opened = await recogniser.opened
  if (!opened.ok) throw new Error(JSON.stringify(opened.error))
  return recogniser
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
  const recogniser = await open(NO_LIMITS)
  const samples: Sample<Embedding>[] = []
  const timings: Timing[] = []
  let missed = 0
  for (const picture of pictures) {
    const frame = await readPicture(picture)
    const begunMs = performance.now()
    const seen = await recogniser.embed(frame, { reach: 'near-then-far', mostEmbeddings: 1 })
    const total = performance.now() - begunMs
    if (!seen.ok) throw new Error(`${picture.address}: ${JSON.stringify(seen.error)}`)
    const embedding = seen.value.faces[0]?.embedding
    if (!embedding) {
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
  const recogniser = await open(manifest.quality)
  const poor: Record<string, number> = {}
  for (const picture of pictures) {
    const seen = await recogniser.detect(await readPicture(picture), { reach: 'near-then-far' })
    const quality = seen.ok ? seen.value.faces[0]?.quality : undefined
    if (quality?.type === 'poor') poor[quality.because] = (poor[quality.because] ?? 0) + 1
  }
  recogniser.stop()
  return poor
}

Object.assign(globalThis, { measure, judge })
