/** Letters of a file's name that are kept; what it ends on is among them. */
export const FILE_NAME_LETTERS = 120

/**
 * A file's name as it may be shown and saved: no path, nothing invisible, and nothing that turns the reading direction, so
 * that `gpj.exe` never reads as `exe.jpg`. Never empty.
 */
export function cleanFileName(name: string): string {
  const bare = name
    .normalize('NFC')
    .replaceAll(UNSEEN, '')
    .replaceAll(/[/\\:*?"<>|]/g, '_')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
    .replace(/[. ]+$/, '')
  const letters = [...bare]
  if (letters.length <= FILE_NAME_LETTERS) return bare || 'file'
  const ending = /\.[^. ]{1,12}$/.exec(bare)?.[0] ?? ''
  return `${letters.slice(0, FILE_NAME_LETTERS - 1 - [...ending].length).join('')}…${ending}`
}

/** Control characters, marks of direction, halves of letters, and what has no width. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu
