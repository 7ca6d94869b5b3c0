import { parentPort, workerData } from 'node:worker_threads'
import { openSounds } from '../../src/speech/worker/sounds.ts'
import { filesOf, type Laid } from './measure.ts'

/* The decoder of sounds beside that of words, as the app's second worker is. */

const sounds = await openSounds(await filesOf(workerData as Laid))
parentPort?.on('message', (pcm: Float32Array) => parentPort?.postMessage(sounds.recognise(pcm)))
parentPort?.postMessage('ready')
