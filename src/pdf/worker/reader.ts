import type * as PdfJs from 'pdfjs-dist'
import { toHex } from '../../lib/bytes.ts'
import { Canvases, Filters } from './canvases.ts'
import { unpack } from './pack.ts'
import type { PageOptions } from './shared.ts'

export type Reader = { open(bytes: Uint8Array<ArrayBuffer>): Promise<PdfJs.PDFDocumentProxy> }

/** A picture inside a page that has more pixels is left out: it would take half a gigabyte. */
const MOST_IMAGE_PIXELS = 100_000_000

/**
 * PDF.js, each of its files verified before it runs. Both halves run in this worker; nothing of the page's own is
 * touched, no code is made of a file's text, and no file asks for anything from anywhere.
 */
export async function openReader({ base, pins }: PageOptions): Promise<Reader | undefined> {
  const pdfjs = await load<typeof PdfJs>('pdf.js')
  const other = await load<object>('pdf.worker.js')
  if (!pdfjs || !other) return undefined
  // Where it stands, PDF.js takes it instead of starting a worker of its own.
  Object.assign(globalThis, { pdfjsWorker: other })
  const [fonts, cmaps, decoders] = [shelf('fonts.pack'), shelf('cmaps.pack'), shelf('decoders.pack')]
  return {
    open: (data) =>
      pdfjs.getDocument({
        data,
        ownerDocument: { fonts: (self as unknown as { fonts: FontFaceSet }).fonts } as unknown as HTMLDocument,
        CanvasFactory: Canvases,
        FilterFactory: Filters,
        StandardFontDataFactory: class {
          fetch = ({ filename }: { filename: string }) => fonts(filename)
        },
        CMapReaderFactory: class {
          fetch = async ({ name }: { name: string }) => ({ cMapData: await cmaps(`${name}.bcmap`), isCompressed: true })
        },
        WasmFactory: class {
          fetch = ({ filename }: { filename: string }) => decoders(filename)
        },
        useWorkerFetch: false,
        isEvalSupported: false,
        // What a device happens to have installed differs; the page should look the same wherever it is drawn.
        useSystemFonts: false,
        enableXfa: false,
        maxImageSize: MOST_IMAGE_PIXELS,
        verbosity: 0,
      }).promise,
  }

  async function load<T>(file: string): Promise<T | undefined> {
    if (!(await pinned(file))) return undefined
    return import(/* @vite-ignore */ `${base}/${file}`).catch(() => undefined) // answered by whoever asked
  }

  /** A damaged copy that a browser keeps is passed over once. */
  async function pinned(file: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    for (const cache of ['default', 'reload'] as const) {
      const response = await fetch(`${base}/${file}`, { cache }).catch(() => undefined) // no network: missing, as a 404 is
      const bytes = response?.ok ? await response.arrayBuffer().catch(() => undefined) : undefined
      if (!bytes) return undefined
      const found = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
      if (found === pins[file]?.sha256) return new Uint8Array(bytes)
    }
    return undefined
  }

  /** Fetched when a page first needs something of it. A missing one costs letters or a picture, not the page. */
  function shelf(pack: string) {
    let files: Promise<ReadonlyMap<string, Uint8Array>> | undefined
    return async (name: string): Promise<Uint8Array> => {
      files ??= pinned(pack).then((bytes) => unpack(bytes ?? new Uint8Array()))
      const found = (await files).get(name)
      if (!found) throw new Error(`${pack} has no ${name}`)
      return found.slice()
    }
  }
}
