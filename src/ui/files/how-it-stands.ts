import { percent } from '../lib/format.ts'
import type { FileWords } from '../strings/files.ts'
import type { FileView } from './file-view.ts'

/** How a file stands, in words; nothing where it just lies in the room. */
export function howItStands(file: FileView, said: FileWords): string | undefined {
  const { at, mine, to, size, bytes: moved } = file
  const t = said.t()
  const words = t.files
  const other = to ?? (file.by || t.common.someone)
  const share = percent(size === 0 ? 1 : moved / size, said.lang())
  switch (at) {
    case 'kept':
      return file.broken ? words.broken : undefined
    case 'asked':
      return words.asked(other)
    case 'asking':
      return to === undefined ? words.waitingRoom : words.asking(to)
    case 'waiting':
      return mine ? (to === undefined ? words.waitingRoom : words.waiting(to)) : words.waitingTurn
    case 'moving':
      return mine ? words.sending(share) : words.coming(share)
    case 'paused':
      return mine ? words.pausedOut : file.ofRoom ? words.pausedRoom : words.pausedIn(other)
    case 'unchosen':
      return file.reason === 'file-changed' ? words.changed : words.unchosen
    case 'whole':
      return words.whole
    case 'over':
      return ended(file.reason ?? '', other, said)
  }
}

function ended(reason: string, other: string, { t, sentence }: FileWords): string {
  if (reason === 'file-taken') return t().files.taken(other)
  if (reason === 'file-declined') return t().files.declined(other)
  if (reason === 'file-cancelled') return t().files.cancelled
  const { what, safe, todo } = sentence(reason)
  return `${what} ${safe} ${todo}`
}
