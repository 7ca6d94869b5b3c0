import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { drawsServices } from '../../src/app/phone/rights.ts'
import { setVisitorsMay } from '../../src/room/commons.ts'
import type { Author } from '../../src/room/records.ts'

const author = { screen: 'A'.repeat(43), now: () => 1_000 } as Author

test('a visitor is offered what the room can do as long as visitors may show something, or they themselves may', () => {
  const commons = new Y.Doc()
  const draws = (role: 'visitor' | 'member', ...granted: string[]) =>
    drawsServices({ role, granted: () => new Set(granted), documents: { get: () => commons } as never })
  expect([draws('visitor'), draws('member')]).toEqual([true, true])
  setVisitorsMay(commons, { addNotes: true, show: false, files: true }, author)
  expect([draws('visitor'), draws('member')]).toEqual([false, true])
  expect([draws('visitor', 'book'), draws('visitor', 'display.show')]).toEqual([false, true])
})
