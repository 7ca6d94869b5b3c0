import * as Y from 'yjs'
import { expect, test } from 'vitest'
import { makeBlobs } from '../../src/app/screen/blobs.ts'
import type { BlobId } from '../../src/protocol/ids.ts'
import { addFile } from '../../src/room/files.ts'
import { named } from '../trust/people.ts'

const hall = named('hall')
const author = { screen: hall, now: () => 1_000_000 }

test('what does not come holds up nothing that comes after it', async () => {
  const docs = { commons: new Y.Doc(), vault: new Y.Doc() }
  const blobs = ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => letter.repeat(43) as BlobId)
  let stuck: BlobId | undefined
  const kept: BlobId[] = []
  for (const blob of blobs) {
    const file = { name: 'plan.png', size: 9, kind: 'picture', blob, by: hall, byName: 'Hall' } as const
    addFile(docs.commons, blob.slice(0, 22), file, author)
  }
  const nobody = new Promise<never>(() => {})
  const { fetchMissing } = makeBlobs({
    documents: { get: (doc: keyof typeof docs) => docs[doc], nudge: () => {} },
    neighbours: { links: () => [{ peer: { role: 'screen' } }] },
    bulk: () => ({
      fetch: (_: unknown, blob: BlobId) => (blob === (stuck ??= blob) ? nobody : Promise.resolve([blob])),
    }),
    store: {
      hasBlob: (blob: BlobId) => Promise.resolve(kept.includes(blob)),
      putBlob: (bytes: unknown) => Promise.resolve(kept.push(...(bytes as BlobId[]))),
    },
  } as never)
  void fetchMissing()
  await expect.poll(() => kept.length).toBe(blobs.length - 1)
})
