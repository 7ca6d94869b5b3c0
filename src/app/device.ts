import type { Bytes } from '../lib/bytes.ts'
import type { Clock, Random } from '../lib/clock.ts'
import type { Result } from '../lib/result.ts'
import type { BoxClient } from '../mesh/box-client.ts'
import type { AttachBoard } from '../mesh/board.ts'
import type { OpenMicrophone } from '../platform/recorder.ts'
import type { OpenMedia } from '../mesh/rtc-media.ts'
import type { Pages } from '../pdf/worker/client.ts'
import type { OpenRtc } from '../mesh/rtc.ts'

/** What a device's own surroundings give it; main.tsx chooses the real ones, the simulation its own. */
export type Surroundings = {
  clock: Clock
  random: Random
  openRtc: OpenRtc
  /** Through the box, where no direct path exists. */
  openRelay: OpenRtc
  box: BoxClient
  /** Carries the open board to applications that are no devices of the room. */
  attachBoard: AttachBoard
  /** Where phones open the app: what stands before `/#…` in a code. */
  origin: string
  /** It may have a camera. */
  sees?: true
  /** For moving pictures; missing where nothing can show them. */
  openMedia?: OpenMedia
  /** Tells of requests that this page makes anywhere but at the box, in bytes. */
  watchRequests?: (onRequest: (bytes: number) => void) => () => void
  /** Says a sentence aloud; missing where nothing can. */
  say?: (sentence: string) => void
  /** What minute of the day it is here, in the hours that this wall shows. */
  minuteOf?: (ms: number) => number
  /** Draws a picture's file as one that every screen can show, of so many bytes at most; missing where nothing can draw. */
  readPicture?: (file: Blob, mostBytes: number) => Promise<Result<Bytes>>
  /** Whether a picture's file can be drawn at all; missing where nothing can draw. */
  isDrawable?: (file: Blob) => Promise<boolean>
  /** Draws a page of a PDF; missing where nothing can draw. */
  drawPage?: Pages['draw']
  /** It may have a microphone; looked up at the moment of use. */
  openMicrophone?: OpenMicrophone
  /** What this device's disk still takes, as far as anybody knows. */
  freeBytes?: () => Promise<number>
}
