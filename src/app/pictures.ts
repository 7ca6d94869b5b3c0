import { makeListeners } from '../lib/listeners.ts'
import type { Bytes } from '../lib/bytes.ts'
import type { BlobId } from '../protocol/ids.ts'

/** Blob addresses for pictures that are on display, made when they arrive and given back when they are not shown. */
export function makePictures(load: (id: BlobId) => Promise<Bytes | undefined>) {
  const changes = makeListeners<void>()
  const urls = new Map<BlobId, string>()
  const loading = new Set<BlobId>()
  return {
    onChange: (listener: () => void) => changes.add(listener),
    /** The address, or undefined while the picture is on its way. Only one picture is kept at a time. */
    urlOf(id: BlobId): string | undefined {
      for (const [other, url] of urls) {
        if (other === id) continue
        URL.revokeObjectURL(url)
        urls.delete(other)
      }
      if (!urls.has(id) && !loading.has(id)) void fetch(id)
      return urls.get(id)
    },
    stop() {
      for (const url of urls.values()) URL.revokeObjectURL(url)
      urls.clear()
    },
  }

  async function fetch(id: BlobId) {
    loading.add(id)
    const bytes = await load(id)
    loading.delete(id)
    if (!bytes) return
    urls.set(id, URL.createObjectURL(new Blob([bytes])))
    changes.tell()
  }
}
export type Pictures = ReturnType<typeof makePictures>
