import type { ImageEmbedder } from '@mediapipe/tasks-vision'
import { assert } from '../../lib/assert.ts'
import { ok, type Result } from '../../lib/result.ts'
import { chipSimilarity } from '../chip.ts'
import { toEmbedding, type Embedding } from '../embedding.ts'
import { overlap, type Face } from '../face.ts'
import { doubtOf, EYE_NUMBERS, meshSimilarity, MESH_NUMBERS, readMesh, type Landmarks } from '../landmarks.ts'
import type { ModelFailure } from '../models.ts'
import { judgePose, judgeQuality, lightOf, LIT_PART, type QualityLimits } from '../quality.ts'
import { middleOf, type Cut, type makeCutters } from './chips.ts'
import type { Request, SeenFace } from './shared.ts'
import type { Tasks } from './tasks.ts'

type Look = Extract<Request, { ask: 'look' }>

/** What of each found face is good enough to compare, and, for as many as are asked for, who it looks like. */
export async function readFaces(
  tasks: Tasks,
  cutters: ReturnType<typeof makeCutters>,
  limits: QualityLimits,
  faces: readonly Face[],
  { frame, area, mostEmbeddings, settled, eyes }: Look,
): Promise<Result<SeenFace[], ModelFailure>> {
  if (faces.length === 0) return ok([])
  const withEyes = eyes ? await tasks.embedder('eyes') : undefined
  // How open eyes are is a hint: where the model for it is missing or altered, nobody is looked at less for that.
  const landmarks = withEyes?.ok ? withEyes : await tasks.embedder('landmarks')
  if (!landmarks.ok) return landmarks
  const identity = mostEmbeddings > 0 ? await tasks.embedder('identity') : undefined
  if (identity?.ok === false) return identity
  const seen: SeenFace[] = []
  let left = mostEmbeddings
  for (const face of faces) {
    const pose = judgePose(face, limits)
    const unread = pose && { ...face, quality: pose, eyesOpen: undefined, mouthOpen: undefined, embedding: undefined }
    if (unread && pose.because === 'too-far') {
      seen.push(unread)
      continue
    }
    const cut = (cutter: Cut, similarity: Parameters<Cut>[1]) => cutter(frame, similarity, area)
    const similarity = meshSimilarity(face.box, face.keypoints)
    const found = findLandmarks(landmarks.value, cut(cutters.forMesh, similarity), similarity, { isTurned: !!pose })
    // What the detector took for a face, and the landmark model does not, is none.
    if (!found) continue
    if (unread) {
      seen.push(unread)
      continue
    }
    const chip = cut(cutters.forIdentity, chipSimilarity(found.five))
    const middle = middleOf(chip, LIT_PART)
    const quality = judgeQuality(face, { ...lightOf(middle.rgba, middle.side), presence: found.presence }, limits)
    const isSettled = settled.some((box) => overlap(box, face.box) > 0.5)
    const isWanted = identity && left > 0 && !isSettled && quality.type === 'good'
    if (isWanted) left--
    const { eyesOpen, mouthOpen } = found
    const embedding = isWanted ? embed(identity.value, chip, doubtOf(found.presence)) : undefined
    seen.push({ ...face, quality, eyesOpen, mouthOpen, embedding })
  }
  return ok(seen)
}

/** The landmark model answers by several lists at once, told apart by their lengths. */
function findLandmarks(
  model: ImageEmbedder,
  chip: OffscreenCanvas,
  similarity: ReturnType<typeof meshSimilarity>,
  { isTurned }: { isTurned: boolean },
): Landmarks | undefined {
  const answers = model.embed(chip).embeddings.map(({ floatEmbedding }) => floatEmbedding ?? [])
  const face = answers.find(({ length }) => length === MESH_NUMBERS) ?? []
  const eyes = answers.filter(({ length }) => length === EYE_NUMBERS)
  const presence = answers.find(({ length }) => length === 1)?.[0] ?? -Infinity
  return readMesh({ face, eyes, presence }, similarity, { isTurned })
}

function embed(embedder: ImageEmbedder, chip: OffscreenCanvas, doubt: number): Embedding {
  const embedding = toEmbedding(embedder.embed(chip).embeddings[0]?.floatEmbedding ?? [], doubt)
  assert(embedding.ok, 'the identity model answers with 128 finite numbers')
  return embedding.value
}
