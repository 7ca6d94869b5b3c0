import * as v from 'valibot'
import { service } from '../service.ts'

/** The same as `camera.look`, again whenever it changes, until it is not wanted any more or the camera is gone. */
export const cameraWatch = service({
  kind: 'camera.watch',
  version: 1,
  needs: 'camera.look',
  // A phone that changes its home screen meanwhile is back within that.
  withinMs: 20_000,
  stream: {},
  args: v.object({}),
  async run({ look, onLook }, _args, { stream, signal }) {
    let wake = () => {}
    const stop = onLook(() => wake())
    signal.addEventListener('abort', () => wake())
    let said = ''
    for (let seen = look(); seen && !signal.aborted; seen = look()) {
      const now = JSON.stringify(seen)
      if (now !== said) await stream.send(seen)
      else await new Promise<void>((resolve) => (wake = resolve))
      said = now
    }
    stop()
    return signal.aborted ? undefined : 'camera-none'
  },
})
