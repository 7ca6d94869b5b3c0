import type { HerePerson } from '../protocol/link.ts'
import type { DeviceId } from '../protocol/ids.ts'
import type { DeviceFacts } from '../room/commons.ts'
import type { Recording } from '../room/recording.ts'
import { recordedMs } from '../room/recording-state.ts'
import { NOT_RECORDING, type RecordingView } from '../ui/recording/view.ts'

/** What is drawn of the recording, on walls and phones alike. */
export function recordingView(
  now: Recording | undefined,
  nowMs: number,
  people: readonly HerePerson[],
  names: ReadonlyMap<DeviceId, DeviceFacts>,
): RecordingView {
  if (!now) return NOT_RECORDING
  const nameOf = (device: DeviceId) => people.find((person) => person.device === device)?.name ?? ''
  return {
    at: now.state,
    cause: now.cause,
    id: now.id,
    ms: recordedMs(now, nowMs),
    byName: now.byName,
    waiting: now.waiting.map(nameOf),
    owner: names.get(now.owner)?.name ?? '',
  }
}

/** 2026-11-26 14.06.minutes: it sorts, and no file system minds it. */
export const minutesFileName = (ms: number): string =>
  `${new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeStyle: 'short' }).format(ms).replace(':', '.')}.minutes`
