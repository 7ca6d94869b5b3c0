import { afterEach, expect, test, vi } from 'vitest'
import { err } from '../../src/lib/result.ts'
import { makeCamera } from '../../src/platform/camera.ts'

afterEach(() => void vi.unstubAllGlobals())

/** As much of a browser as an open camera touches; its pictures are of one brightness, as a test says. */
function makeBrowser({ hasCanvas = true } = {}) {
  const browser = { brightness: 120, isLive: false, isShort: false }
  const track = { ...new EventTarget(), addEventListener() {}, removeEventListener() {}, muted: false }
  const stop = () => void (browser.isLive = false)
  const stream = { getVideoTracks: () => [track], getTracks: () => [{ stop }] }
  class Canvas {
    getContext() {
      let shown = 0
      return {
        drawImage: ({ brightness }: { brightness: number }) => void (shown = brightness),
        getImageData: (_x: number, _y: number, width: number, height: number) => ({
          data: new Uint8ClampedArray(4 * width * height).fill(shown),
        }),
      }
    }
  }
  vi.stubGlobal('Worker', class {})
  vi.stubGlobal('document', { createElement: () => ({ play: async () => {}, readyState: 4, videoWidth: 640 }) })
  vi.stubGlobal('HTMLMediaElement', { HAVE_CURRENT_DATA: 2 })
  vi.stubGlobal('createImageBitmap', async () => {
    if (browser.isShort) throw new DOMException('', 'InvalidStateError')
    return { brightness: browser.brightness }
  })
  if (hasCanvas) vi.stubGlobal('OffscreenCanvas', Canvas)
  const devices = {
    async getUserMedia() {
      browser.isLive = true
      return stream
    },
  } as unknown as MediaDevices
  return { browser, camera: makeCamera(() => devices) }
}

test('the very first black picture is known for one, whenever it comes, and so is the first of something', async () => {
  const { browser, camera } = makeBrowser()
  const opened = await camera.open(() => {})
  if (!opened.ok) throw new Error(opened.error)
  const { next, blind } = opened.value
  for (let seen = 1; seen <= 12; seen++) {
    for (let n = 0; n < seen; n++) {
      browser.brightness = 120
      await next()
      expect(blind()).toBeUndefined()
    }
    browser.brightness = 0
    await next()
    expect(blind()).toBe('camera-dark')
  }
})

test('a browser that lacks what looking needs says so, and asks nobody for a camera', async () => {
  const { browser, camera } = makeBrowser({ hasCanvas: false })
  expect(await camera.open(() => {})).toEqual(err('unable'))
  expect(browser.isLive).toBe(false)
})

test('a browser without memory for a picture says that, and not that another program has the camera, until it has', async () => {
  const { browser, camera } = makeBrowser()
  const opened = await camera.open(() => {})
  if (!opened.ok) throw new Error(opened.error)
  const { next, blind } = opened.value
  browser.isShort = true
  expect([await next(), blind()]).toEqual([undefined, 'memory-short'])
  browser.isShort = false
  await next()
  expect([blind(), browser.isLive]).toEqual([undefined, true])
})
