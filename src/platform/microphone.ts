import { err, ok, type Result } from '../lib/result.ts'
import { askForMicrophone, type AskingFault, type SoundDevices } from './ask-microphone.ts'
import tapUrl from './microphone-tap.ts?worker&url'

export type MicrophoneFault = AskingFault

/** An open microphone. Stopping it stops its track: the browser's own sign goes out, too. */
export type Microphone = { stop(): void }

const RATE_HZ = 16_000
const STARTS_WITHIN_MS = 500

/**
 * Whether the microphone may open with nobody's touch: the browser may use it already, so that it asks nobody, and lets
 * sound run. Where a browser does not say so, it may not.
 */
export async function mayOpenUntouched(): Promise<boolean> {
  const permission = await navigator.permissions.query({ name: 'microphone' }).catch(() => undefined) // a name that not every browser knows
  if (permission?.state !== 'granted') return false
  const context = new AudioContext({ sampleRate: RATE_HZ })
  // Where a touch is needed it waits for one.
  const runs = await Promise.race([
    context.resume().then(() => true),
    new Promise<boolean>((resolve) => setTimeout(resolve, STARTS_WITHIN_MS, false)),
  ])
  void context.close() // resolves when the sound thread is gone; nobody waits for that
  return runs
}

/**
 * Opens this device's microphone and hands out blocks of 20 ms at 16 kHz until it is stopped or taken away. The device
 * may record as it likes; the context makes it 16 kHz.
 */
export async function openMicrophone(
  to: { onBlock: (block: Float32Array) => void; onGone: () => void },
  devices?: SoundDevices,
): Promise<Result<Microphone, MicrophoneFault>> {
  const audio = { channelCount: 1, echoCancellation: true, noiseSuppression: false, autoGainControl: true }
  const asked = await askForMicrophone(audio, devices)
  if (!asked.ok) return asked
  const stream = asked.value
  const context = new AudioContext({ sampleRate: RATE_HZ })
  const stop = () => {
    for (const track of stream.getTracks()) track.stop()
    if (context.state !== 'closed') void context.close() // resolves when the sound thread is gone; nobody waits for that
  }
  try {
    await context.audioWorklet.addModule(tapUrl)
    await context.resume()
  } catch {
    stop()
    return err('microphone-busy') // the browser gives no sound thread just now: named, and a tap tries again
  }
  const tap = new AudioWorkletNode(context, 'tap', { numberOfOutputs: 0 })
  tap.port.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (data instanceof Float32Array) to.onBlock(data)
  })
  tap.port.start()
  context.createMediaStreamSource(stream).connect(tap)
  stream.getAudioTracks()[0]?.addEventListener('ended', () => to.onGone())
  return ok({ stop })
}
