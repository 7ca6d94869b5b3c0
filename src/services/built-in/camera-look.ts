import * as v from 'valibot'
import { service } from '../service.ts'

/** What this screen's eye is doing, and how many faces are before it now. Never a picture, and nobody's name. */
export const cameraLook = service({
  kind: 'camera.look',
  version: 1,
  needs: 'camera.look',
  args: v.object({}),
  run({ look }) {
    const seen = look()
    return seen ? { answer: seen } : 'camera-none'
  },
})
