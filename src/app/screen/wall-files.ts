import { fileById, removeFile } from '../../room/files.ts'
import { PICTURE_BYTES, show } from '../../room/commons.ts'
import { readPicture } from '../../platform/picture.ts'
import type { BlobId } from '../../protocol/ids.ts'
import type { Ask } from '../../trust/authorize.ts'
import type { Outcome, WallActions } from '../../ui/view.ts'
import type { ScreenNode } from './screen-node.ts'

/** A photograph as cameras make them is smaller; a larger one would fill the tablet's memory. */
const MOST_BYTES = 100 << 20

/** What a person can do with files at the wall. */
export function wallFiles({
  node,
  refused,
}: {
  node: ScreenNode
  refused: (ask: Ask) => Outcome
}): Pick<WallActions, 'showFile' | 'removeFile'> {
  const commons = () => node.docs().commons
  return {
    async showFile(id) {
      const denial = refused('display.show')
      const file = fileById(commons(), id)
      if (denial ?? !file) return denial ?? 'file-gone'
      if (!file || file.size > MOST_BYTES) return 'picture-too-large'
      const bytes = await node.readFile(file.blob)
      if (!bytes) return 'file-gone'
      const picture = await readPicture(new Blob([bytes]), PICTURE_BYTES)
      if (!picture.ok) return picture.error
      const kept = await node.keepBlob(picture.value)
      if (!kept.ok) return kept.error
      const { name, by, byName } = file
      show(commons(), 'all', { kind: 'picture', blob: kept.value, name: name.slice(0, 120), by, byName }, node.author)
      return undefined
    },
    async removeFile(id) {
      const denial = refused('file.remove-any')
      if (denial) return denial
      await node.files.cancel(id as BlobId)
      removeFile(commons(), id, node.author)
      return undefined
    },
  }
}
