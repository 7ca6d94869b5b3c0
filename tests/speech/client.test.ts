import { expect, test } from 'vitest'
import { startRecogniser } from '../../src/speech/worker/client.ts'
import type { Request } from '../../src/speech/worker/shared.ts'
import { makeClock } from '../faces/time.ts'

/** Workers that answer at once until they are killed, and what each was asked. */
function workers() {
  const clock = makeClock()
  const asked: string[][] = []
  let kill = () => {}
  const spawn = () => {
    const mine: string[] = []
    asked.push(mine)
    const worker = new EventTarget()
    let lives = true
    kill = () => {
      lives = false
      worker.dispatchEvent(new Event('error'))
    }
    return Object.assign(worker, {
      terminate: () => void (lives = false),
      postMessage(request: Request) {
        mine.push(request.ask)
        if (!lives) return
        const { id } = request
        const fit = { mean: 0, worst: 0, uneven: 0, coverage: 1, words: 3 }
        const data =
          request.ask === 'open'
            ? { id, type: 'opened' }
            : request.ask === 'grammar'
              ? { id, type: 'used', unsayable: [], sounds: [], wider: false }
              : { id, type: 'recognised', text: 'who is here', fit }
        queueMicrotask(() => worker.dispatchEvent(new MessageEvent('message', { data })))
      },
    }) as unknown as Worker
  }
  const options = { base: '', pins: {}, lang: 'en' } as const
  const recogniser = startRecogniser({ options, clock, spawn })
  return { recogniser, asked, kill: () => kill() }
}

test('a recogniser that was killed is replaced when next asked, and knows what can be said here', async () => {
  const { recogniser, asked, kill } = workers()
  await recogniser.use('#JSGF', [])
  kill()
  const heard = await recogniser.recognise(new Float32Array(320))
  expect(heard).toMatchObject({ ok: true, value: { text: 'who is here' } })
  expect(asked).toEqual([
    ['open', 'grammar'],
    ['open', 'grammar', 'recognise'],
  ])
})

test('one that is killed while it listens says so, once, and the next sentence is heard', async () => {
  const { recogniser, kill } = workers()
  await recogniser.use('#JSGF', [])
  const lost = recogniser.recognise(new Float32Array(320))
  kill()
  expect(await lost).toEqual({ ok: false, error: { type: 'worker-died' } })
  expect(await recogniser.recognise(new Float32Array(320))).toMatchObject({ ok: true })
})
