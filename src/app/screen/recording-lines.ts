import type { RoomDocs } from '../../room/documents.ts'
import { linesNow } from '../../room/recording-lines.ts'
import type { Tape } from './recording-tape.ts'

/** Seals what is shown and noted while it records, under the key of whoever is here then. In pauses nothing is written. */
export function makeLines(deps: { commons: () => RoomDocs['commons']; tape: Pick<Tape, 'line'>; now: () => number }) {
  let told = new Set<string>()
  let sinceMs = 0
  /** Looked at again only where something changed: it is asked four times a second. */
  let isStale = true
  return {
    /** Another period begins: whoever has its key is told what stands on the walls. What was noted is not said again. */
    turn(isNew: boolean) {
      isStale = true
      if (isNew) sinceMs = deps.now()
      told = new Set([...told].filter((key) => key.startsWith('noted')))
    },
    changed() {
      isStale = true
    },
    /** Called while it records. */
    look() {
      if (!isStale) return
      isStale = false
      const lines = linesNow(deps.commons(), sinceMs)
      for (const [key, line] of lines) if (!told.has(key)) void deps.tape.line(line)
      // What was taken down and is put up again is said again.
      told = new Set([...lines.keys(), ...[...told].filter((key) => key.startsWith('noted'))])
    },
  }
}
