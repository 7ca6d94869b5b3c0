import manifest from '../../../models/models.json'
import type { Clock } from '../../lib/clock.ts'
import { pinsOf } from '../../faces/models.ts'
import { startFaceWorker, type FaceWorker } from '../../faces/worker/client.ts'
import { makeCamera } from '../../platform/camera.ts'
import type { Sight } from './sight.ts'

/** This device's camera and one face worker, which starts when first asked. Models come from where the app came from. */
export function openSight({ clock, origin }: { clock: Clock; origin: string }): Sight {
  let worker: FaceWorker | undefined
  return {
    clock,
    worker: () =>
      (worker ??= startFaceWorker({
        modelBase: `${origin}/models`,
        pins: pinsOf(manifest),
        quality: manifest.quality,
        clock,
      })),
    camera: makeCamera(),
    thresholds: manifest.thresholds,
  }
}
