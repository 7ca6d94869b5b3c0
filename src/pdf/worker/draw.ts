import type { PDFDocumentProxy } from 'pdfjs-dist'
import { contextOf } from './canvases.ts'
import type { Page, PageFault } from './shared.ts'

/** A page fills a wall of four times HD, whichever way it hangs. */
const MOST_SIDE_PX = 3_840
const MOST_AREA_PX = 3_840 * 2_160
/** Up to this size letters stay as sharp as they are drawn; above, the page is a photograph, and JPEG does it no harm. */
const SHARP_BYTES = 3 << 20

/** One page of an open file as a picture: the last one where a later is asked for. */
export async function drawPage(
  document: PDFDocumentProxy,
  asked: number,
  mostBytes: number,
): Promise<Page | PageFault> {
  const of = document.numPages
  const number = Math.min(Math.max(1, asked), of)
  const page = await document.getPage(number)
  const plain = page.getViewport({ scale: 1 })
  const scale = Math.min(
    MOST_SIDE_PX / Math.max(plain.width, plain.height),
    Math.sqrt(MOST_AREA_PX / (plain.width * plain.height)),
  )
  const viewport = page.getViewport({ scale })
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height)))
  const canvasContext = contextOf(canvas)
  if (!canvasContext) return 'pdf-too-heavy'
  await page.render({
    canvas: null,
    canvasContext: canvasContext as unknown as CanvasRenderingContext2D,
    viewport,
    intent: 'display',
    background: '#fff',
  }).promise
  page.cleanup()
  const picture = await encoded(canvas, mostBytes)
  return picture ? { picture, number, of } : 'pdf-too-heavy'
}

async function encoded(canvas: OffscreenCanvas, mostBytes: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const sharp = await canvas.convertToBlob({ type: 'image/png' })
  const blob = sharp.size <= SHARP_BYTES ? sharp : await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 })
  return blob.size <= mostBytes ? new Uint8Array(await blob.arrayBuffer()) : undefined
}
