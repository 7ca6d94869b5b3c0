import { fileById, removeFile } from '../../room/files.ts'
import { dropShowWhen } from '../../room/appearing.ts'
import { show, targetOn } from '../../room/commons.ts'
import type { BlobId } from '../../protocol/ids.ts'
import type { Ask } from '../../trust/authorize.ts'
import type { Outcome, WallActions } from '../../ui/view.ts'
import type { ScreenNode } from './screen-node.ts'

/** What a person can do with files at the wall. */
export function wallFiles({
  node,
  refused,
}: {
  node: ScreenNode
  refused: (ask: Ask) => Outcome
}): Pick<WallActions, 'showFile' | 'turnPage' | 'removeFile' | 'setShowWhen' | 'putUp'> {
  const commons = () => node.docs().commons
  return {
    async showFile(id) {
      const denial = refused('display.show')
      const file = fileById(commons(), id)
      if (denial !== undefined) return denial
      if (!file) return 'file-gone'
      const drawn = await node.drawFile(id)
      if (!drawn.ok) return drawn.error
      const { name, by, byName } = file
      show(commons(), 'all', { kind: 'picture', ...drawn.value, name: name.slice(0, 120), by, byName }, node.author)
      return undefined
    },
    turnPage: async (to) => refused('display.show') ?? node.turnPage(targetOn(commons(), node.me), to),
    setShowWhen: async (id, occasions) => refused('file.show-when') ?? node.appearing.setWhen(node.me, id, occasions),
    putUp: async (id) => refused('display.show') ?? node.appearing.choose(id),
    async removeFile(id) {
      const denial = refused('file.remove-any')
      if (denial) return denial
      await node.files.cancel(id as BlobId)
      dropShowWhen(commons(), id, node.author)
      removeFile(commons(), id, node.author)
      return undefined
    },
  }
}
