import type { Bytes } from '../lib/bytes.ts'

/** Offers bytes to the person as a file to keep. */
export function saveFile(bytes: Bytes, name: string): void {
  saveBlob(new Blob([bytes], { type: PLAIN }), name)
}

/**
 * The same for what is too large to hold: the browser gathers the parts itself, on its own disk where they are many. It is
 * a download whatever it holds, never a page of this origin.
 */
export async function saveParts(parts: AsyncIterable<Bytes>, name: string): Promise<void> {
  const waiting = parts[Symbol.asyncIterator]()
  const stream = new ReadableStream<Bytes>(
    {
      async pull(controller) {
        const next = await waiting.next()
        if (next.done) controller.close()
        else controller.enqueue(next.value)
      },
    },
    { highWaterMark: 1 },
  )
  saveBlob(await new Response(stream, { headers: { 'content-type': PLAIN } }).blob(), name)
}

const PLAIN = 'application/octet-stream'

function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser reads the blob after the click returns.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
