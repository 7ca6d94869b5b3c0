import { expect, test } from 'vitest'
import { visitorPreview } from '../../src/trust/preview.ts'

test('the preview says what a visitor could do, and turns with each switch (T15)', () => {
  const all = visitorPreview({ addNotes: true, show: true, files: true })
  expect(all.can).toEqual(['read-commons', 'note.add', 'display.show', 'blob.offer', 'note.remove-own'])
  expect(all.cannot).toEqual(['book', 'note.remove-any', 'show-out', 'invite', 'settings'])
  for (const [off, deed] of [
    ['addNotes', 'note.add'],
    ['show', 'display.show'],
    ['files', 'blob.offer'],
  ] as const) {
    const { can, cannot } = visitorPreview({ addNotes: true, show: true, files: true, [off]: false })
    expect(can).toEqual(all.can.filter((other) => other !== deed))
    expect(cannot).toContain(deed)
  }
})
