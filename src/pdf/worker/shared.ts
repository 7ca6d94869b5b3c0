/** What models/models.json says of the PDF reader's files, and what is checked before each is used. */
export type PdfPins = Readonly<Record<string, { bytes: number; sha256: string }>>

export type PageOptions = {
  /** The PDF reader's folder as an absolute address, without the last slash. */
  base: string
  pins: PdfPins
}

type Which = { key: string; number: number; mostBytes: number }
/** `key` names the file, which is read where the worker does not have it open. */
export type Wanted = Which & { read: () => Promise<Blob | undefined> }
export type Request = { id: number; options: PageOptions; file: Blob | undefined } & Which

/** Why a page cannot be drawn. */
export const PAGE_FAULTS = ['pdf-unreadable', 'pdf-locked', 'pdf-too-heavy', 'pdf-no-reader', 'file-gone'] as const
export type PageFault = (typeof PAGE_FAULTS)[number]

/** `number` is the page that was drawn: the last one where a later was asked for. */
export type Page = { picture: Uint8Array<ArrayBuffer>; number: number; of: number }
export type Answer = { id: number } & (({ type: 'drawn' } & Page) | { type: 'failed'; fault: PageFault })
