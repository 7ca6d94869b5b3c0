import type { FileView } from './file-view.ts'

/** What lies in the room is a list to look through; a phone has more to show than that. */
const NEWEST = 3

/** What wants an answer or moves, and the newest of what lies in the room. One more is no reason to hide it. */
export function folded(files: readonly FileView[]): readonly FileView[] {
  const kept = files.filter(({ at }) => at === 'kept')
  if (kept.length <= NEWEST + 1) return files
  const shown = new Set(kept.slice(0, NEWEST))
  return files.filter((file) => file.at !== 'kept' || shown.has(file))
}
