import type { Clock } from '../../lib/clock.ts'
import type { Result } from '../../lib/result.ts'
import type { Thresholds } from '../../faces/identify.ts'
import type { FaceWorker } from '../../faces/worker/client.ts'
import type { CameraFault, FrameSource } from '../../faces/worker/recogniser.ts'
import type { Camera } from '../../platform/camera.ts'

/** What a device needs in order to see; main.tsx gives the real ones. */
export type Sight = {
  clock: Clock
  worker: () => FaceWorker
  camera: { open(onGone: () => void): Promise<Result<Camera, CameraFault>>; onChange: FrameSource['onChange'] }
  thresholds: Thresholds
}
