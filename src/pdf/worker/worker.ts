import { drawPage } from './draw.ts'
import { openReader, type Reader } from './reader.ts'
import type { Answer, Page, PageFault, Request } from './shared.ts'

let reader: Promise<Reader | undefined> | undefined
let open: { key: string; document: Awaited<ReturnType<Reader['open']>> } | undefined
// In order, one at a time: a page is drawn on this thread anyway.
let last: Promise<void> = Promise.resolve()

self.addEventListener('message', ({ data }: MessageEvent<Request | { targetName: string }>) => {
  // What PDF.js sends itself passes here, too.
  if ('options' in data) last = last.then(() => answer(data))
})

async function answer(request: Request): Promise<void> {
  const { id } = request
  const drawn = await draw(request).catch((fault: unknown) => faultOf(fault))
  if (typeof drawn === 'string') return self.postMessage({ id, type: 'failed', fault: drawn } satisfies Answer)
  self.postMessage({ id, type: 'drawn', ...drawn } satisfies Answer, { transfer: [drawn.picture.buffer] })
}

async function draw({ options, key, file, number, mostBytes }: Request): Promise<Page | PageFault> {
  const opened = await (reader ??= openReader(options))
  if (!opened) {
    reader = undefined // the box may be back for the next page
    return 'pdf-no-reader'
  }
  if (open?.key !== key) {
    await open?.document.destroy()
    open = undefined
    if (!file) return 'file-gone'
    open = { key, document: await opened.open(new Uint8Array(await file.arrayBuffer())) }
  }
  return drawPage(open.document, number, mostBytes)
}

/** By the names that PDF.js gives its exceptions; whatever else it stumbles over is a file that cannot be read. */
function faultOf(fault: unknown): PageFault {
  const name = fault instanceof Error ? fault.name : ''
  if (name === 'PasswordException') return 'pdf-locked'
  return name === 'RangeError' ? 'pdf-too-heavy' : 'pdf-unreadable'
}
