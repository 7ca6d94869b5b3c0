import { expect, test } from 'vitest'
import type { FileView } from '../../src/ui/files/file-view.ts'
import { folded } from '../../src/ui/files/folded.ts'

const file = (id: string, at: FileView['at']): FileView => ({
  ...{ id, name: id, size: 1, by: 'Ana', mine: false, at, bytes: 0, picture: false },
})
const kept = (count: number) => Array.from({ length: count }, (_, n) => file(`kept ${n}`, 'kept'))
const shown = (files: readonly FileView[]) => folded(files).map(({ id }) => id)

test('of what lies in the room the newest three are listed, and everything that wants an answer, moves or has come', () => {
  const states = ['asked', 'asking', 'waiting', 'moving', 'paused', 'unchosen', 'whole', 'over'] as const
  const underWay = states.map((at) => file(at, at))
  expect(shown([...underWay, ...kept(10)])).toEqual([...states, 'kept 0', 'kept 1', 'kept 2'])
})

test('four are listed whole: what would hide one line takes one itself', () => {
  expect(shown(kept(4))).toHaveLength(4)
  expect(shown(kept(5))).toHaveLength(3)
  expect(shown([])).toEqual([])
})
