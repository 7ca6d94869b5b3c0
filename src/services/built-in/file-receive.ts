import * as v from 'valibot'
import { blobId, counter } from '../../protocol/shape.ts'
import { cleanFileName } from '../../room/file-name.ts'
import { service } from '../service.ts'

/** Takes a file that the caller's device holds: this screen begins to fetch it, and says nothing of how that ends. */
export const fileReceive = service({
  kind: 'file.receive',
  version: 1,
  needs: 'blob.offer',
  args: v.object({
    file: blobId,
    name: v.pipe(v.string(), v.maxLength(1_000), v.transform(cleanFileName)),
    size: counter,
  }),
  run: ({ files }, { file, name, size }, { who }) => files.put(who, { id: file, name, size }),
})
