import type { Bytes } from '../../lib/bytes.ts'
import { jpegSize } from '../../lib/jpeg-size.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { identify, type Thresholds } from '../../faces/identify.ts'
import type { FaceWorker } from '../../faces/worker/client.ts'
import type { SeenFace } from '../../faces/worker/shared.ts'
import type { DeviceId } from '../../protocol/ids.ts'
import type { Senses } from '../../room/senses.ts'
import type { FaceSeen } from '../../services/service.ts'
import type { Faces } from './faces.ts'

/** What a phone's camera gives, and more than a face needs: a larger one is a mistake, or meant to fill our memory. */
const MOST_PX = 2_048

/**
 * Looks at one picture that somebody sent, on the worker that also looks at the camera's. The bitmap is used up by the
 * look; nothing of it stays. One look is less than a wall asks for before it names anybody, so it is told to the caller
 * alone, and changes nothing in the room.
 */
export function makeIdentifying(deps: {
  faces: Pick<Faces, 'known' | 'gallery'>
  senses: () => Senses
  worker: (() => Pick<FaceWorker, 'look'>) | undefined
  thresholds: Thresholds | undefined
  decode: (picture: Bytes) => Promise<ImageBitmap | undefined>
}) {
  let isLooking = false

  return async (picture: Bytes, by: DeviceId): Promise<Result<FaceSeen[]>> => {
    // One at a time, whoever asks: the wall's own eye needs the worker, too.
    if (isLooking) return err('service-busy')
    isLooking = true
    try {
      return await look(picture, by)
    } finally {
      isLooking = false
    }
  }

  async function look(picture: Bytes, by: DeviceId): Promise<Result<FaceSeen[]>> {
    const { worker, thresholds } = deps
    if (deps.senses().faces !== 'names') return err('faces-off')
    if (!worker || !thresholds) return err('eyes-broken')
    const size = jpegSize(picture)
    const isSane = size && Math.max(size.width, size.height) <= MOST_PX
    const bitmap = isSane ? await deps.decode(picture) : undefined
    if (!bitmap) return err('picture-unreadable')
    const seen = await worker().look(bitmap)
    return seen.ok ? ok(seen.value.faces.map((face) => said(face, thresholds, by))) : err('eyes-broken')
  }

  function said({ box, quality, embedding }: SeenFace, thresholds: Thresholds, by: DeviceId): FaceSeen {
    const px = Math.round(box.width)
    if (quality.type === 'poor') return { is: 'too-poor', px, because: quality.because }
    const found = embedding && identify(embedding, deps.faces.gallery(), thresholds)
    const person = found?.type === 'match' ? found.person : undefined
    const known = person && deps.faces.known().find(({ id }) => id === (person as string))
    if (!known) return { is: 'unknown', px }
    return { is: 'known', px, isYours: known.device === by, name: known.name }
  }
}
