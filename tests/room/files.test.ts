import * as Y from 'yjs'
import { expect, test } from 'vitest'
import type { BlobId } from '../../src/protocol/ids.ts'
import { addFile, filesOf, markBroken } from '../../src/room/files.ts'
import { named } from '../trust/people.ts'

test('a file that turns out to be damaged stays where it stood, and is no newer than what came after it', () => {
  const commons = new Y.Doc()
  const hall = named('hall')
  let nowMs = 1_000_000
  const author = { screen: hall, now: () => (nowMs += 1_000) }
  const file = { size: 9, kind: 'picture', blob: 'b'.repeat(43) as BlobId, by: hall, byName: 'Hall' } as const
  for (const name of ['one', 'two', 'three']) addFile(commons, name, { ...file, name }, author)
  markBroken(commons, 'one', author)
  markBroken(commons, 'two', author)
  expect(filesOf(commons).map(({ name, kind }) => `${name} ${kind}`)).toEqual([
    'three picture',
    'two broken',
    'one broken',
  ])
})
