import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { deafen } from '../../src/mesh/y-webrtc.ts'

function makeAwareness() {
  const doc = new Y.Doc()
  onTestFinished(() => doc.destroy())
  return new Awareness(doc)
}

test('whatever applications say of themselves, a screen that keeps the board holds none of it and says none of it on', () => {
  const ours = makeAwareness()
  deafen(ours)
  let said = 0
  ours.on('update', () => (said += 1))
  for (let n = 0; n < 50; n++) {
    const theirs = makeAwareness()
    theirs.setLocalState({ name: 'x'.repeat(10_000) })
    applyAwarenessUpdate(ours, encodeAwarenessUpdate(theirs, [theirs.clientID]), {})
  }
  // Nor under the screen's own name.
  const liar = makeAwareness()
  liar.setLocalState({ name: 'the wall' })
  liar.meta.set(ours.clientID, { clock: 99, lastUpdated: 0 })
  liar.states.set(ours.clientID, { name: 'not the wall' })
  applyAwarenessUpdate(ours, encodeAwarenessUpdate(liar, [ours.clientID]), {})
  expect([ours.getStates().size, ours.meta.size, said]).toEqual([0, 1, 0])
})

test('what y-webrtc asks of it when it connects and when it ends it still answers', () => {
  const ours = makeAwareness()
  deafen(ours)
  const heard = makeAwareness()
  applyAwarenessUpdate(heard, encodeAwarenessUpdate(ours, [ours.clientID]), {})
  applyAwarenessUpdate(heard, encodeAwarenessUpdate(ours, [...ours.getStates().keys()]), {})
  expect([...heard.getStates().keys()]).toEqual([heard.clientID])
  ours.destroy()
})
