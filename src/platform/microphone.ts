import { err, ok, type Result } from '../lib/result.ts'
import { askForMicrophone, type AskingFault, type SoundDevices } from './ask-microphone.ts'
import tapUrl from './microphone-tap.ts?worker&url'

export type MicrophoneFault = AskingFault

/** An open microphone. Stopping it stops its track: the browser's own sign goes out, too. */
export type Microphone = { stop(): void }

const RATE_HZ = 16_000

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
