import { Human } from '@vladmandic/human'
import { openSets } from '../score/open-set.ts'
import type { Sample } from '../score/sample.ts'
import { verify } from '../score/verification.ts'
import { percentile, readPicture, type Picture, type Report, type Timing } from './report.ts'

type Descriptor = number[]

/** What its own documentation calls a match. */
const SIMILARITY = 0.5

/** Everything but faces switched off, and what its demos use for recognition: mesh and rotation on, no skipped frames. */
function makeHuman(): Human {
  const off = { enabled: false }
  return new Human({
    backend: 'wasm',
    wasmPath: '/tfjs-wasm/',
    modelBasePath: '/peer-models/',
    cacheSensitivity: 0,
    debug: false,
    filter: off,
    gesture: off,
    body: off,
    hand: off,
    object: off,
    segmentation: off,
    face: {
      enabled: true,
      detector: { rotation: true, maxDetected: 4, skipFrames: 0, minConfidence: 0.2 },
      mesh: { enabled: true },
      description: { enabled: true, skipFrames: 0 },
      iris: off,
      emotion: off,
      antispoof: off,
      liveness: off,
    },
  })
}

async function measure(pictures: readonly Picture[]): Promise<Report> {
  const human = makeHuman()
  await human.load()
  await human.warmup()
  const samples: Sample<Descriptor>[] = []
  const timings: Timing[] = []
  let missed = 0
  for (const picture of pictures) {
    const frame = await readPicture(picture)
    if (!frame) {
      missed++
      continue
    }
    const begunMs = performance.now()
    // What it cannot look at it says in its answer, without a face, or throws.
    const { face } = await human.detect(frame).catch((fault: unknown) => {
      console.error(`${picture.address}: ${String(fault)}`)
      return { face: [] }
    })
    const total = performance.now() - begunMs
    frame.close()
    const largest = face.toSorted((a, b) => b.box[2] - a.box[2])[0]?.embedding
    if (!largest) {
      missed++
      continue
    }
    timings.push({ detect: null, embed: null, total })
    samples.push({ person: picture.person, embedding: largest })
  }
  return {
    verification: verify(samples, (a, b) => 1 - cosine(a, b)),
    openSet: openSets(samples, {
      threshold: SIMILARITY,
      enrol: (person, views) => ({ person, views }),
      identify(probe, gallery) {
        const all = gallery.flatMap(({ person, views }) => views.map((view) => ({ person, view })))
        const { index, similarity } = human.match.find(
          probe,
          all.map(({ view }) => view),
        )
        return similarity >= SIMILARITY ? all[index]?.person : undefined
      },
    }),
    facesMissed: missed,
    msMedian: percentile(timings, 0.5),
    msP90: percentile(timings, 0.9),
  }
}

/** Finer than its own similarity, which is rounded to hundredths: better for the peer. */
function cosine(a: Descriptor, b: Descriptor): number {
  let [dot, aa, bb] = [0, 0, 0]
  for (const [i, value] of a.entries()) {
    const other = b[i] ?? 0
    dot += value * other
    aa += value * value
    bb += other * other
  }
  return dot / Math.sqrt(aa * bb)
}

Object.assign(globalThis, { measure, ready: true })
