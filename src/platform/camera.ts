import { isBlack } from '../lib/black.ts'
import { err, ok, type Result } from '../lib/result.ts'

/** `unable`: this browser lacks what looking needs (canvases off the page, workers, WebAssembly), so no camera was asked for. */
type Fault = 'unable' | 'refused' | 'no-camera' | 'camera-busy' | 'camera-gone'
/** An open camera that shows nothing: a switch took the picture away, all of it is black, or there is no memory for one. */
type Blind = 'camera-muted' | 'camera-dark' | 'memory-short'
type Devices = Pick<MediaDevices, 'getUserMedia' | 'addEventListener' | 'removeEventListener'>

/** An open camera: pictures for the recogniser, and the stream for a preview. */
export type Camera = {
  stream: MediaStream
  /** The newest picture, or undefined where none has come yet. */
  next(): Promise<ImageBitmap | undefined>
  /** Why the newest picture shows nothing, if so. A browser goes on giving the last one before it was taken away. */
  blind(): Blind | undefined
  stop(): void
}

/** Faces across a room need pixels more than frames; 15 a second are enough for ten looks. */
const WANTED: MediaTrackConstraints = {
  facingMode: 'user',
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 15 },
}
/** Pictures larger than this are made smaller on the way: a 4K camera shall not cost a tablet its memory. */
const MOST_PX = 1920
/** Each picture is looked at for being black, as small as this: one that is missed passes for an empty room. */
const BLACK_PX = 32

/** This device's camera. Nothing is asked of it before `open`, and `devices` is looked up at that moment. */
export function makeCamera(devices: () => Devices | undefined = () => navigator.mediaDevices) {
  return {
    async open(onGone: () => void): Promise<Result<Camera, Fault>> {
      // Before anybody is asked for a camera that nothing could look through.
      if (!canLook()) return err('unable')
      const black = makeBlack()
      const stream = await askFor(devices())
      if (!stream.ok) return stream
      const [track] = stream.value.getVideoTracks()
      const video = document.createElement('video')
      let isShort = false
      video.muted = true
      video.playsInline = true
      video.srcObject = stream.value
      const gone = () => onGone()
      track?.addEventListener('ended', gone)
      // Refused only where the page was left meanwhile: then no picture comes, and nobody waits for one.
      void video.play().catch(() => undefined)
      return ok({
        stream: stream.value,
        async next() {
          try {
            const picture = await pictureOf(video)
            if (picture) black.take(picture)
            isShort = false
            return picture
          } catch {
            // A browser says in no other way that it has no memory for a picture. A camera that just went is told by its track.
            isShort = true
            return undefined
          }
        },
        blind() {
          if (isSwitchedOff(track)) return 'camera-muted'
          if (isShort) return 'memory-short'
          return black.isSo() ? 'camera-dark' : undefined
        },
        stop() {
          track?.removeEventListener('ended', gone)
          for (const each of stream.value.getTracks()) each.stop()
          video.srcObject = null
        },
      })
    },
    /** Told when a camera was plugged in or out, or the permission changed. */
    onChange(listener: () => void): () => void {
      const found = devices()
      found?.addEventListener('devicechange', listener)
      let permission: PermissionStatus | undefined
      void navigator.permissions
        ?.query({ name: 'camera' as PermissionName })
        .then((status) => {
          permission = status
          status.addEventListener('change', listener)
        })
        .catch(() => undefined) // a browser that knows no such permission: a tap tries again
      return () => {
        found?.removeEventListener('devicechange', listener)
        permission?.removeEventListener('change', listener)
      }
    },
  }
}

const canLook = () => ['OffscreenCanvas', 'Worker', 'WebAssembly'].every((name) => name in globalThis)

async function askFor(devices: Devices | undefined): Promise<Result<MediaStream, Fault>> {
  if (!devices) return err('no-camera')
  try {
    return ok(await devices.getUserMedia({ video: WANTED, audio: false }))
  } catch (fault) {
    return err(FAULTS[fault instanceof DOMException ? fault.name : ''] ?? 'camera-busy')
  }
}

const FAULTS: Readonly<Record<string, Fault>> = {
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotFoundError: 'no-camera',
  OverconstrainedError: 'no-camera',
}

/** A canvas that stands in for a camera, and does not change, gives no frames, which may count as muted: nobody muted it. */
const isSwitchedOff = (track: (MediaStreamTrack & { canvas?: unknown }) | undefined) =>
  track?.muted === true && track.canvas === undefined

/** Remembers whether the newest picture is black. */
function makeBlack() {
  const canvas = new OffscreenCanvas(BLACK_PX, BLACK_PX)
  const brush = canvas.getContext('2d', { willReadFrequently: true, alpha: false })
  let isSo = false
  return {
    take(picture: ImageBitmap) {
      brush?.drawImage(picture, 0, 0, BLACK_PX, BLACK_PX)
      const pixels = brush?.getImageData(0, 0, BLACK_PX, BLACK_PX).data
      isSo = pixels !== undefined && isBlack(pixels)
    },
    isSo: () => isSo,
  }
}

async function pictureOf(video: HTMLVideoElement): Promise<ImageBitmap | undefined> {
  const { videoWidth: width, videoHeight: height } = video
  if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || width === 0) return undefined
  const shrink = Math.min(1, MOST_PX / Math.max(width, height))
  const size = { resizeWidth: Math.round(width * shrink), resizeHeight: Math.round(height * shrink) }
  return createImageBitmap(video, shrink < 1 ? size : {})
}
