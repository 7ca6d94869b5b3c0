import type { Bytes } from '../lib/bytes.ts'
import { fileKind, KIND_BYTES } from '../lib/file-kind.ts'
import { err, ok, type Result } from '../lib/result.ts'

/** A wall is at most this wide; more pixels would only make the picture slower to appear. */
const MOST_PIXELS = 2560
/** A PNG up to this size is likely a drawing or a page, which JPEG would smear. */
const DRAWING_BYTES = 1 << 20

/** A picture ready to be looked at; undefined where it is none. Whoever asks has seen how large it says it is. */
export const decodePicture = (bytes: Bytes): Promise<ImageBitmap | undefined> =>
  createImageBitmap(new Blob([bytes])).catch(() => undefined)

/** Whether it is a picture that this browser can draw. A copy of one pixel is enough to know. */
export const isDrawable = (file: Blob): Promise<boolean> =>
  createImageBitmap(file, { resizeWidth: 1, resizeHeight: 1 }).then(
    (bitmap) => {
      bitmap.close()
      return true
    },
    () => false,
  )

/** What a camera sees as a small JPEG, for a screen to look at. Undefined where it cannot be made so small. */
export async function smallJpeg(bitmap: ImageBitmap, { mostPx, mostBytes }: { mostPx: number; mostBytes: number }) {
  const scale = Math.min(1, mostPx / Math.max(bitmap.width, bitmap.height))
  const canvas = new OffscreenCanvas(Math.round(bitmap.width * scale), Math.round(bitmap.height * scale))
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  for (const quality of [0.9, 0.75, 0.5]) {
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality }).catch(() => undefined)
    if (blob && blob.size <= mostBytes) return new Uint8Array(await blob.arrayBuffer())
  }
  return undefined
}

/**
 * A picture file as bytes that every screen can show. It is drawn anew, which also leaves behind where and when the
 * photograph was taken: that is nobody's business but the phone's.
 */
export async function readPicture(
  file: Blob,
  mostBytes: number,
): Promise<Result<Bytes, 'picture-too-large' | 'picture-unreadable' | 'picture-heic'>> {
  const head = new Uint8Array(await file.slice(0, KIND_BYTES).arrayBuffer())
  const bitmap = await createImageBitmap(file).catch(() => undefined)
  // Phones make HEIC photographs; Safari opens them, and others can only say so.
  if (!bitmap) return err(fileKind(head, file.size) === 'heic' ? 'picture-heic' : 'picture-unreadable')
  const scale = Math.min(1, MOST_PIXELS / Math.max(bitmap.width, bitmap.height))
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(bitmap.width * scale)),
    Math.max(1, Math.round(bitmap.height * scale)),
  )
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  // Drawings and text stay sharp as PNG; photographs become JPEG.
  const type = head[0] === 0x89 && file.size <= DRAWING_BYTES ? 'image/png' : 'image/jpeg'
  const drawn = await canvas.convertToBlob({ type, quality: 0.88 }).catch(() => undefined)
  if (!drawn) return err('picture-unreadable')
  return drawn.size > mostBytes ? err('picture-too-large') : ok(new Uint8Array(await drawn.arrayBuffer()))
}
