import type { FileWords } from '../strings/files.ts'
import { howItStands } from './how-it-stands.ts'
import type { FileView } from './file-view.ts'

/** What became of a file since the last look, in one sentence for those who listen; how far it is they can ask the bar. */
export function newsOf(before: readonly FileView[], now: readonly FileView[], said: FileWords): string | undefined {
  const { common, files: words } = said.t()
  for (const file of now) {
    const was = before.find(({ id }) => id === file.id)
    if (was?.at === file.at) continue
    const other = file.to ?? (file.by || common.someone)
    if (file.at === 'asked') return words.saidAsked(other, file.name)
    if (file.at === 'kept' && was?.mine) return words.saidKept(file.name)
    if (file.at === 'over' && file.reason === 'file-taken') return words.saidTaken(other, file.name)
    if (file.at === 'over') return `${file.name}: ${howItStands(file, said)}`
    if (file.at === 'whole' && was) return words.saidWhole(file.name)
    if (file.at === 'moving' && file.mine && was?.at !== 'paused') return words.saidSending(file.name)
  }
  return undefined
}
