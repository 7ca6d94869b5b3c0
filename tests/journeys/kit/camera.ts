import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright'

/* A camera whose picture the test paints: people walk in and out when the story says so. */

const PHOTOS = '../shared/data/faces/photos'

/** Photos of people, base64, from beside this checkout and never copied into it; undefined where there are none. */
export function people(): readonly (readonly string[])[] | undefined {
  if (!existsSync(PHOTOS)) return undefined
  return readdirSync(PHOTOS)
    .sort()
    .map((person) =>
      readdirSync(join(PHOTOS, person))
        .sort()
        .map((photo) => readFileSync(join(PHOTOS, person, photo)).toString('base64')),
    )
}

/** Somebody before the camera: a photo, its left edge and its width in pixels of a picture of 640 by 480. */
export type Seen = { photo: string; left?: number; width?: number }

/** From the first page on, the device's camera is one that `inView` paints. Nothing else of the page is touched. */
export async function withCamera(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 640
    canvas.height = 480
    const brush = canvas.getContext('2d')
    let shown: { picture: ImageBitmap; left: number; width: number }[] = []
    if (!brush) throw new Error('no canvas')
    let n = 0
    const paint = () => {
      brush.fillStyle = '#8a8d8a'
      brush.fillRect(0, 0, 640, 480)
      for (const { picture, left, width } of shown)
        brush.drawImage(picture, left, 20, width, (width * picture.height) / picture.width)
      // A sensor is never quite still.
      brush.fillStyle = `rgb(${n++ % 3}, 0, 0)`
      brush.fillRect(0, 0, 1, 1)
    }
    setInterval(paint, 50)
    Object.assign(globalThis, {
      inView: async (seen: { photo: string; left: number; width: number }[]) => {
        shown = await Promise.all(
          seen.map(async ({ photo, ...place }) => ({
            ...place,
            // The page's rules let it fetch nothing, not even from itself in this form.
            picture: await createImageBitmap(
              new Blob([Uint8Array.from(atob(photo), (letter) => letter.charCodeAt(0))]),
            ),
          })),
        )
        paint()
        // For whoever measures from the first frame on.
        Object.assign(globalThis, { shownAt: Date.now() })
      },
    })
    navigator.mediaDevices.getUserMedia = () => Promise.resolve(canvas.captureStream(20))
  })
}

/** Who is before this device's camera from now on. */
export async function inView(page: Page, ...seen: Seen[]): Promise<void> {
  await page.evaluate(
    (all) => (globalThis as unknown as { inView(seen: unknown): Promise<void> }).inView(all),
    seen.map(({ photo, left = 160, width = 320 }) => ({ photo, left, width })),
  )
}
