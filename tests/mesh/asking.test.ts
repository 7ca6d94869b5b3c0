import { expect, test } from 'vitest'
import { makeAsking } from '../../src/mesh/asking.ts'
import type { DocName } from '../../src/protocol/link.ts'
import { makeBench } from './wires.ts'

/** A newcomer among three screens, and whom it has asked so far. */
function newcomer() {
  const bench = makeBench('asking')
  const asked: [string, DocName][] = []
  const asking = makeAsking<string>({ clock: bench.clock, send: (link, doc) => void asked.push([link, doc]) })
  for (const screen of ['hall', 'kitchen', 'den']) asking.ask(screen, 'commons')
  return { ...bench, asking, asked, screens: () => asked.map(([screen]) => screen) }
}

test('a document is asked of one screen, and of the next once that one has answered (M9)', () => {
  const { asking, screens } = newcomer()
  expect(screens()).toEqual(['hall'])
  // A heartbeat says again that hall has more, while its answer is on the way.
  asking.ask('hall', 'commons')
  expect(screens()).toEqual(['hall'])
  asking.answered('hall', 'commons')
  asking.answered('kitchen', 'commons')
  expect(screens()).toEqual(['hall', 'kitchen', 'den'])
  asking.answered('den', 'commons')
  asking.ask('hall', 'commons')
  expect(screens()).toEqual(['hall', 'kitchen', 'den', 'hall'])
})

test('another document is asked for meanwhile (M9)', () => {
  const { asking, asked } = newcomer()
  asking.ask('den', 'residents')
  expect(asked).toEqual([
    ['hall', 'commons'],
    ['den', 'residents'],
  ])
})

test('the answer of somebody who was not asked lets nobody else be asked (M9)', () => {
  const { asking, screens } = newcomer()
  asking.answered('den', 'commons')
  expect(screens()).toEqual(['hall'])
})

test('a screen that is gone is not waited for, nor asked later (M9)', () => {
  const { asking, screens } = newcomer()
  asking.forget('kitchen')
  asking.forget('hall')
  expect(screens()).toEqual(['hall', 'den'])
})

test('a screen that says nothing for half a minute is not waited for any longer (M9)', async () => {
  const { advance, screens } = newcomer()
  await advance(29_000)
  expect(screens()).toEqual(['hall'])
  await advance(2_000)
  expect(screens()).toEqual(['hall', 'kitchen'])
})

test('with another epoch all questions begin anew (M10)', () => {
  const { asking, screens } = newcomer()
  asking.forgetAll()
  asking.ask('den', 'commons')
  asking.answered('den', 'commons')
  expect(screens()).toEqual(['hall', 'den'])
})
