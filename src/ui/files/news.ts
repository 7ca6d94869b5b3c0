import type { Strings } from '../strings/en.ts'
import type { Lang } from '../view.ts'
import { howItStands } from './how-it-stands.ts'
import type { FileView } from './file-view.ts'

/** What became of a file since the last look, in one sentence for those who listen; how far it is they can ask the bar. */
export function newsOf(
  before: readonly FileView[],
  now: readonly FileView[],
  t: Strings,
  lang: Lang,
): string | undefined {
  const words = t.files
  for (const file of now) {
    const was = before.find(({ id }) => id === file.id)
    if (was?.at === file.at) continue
    const other = file.to ?? (file.by || t.common.someone)
    if (file.at === 'asked') return words.saidAsked(other, file.name)
    if (file.at === 'kept' && was?.mine) return words.saidOnWall(file.name)
    if (file.at === 'over' && file.reason === 'file-taken') return words.saidTaken(other, file.name)
    if (file.at === 'over') return `${file.name}: ${howItStands(file, t, lang)}`
    if (file.at === 'whole' && was) return words.saidWhole(file.name)
    if (file.at === 'moving' && file.mine && was?.at !== 'paused') return words.saidSending(file.name)
  }
  return undefined
}
