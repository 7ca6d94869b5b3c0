import { err, ok, type Result } from '../lib/result.ts'

/** Busy: another program has it, or the browser says something nobody has heard of. */
export type AskingFault = 'refused' | 'no-microphone' | 'microphone-busy'
export type SoundDevices = Pick<MediaDevices, 'getUserMedia'>

const FAULTS: Readonly<Record<string, AskingFault>> = {
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotFoundError: 'no-microphone',
  OverconstrainedError: 'no-microphone',
}

/** Asks the browser for this device's microphone, and it the person where it must. Whoever gets the tracks stops them. */
export async function askForMicrophone(
  audio: MediaTrackConstraints,
  devices: SoundDevices | undefined = (navigator as Partial<Navigator>).mediaDevices,
): Promise<Result<MediaStream, AskingFault>> {
  if (!devices) return err('no-microphone')
  try {
    return ok(await devices.getUserMedia({ audio, video: false }))
  } catch (fault) {
    return err(FAULTS[fault instanceof DOMException ? fault.name : ''] ?? 'microphone-busy')
  }
}
