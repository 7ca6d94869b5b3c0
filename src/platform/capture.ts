import { err, ok, type Result } from '../lib/result.ts'

/** Whether a person can show their screen from here: laptops can, phones cannot. */
export const canCapture = (): boolean =>
  typeof (globalThis.navigator as Partial<Navigator> | undefined)?.mediaDevices?.getDisplayMedia === 'function'

/** Asks the person which screen, window or tab; must be called as they tap. `cancelled`: they chose none. */
export async function captureScreen(): Promise<Result<MediaStream, 'share-cancelled' | 'share-failed'>> {
  try {
    const video = { frameRate: { max: 15 }, width: { max: 1920 }, height: { max: 1200 } }
    const stream = await navigator.mediaDevices.getDisplayMedia({ video, audio: false })
    for (const track of stream.getVideoTracks()) track.contentHint = 'detail'
    return ok(stream)
  } catch (fault) {
    return err(fault instanceof DOMException && fault.name === 'NotAllowedError' ? 'share-cancelled' : 'share-failed')
  }
}
