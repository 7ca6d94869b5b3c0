import { makeListeners } from '../lib/listeners.ts'
import type { Bytes } from '../lib/bytes.ts'
import type { BlobId } from '../protocol/ids.ts'

/** Blob addresses for pictures that are on display, made when they arrive and given back when they are not shown. */
export function makePictures(load: (id: BlobId) => Promise<Bytes | undefined>) {
  const changes = makeListeners<void>()
  const urls = new Map<BlobId, { url: string; series: string }>()
  const loading = new Set<BlobId>()
  return {
    onChange: (listener: () => void) => changes.add(listener),
    /**
     * The address, or undefined while the picture is on its way. Only one picture is kept at a time; of a series, such as
     * the pages of a file, the one before stays until the next has come.
     */
    urlOf(id: BlobId, series: string = id): string | undefined {
      for (const [other, { url, series: its }] of urls) {
        if (other === id || (its === series && !urls.has(id))) continue
        URL.revokeObjectURL(url)
        urls.delete(other)
      }
      if (!urls.has(id) && !loading.has(id)) void fetch(id, series)
      return (urls.get(id) ?? [...urls.values()].at(-1))?.url
    },
    stop() {
      for (const { url } of urls.values()) URL.revokeObjectURL(url)
      urls.clear()
    },
  }

  async function fetch(id: BlobId, series: string) {
    loading.add(id)
    const bytes = await load(id)
    loading.delete(id)
    if (!bytes) return
    urls.set(id, { url: URL.createObjectURL(new Blob([bytes])), series })
    changes.tell()
  }
}
export type Pictures = ReturnType<typeof makePictures>
