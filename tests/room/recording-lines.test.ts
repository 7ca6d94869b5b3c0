import * as Y from 'yjs'
import { expect, test } from 'vitest'
import { addNote, clearDisplay, show } from '../../src/room/commons.ts'
import { LINE_LETTERS, linesNow } from '../../src/room/recording-lines.ts'
import { makePerson } from '../trust/people.ts'

const { keys } = await makePerson()
const by = { by: keys.device, byName: 'Mia' }

test('what is up is said by name and page, of a shared screen only that; notes from before are not, and long ones are cut', () => {
  const commons = new Y.Doc()
  let nowMs = 1_000
  const author = { screen: keys.device, now: () => (nowMs += 10) }
  addNote(commons, 'early', { text: 'Early', ...by }, author)
  const sinceMs = nowMs + 1
  addNote(commons, 'long', { text: '🌍'.repeat(400), ...by }, author)
  show(commons, 'all', { kind: 'screen', ...by }, author)
  const page = { file: 'F'.repeat(43) as never, number: 2, of: 9 }
  show(commons, keys.device, { kind: 'picture', blob: 'b'.repeat(43) as never, name: 'Plan.pdf', page, ...by }, author)
  const lines = [...linesNow(commons, sinceMs).values()]
  expect(lines.map(({ what, words }) => [what, words.slice(0, 20)])).toEqual([
    ['shown', ''],
    ['shown', 'Plan.pdf, 2/9'],
    ['noted', '🌍'.repeat(10)],
  ])
  for (const { words } of lines) expect(words.length).toBeLessThanOrEqual(LINE_LETTERS)
  clearDisplay(commons, 'all', author)
  expect(linesNow(commons, sinceMs).size).toBe(2)
})
