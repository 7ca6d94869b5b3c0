import { expect, test } from 'vitest'
import { startRecogniser } from '../../src/speech/worker/client.ts'
import type { Request } from '../../src/speech/worker/shared.ts'
import { makeClock } from '../faces/time.ts'

/** Workers that answer at once until they are killed, and what each was asked: of words, then of sounds. */
function workers({ wider = false, fails = false } = {}) {
  const clock = makeClock()
  const asked: string[][] = []
  const kills: (() => void)[] = []
  const ended: number[] = []
  const spawn = () => {
    const mine: string[] = []
    const n = asked.push(mine) - 1
    const worker = new EventTarget()
    let lives = true
    kills.push(() => {
      lives = false
      worker.dispatchEvent(new Event('error'))
    })
    return Object.assign(worker, {
      terminate() {
        lives = false
        ended.push(n)
      },
      postMessage(request: Request) {
        const isOpen = request.ask === 'open'
        mine.push(
          isOpen
            ? `${request.part.hears}${'wider' in request.part && request.part.wider ? ', wider' : ''}`
            : request.ask,
        )
        if (!lives) return
        const { id } = request
        const isSounds = mine[0]?.startsWith('sounds')
        const stretches = [{ text: isSounds ? '__hh' : 'who', from: 0, frames: 10, score: isSounds ? -100 : -120 }]
        const data =
          isOpen && isSounds && fails
            ? { id, type: 'failed', failure: { type: 'model-missing', file: 'en-us/means.bin' } }
            : isOpen
              ? { id, type: 'opened', wider }
              : request.ask === 'grammar'
                ? { id, type: 'used', unsayable: [], sounds: [] }
                : { id, type: 'recognised', text: isSounds ? '' : 'who', stretches }
        queueMicrotask(() => worker.dispatchEvent(new MessageEvent('message', { data })))
      },
    }) as unknown as Worker
  }
  const options = { base: '', pins: {}, lang: 'en' } as const
  const recogniser = startRecogniser({ options, clock, spawn })
  return { recogniser, asked, ended, kill: (n: number) => kills[n]?.() }
}

test('words and sounds are heard side by side in two workers, and what was said fits by both', async () => {
  const { recogniser, asked } = workers()
  expect(await recogniser.use('#JSGF', [])).toMatchObject({ ok: true, value: { wider: false } })
  const heard = await recogniser.recognise(new Float32Array(320))
  expect(heard).toMatchObject({ ok: true, value: { text: 'who', fit: { mean: -2, coverage: 1, words: 1 } } })
  expect(asked).toEqual([
    ['words', 'grammar', 'recognise'],
    ['sounds', 'recognise'],
  ])
})

test('both hear by the same model: the wider one where the box has it', async () => {
  const { recogniser, asked } = workers({ wider: true })
  expect(await recogniser.use('#JSGF', [])).toMatchObject({ ok: true, value: { wider: true } })
  await recogniser.recognise(new Float32Array(320))
  expect(asked[1]).toEqual(['sounds, wider', 'recognise'])
})

test('a recogniser of which one half was killed is replaced whole when next asked, and knows what can be said here', async () => {
  for (const half of [0, 1]) {
    const { recogniser, asked, ended, kill } = workers()
    await recogniser.use('#JSGF', [])
    kill(half)
    expect(new Set(ended)).toEqual(new Set([0, 1]))
    expect(await recogniser.recognise(new Float32Array(320))).toMatchObject({ ok: true, value: { text: 'who' } })
    expect(asked.slice(2)).toEqual([
      ['words', 'grammar', 'recognise'],
      ['sounds', 'recognise'],
    ])
  }
})

test('one half that is killed while it listens says so, once, and the next sentence is heard', async () => {
  for (const half of [0, 1]) {
    const { recogniser, kill } = workers()
    await recogniser.use('#JSGF', [])
    await recogniser.recognise(new Float32Array(320))
    const lost = recogniser.recognise(new Float32Array(320))
    await Promise.resolve()
    kill(half)
    expect(await lost).toEqual({ ok: false, error: { type: 'worker-died' } })
    expect(await recogniser.recognise(new Float32Array(320))).toMatchObject({ ok: true })
  }
})

test('a file that the second worker lacks is named, and neither is kept', async () => {
  const { recogniser, ended } = workers({ fails: true })
  await recogniser.use('#JSGF', [])
  const heard = await recogniser.recognise(new Float32Array(320))
  expect(heard).toEqual({ ok: false, error: { type: 'model-missing', file: 'en-us/means.bin' } })
  expect(new Set(ended)).toEqual(new Set([0, 1]))
})
