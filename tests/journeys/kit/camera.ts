import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright'

/* A camera whose picture the test paints: people walk in and out when the story says so. */

const PHOTOS = '../shared/data/faces/photos'

/** Where there are none: people in the pictures that come with a package we install anyway. */
const SAMPLES = 'node_modules/@vladmandic/face-api/demo'

/** A picture, base64; `cut` is the part of it that is shown, as left, top, width and height in parts of it. */
export type Photo = { data: string; cut?: readonly [x: number, y: number, width: number, height: number] }
type People = readonly [amara: readonly [Photo, Photo], stranger: readonly [Photo, Photo]]

/** Two people, of each a picture and another, from beside this checkout and never copied into it, or from a package. */
export function people(): People {
  if (!existsSync(PHOTOS)) return samples()
  const [amara, stranger] = readdirSync(PHOTOS)
    .sort()
    .map((person) => {
      const [first, second] = readdirSync(join(PHOTOS, person))
        .sort()
        .map((photo) => ({ data: readFileSync(join(PHOTOS, person, photo)).toString('base64') }))
      return first && second && ([first, second] as const)
    })
  return amara && stranger ? [amara, stranger] : samples()
}

/** One picture of each, so that the second is the first, cut a little otherwise. */
function samples(): People {
  const read = (name: string) => readFileSync(join(SAMPLES, name)).toString('base64')
  const [amara, stranger] = [read('sample3.jpg'), read('sample6.jpg')]
  return [
    [
      { data: amara, cut: [0.2, 0.12, 0.28, 0.38] },
      { data: amara, cut: [0.19, 0.1, 0.3, 0.4] },
    ],
    [
      { data: stranger, cut: [0.71, 0.06, 0.26, 0.38] },
      { data: stranger, cut: [0.7, 0.04, 0.28, 0.4] },
    ],
  ]
}

/** Four people as small as they are in a room, each by nobody but themselves: Amara, and again as she lets the room know her face. */
export function cast(): Record<'amara' | 'amaraNear' | 'vera' | 'stranger', Photo> {
  const read = (name: string) => readFileSync(join(SAMPLES, name)).toString('base64')
  const [one, other] = [read('sample3.jpg'), read('sample6.jpg')]
  return {
    amara: { data: one, cut: [0.22, 0.12, 0.22, 0.35] },
    amaraNear: { data: one, cut: [0.2, 0.12, 0.28, 0.38] },
    vera: { data: other, cut: [0.33, 0.1, 0.17, 0.33] },
    stranger: { data: other, cut: [0.75, 0.08, 0.17, 0.33] },
  }
}

/**
 * Somebody before the camera: a photo, its left edge and its width in pixels of a picture of 640 by 480. `lips`: where
 * between top (0) and bottom (1) of what is shown of the photo their mouth opens and closes, as if they spoke.
 */
export type Seen = { photo: Photo; left?: number; width?: number; lips?: number }

/** From the first page on, the device's camera is one that `inView` paints; its microphone is as it was. Nothing else of the page is touched. */
export async function withCamera(context: BrowserContext): Promise<void> {
  await context.addInitScript(paintedCamera)
}

/** The same, of so many times 640 by 480 pixels. */
export const cameraOf = (times: number) => (context: BrowserContext) => context.addInitScript(paintedCamera, times)

/** Runs in the page, before everything else: whatever drives the browser. */
export function paintedCamera(times = 1): void {
  // An empty page, before the first address, has no cameras to stand in for.
  if (!(navigator.mediaDevices as MediaDevices | undefined)) return
  const canvas = document.createElement('canvas')
  canvas.width = 640 * times
  canvas.height = 480 * times
  const brush = canvas.getContext('2d')
  let shown: { picture: ImageBitmap; left: number; width: number; lips?: number }[] = []
  if (!brush) throw new Error('no canvas')
  brush.scale(times, times)
  let n = 0
  let isShut = false
  const paint = () => {
    brush.fillStyle = isShut ? '#000' : '#8a8d8a'
    brush.fillRect(0, 0, 640, 480)
    for (const { picture, left, width, lips = 1 } of isShut ? [] : shown) {
      const { width: wide, height: high } = picture
      const height = (width * high) / wide
      // The chin goes down, and between the lips it is dark: a syllable takes six tenths of a second.
      const open = lips < 1 ? 0.05 * height * Math.sin((Math.PI * n) / 12) ** 2 : 0
      brush.drawImage(picture, 0, 0, wide, lips * high, left, 20, width, lips * height)
      brush.fillStyle = '#411'
      brush.fillRect(left + 0.4 * width, 20 + lips * height, 0.25 * width, open)
      const chin = 20 + lips * height + open
      if (lips < 1)
        brush.drawImage(picture, 0, lips * high, wide, (1 - lips) * high, left, chin, width, (1 - lips) * height)
    }
    // A sensor is never quite still.
    brush.fillStyle = `rgb(${n++ % 3}, 0, 0)`
    brush.fillRect(0, 0, 1 / times, 1 / times)
  }
  setInterval(paint, 50)
  const cutOut = async ({ data, cut }: Photo) => {
    const whole = await createImageBitmap(new Blob([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))]))
    const [x, y, width, height] = cut ?? [0, 0, 1, 1]
    return createImageBitmap(whole, x * whole.width, y * whole.height, width * whole.width, height * whole.height)
  }
  Object.assign(globalThis, {
    shutter(closed: boolean) {
      isShut = closed
      paint()
    },
    inView: async (seen: { photo: Photo; left: number; width: number; lips?: number }[]) => {
      shown = await Promise.all(
        seen.map(async ({ photo, ...place }) => ({
          ...place,
          // The page's rules let it fetch nothing, not even from itself in this form.
          picture: await cutOut(photo),
        })),
      )
      paint()
      // For whoever measures from the first frame on.
      Object.assign(globalThis, { shownAt: Date.now() })
    },
  })
  const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
  navigator.mediaDevices.getUserMedia = (wanted) =>
    wanted?.video ? Promise.resolve(canvas.captureStream(20)) : real(wanted)
}

/** Closes the shutter before this device's camera, or opens it: the picture is black, whoever is there. */
export const shutter = (page: Page, closed: boolean) =>
  page.evaluate((now) => (globalThis as unknown as { shutter(closed: boolean): void }).shutter(now), closed)

/** Who is before this device's camera from now on. */
export async function inView(page: Pick<Page, 'evaluate'>, ...seen: Seen[]): Promise<void> {
  await page.evaluate(
    (all) => (globalThis as unknown as { inView(seen: unknown): Promise<void> }).inView(all),
    seen.map(({ photo, left = 160, width = 320, ...rest }) => ({ photo, left, width, ...rest })),
  )
}
