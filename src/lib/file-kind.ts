/** What a file is, as far as the room must know: whether a wall can show it. `broken`: a picture by its first bytes only. */
export const FILE_KINDS = ['picture', 'heic', 'pdf', 'broken', 'other'] as const
export type FileKind = (typeof FILE_KINDS)[number]

/** Whether a wall may be able to show it. */
export const mayBeShown = (kind: FileKind): boolean => kind !== 'other' && kind !== 'broken'

/** So many bytes of a file tell its kind. */
export const KIND_BYTES = 16

const lettersOf = (head: Uint8Array) => String.fromCharCode(...head.subarray(0, KIND_BYTES))

/** By its first bytes; what a name or a sender says of a file is believed by nobody. */
export function fileKind(head: Uint8Array, size: number): FileKind {
  const letters = lettersOf(head)
  if (letters.slice(4, 8) === 'ftyp') {
    const brand = letters.slice(8, 12)
    return /^(?:heic|heix|heim|heis|hevc|hevx|mif1|msf1)$/.test(brand) ? 'heic' : brand === 'avif' ? 'picture' : 'other'
  }
  if (letters.startsWith('%PDF-')) return 'pdf'
  return isDrawnEverywhere(head) || isBmp(head, size) ? 'picture' : 'other'
}

/** A picture that every browser draws: where one cannot, and again cannot, the file is at fault and not the device. */
export function isDrawnEverywhere(head: Uint8Array): boolean {
  const letters = lettersOf(head)
  return (
    letters.startsWith('\x89PNG\r\n\x1a\n') ||
    letters.startsWith('\xff\xd8\xff') ||
    /^GIF8[79]a/.test(letters) ||
    (letters.startsWith('RIFF') && letters.slice(8, 12) === 'WEBP')
  )
}

/** Two letters begin many a text; a bitmap also says how large it is. */
function isBmp(head: Uint8Array, size: number): boolean {
  if (head.length < 6 || !lettersOf(head).startsWith('BM')) return false
  return new DataView(head.buffer, head.byteOffset, head.byteLength).getUint32(2, true) === size
}
