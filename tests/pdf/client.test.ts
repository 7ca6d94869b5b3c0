import { expect, test } from 'vitest'
import { err, ok } from '../../src/lib/result.ts'
import { startPages } from '../../src/pdf/worker/client.ts'
import type { Request } from '../../src/pdf/worker/shared.ts'
import { unpack } from '../../src/pdf/worker/pack.ts'
import { makeClock } from '../faces/time.ts'

/** A worker that answers what it is told to, or nothing. */
function makeWorkers(answerTo: (request: Request) => object | undefined) {
  const made: { ended: boolean; heard: Request[] }[] = []
  const spawn = () => {
    const listeners = new Set<(event: { data: unknown }) => void>()
    const worker = { ended: false, heard: [] as Request[] }
    made.push(worker)
    return {
      addEventListener: (type: string, listener: (event: { data: unknown }) => void) =>
        type === 'message' && listeners.add(listener),
      removeEventListener: (_type: string, listener: (event: { data: unknown }) => void) => listeners.delete(listener),
      terminate: () => (worker.ended = true),
      postMessage(request: Request) {
        worker.heard.push(request)
        const answer = answerTo(request)
        // PDF.js says of itself that it is ready: that is no answer.
        const say = (data: unknown) => listeners.forEach((listener) => listener({ data }))
        say({ sourceName: 'worker', targetName: 'main', action: 'ready' })
        if (answer) say({ id: request.id, ...answer })
      },
    } as unknown as Worker
  }
  return { made, spawn }
}

const options = { base: 'https://osmose.local/models/pdf', pins: {} }
const drawn = (number: number) => ({ type: 'drawn', picture: new Uint8Array([number]), number, of: 3 })
const page = (number: number) => ok({ picture: new Uint8Array([number]), number, of: 3 })

test('a file is read once for all its pages, and again when another one was open meanwhile', async () => {
  const clock = makeClock()
  const { made, spawn } = makeWorkers(({ number }) => drawn(number))
  const pages = startPages({ options, clock, spawn })
  let reads = 0
  const draw = (key: string, number: number) =>
    pages.draw({ key, number, mostBytes: 1_000, read: async () => (reads++, new Blob([key])) })
  expect(await Promise.all([draw('a', 1), draw('a', 2), draw('b', 1), draw('a', 3)])).toEqual([1, 2, 1, 3].map(page))
  expect([reads, made.length]).toEqual([3, 1])
  expect(made[0]?.heard.map(({ file }) => file !== undefined)).toEqual([true, false, true, true])
})

test('a page that is not drawn in time ends its worker, is said, and the next page has another worker', async () => {
  const clock = makeClock()
  const { made, spawn } = makeWorkers(({ key, number }) => (key === 'trap' ? undefined : drawn(number)))
  const pages = startPages({ options, clock, spawn })
  const draw = (key: string) => pages.draw({ key, number: 1, mostBytes: 1_000, read: async () => new Blob([key]) })
  const [trapped, next] = [draw('trap'), draw('good')]
  await clock.turn(15_000)
  expect([await trapped, await next]).toEqual([err('pdf-too-heavy'), page(1)])
  expect(made.map(({ ended }) => ended)).toEqual([true, false])
  await clock.turn(120_000)
  expect(made.map(({ ended }) => ended)).toEqual([true, true])
})

test('a file that is gone, a fault, and an answer that is none are told apart', async () => {
  const clock = makeClock()
  const { spawn } = makeWorkers(({ key }) => ({ type: 'failed', fault: key === 'locked' ? 'pdf-locked' : 'nonsense' }))
  const pages = startPages({ options, clock, spawn })
  const draw = (key: string, file?: Blob) => pages.draw({ key, number: 1, mostBytes: 1_000, read: async () => file })
  expect(await draw('gone')).toEqual(err('file-gone'))
  expect(await draw('locked', new Blob(['x']))).toEqual(err('pdf-locked'))
  const strange = draw('strange', new Blob(['x']))
  await clock.turn(15_000)
  expect(await strange).toEqual(err('pdf-too-heavy'))
})

test('files that were packed in one come out as they went in', () => {
  const list = new TextEncoder().encode(
    JSON.stringify([
      ['a.pfb', 2],
      ['b.pfb', 1],
    ]),
  )
  const bytes = new Uint8Array([0, 0, 0, list.length, ...list, 7, 8, 9])
  expect([...unpack(bytes)]).toEqual([
    ['a.pfb', new Uint8Array([7, 8])],
    ['b.pfb', new Uint8Array([9])],
  ])
  expect([...unpack(new Uint8Array())]).toEqual([])
})
