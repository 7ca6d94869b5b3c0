import type { WallRecordingActions, WallRecordingView } from '../recording/WallRecording.tsx'
import { NOT_RECORDING } from '../recording/view.ts'
import { CLOCK_MS } from './made-up.ts'
import type { Outcome } from '../view.ts'

export const noRecording: WallRecordingView = { now: NOT_RECORDING, minutes: [] }
const asked = { ...NOT_RECORDING, id: 'a', byName: 'Amara', owner: 'Wall', waiting: ['Jonas', ''] }
export const recordings: Record<string, WallRecordingView> = {
  recording: { now: { ...asked, at: 'on', ms: 761_000, waiting: [] }, minutes: [] },
  everything: {
    now: { ...asked, at: 'on', ms: 761_000, waiting: [] },
    minutes: [{ id: 'm', fromMs: CLOCK_MS - 3_600_000, ms: 1_500_000, byName: 'Amara', log: [] }],
  },
  'record-asking': { now: { ...asked, at: 'asking', cause: 'ask' }, minutes: [] },
  'record-everyone': { now: { ...asked, at: 'asking', cause: 'everyone', waiting: [] }, minutes: [] },
  'record-paused': { now: { ...asked, at: 'paused', cause: 'came-in', waiting: ['Jonas'] }, minutes: [] },
}

export const recordingActions = (answer: () => Promise<Outcome>): WallRecordingActions => ({
  recording: { start: answer, stop: answer, goOn: answer, agree: answer, no: answer, everyone: answer },
  minutes: {
    open: answer,
    export: answer,
    delete: answer,
    openFile: answer,
    player: { play: () => {}, pause: () => {}, close: () => {} },
  },
})
