/** What a file is, as far as the room must know: whether a wall can show it. `broken`: a picture by its first bytes only. */
export const FILE_KINDS = ['picture', 'heic', 'pdf', 'broken', 'other'] as const
export type FileKind = (typeof FILE_KINDS)[number]

/** Whether a wall may be able to show it. */
export const mayBeShown = (kind: FileKind): boolean => kind !== 'other' && kind !== 'broken'

/** So many bytes of a file tell its kind. */
export const KIND_BYTES = 16

/** By its first bytes; what a name or a sender says of a file is believed by nobody. */
export function fileKind(head: Uint8Array): FileKind {
  const letters = String.fromCharCode(...head.subarray(0, KIND_BYTES))
  if (letters.slice(4, 8) === 'ftyp') {
    const brand = letters.slice(8, 12)
    return /^(?:heic|heix|heim|heis|hevc|hevx|mif1|msf1)$/.test(brand) ? 'heic' : brand === 'avif' ? 'picture' : 'other'
  }
  if (letters.startsWith('%PDF-')) return 'pdf'
  const isPicture =
    letters.startsWith('\x89PNG\r\n\x1a\n') ||
    letters.startsWith('\xff\xd8\xff') ||
    /^GIF8[79]a/.test(letters) ||
    (letters.startsWith('RIFF') && letters.slice(8, 12) === 'WEBP') ||
    letters.startsWith('BM')
  return isPicture ? 'picture' : 'other'
}
