/** WebGL's numbers for the two things that MediaPipe's runtime asks about it. */
const VERSION = 0x1f02
const MAX_VERTEX_ATTRIBS = 0x8869

type Picture = OffscreenCanvas | ImageData

/**
 * Stands in for WebGL where the processor runs a model. MediaPipe hands every picture to the graphics card and at once
 * reads it back: on the way it waits for another process, three times a face. This keeps the pixels where they are. It
 * knows the calls that version 0.10.35 makes on that way and no more; a card that computes gets WebGL itself.
 */
export function makeShortcut(): OffscreenCanvas {
  let pixels = new Uint8ClampedArray()
  const nothing = () => {}
  const something = () => ({})
  const context = {
    getParameter: (name: number) => (name === VERSION ? 'WebGL 2.0' : name === MAX_VERTEX_ATTRIBS ? 16 : 'none'),
    getContextAttributes: something,
    getSupportedExtensions: () => [],
    getExtension: () => null,
    getError: () => 0,
    createTexture: something,
    createFramebuffer: something,
    fenceSync: something,
    activeTexture: nothing,
    bindTexture: nothing,
    texParameteri: nothing,
    bindFramebuffer: nothing,
    framebufferTexture2D: nothing,
    deleteSync: nothing,
    deleteTexture: nothing,
    deleteFramebuffer: nothing,
    /** The picture comes last, after how it is to be laid out on the card. */
    texImage2D: (...args: unknown[]) => void (pixels = pixelsOf(args.at(-1) as Picture)),
    /** Always the whole picture, RGBA. */
    readPixels(
      _x: number,
      _y: number,
      width: number,
      height: number,
      _rgba: number,
      _bytes: number,
      ...to: [Uint8Array, number]
    ) {
      const [heap, at] = to
      if (pixels.length !== 4 * width * height) throw new Error('MediaPipe reads another picture than it was given.')
      heap.set(pixels, at)
    },
  }
  return Object.assign(new OffscreenCanvas(1, 1), { getContext: () => context as unknown as WebGL2RenderingContext })
}

function pixelsOf(picture: Picture): Uint8ClampedArray<ArrayBuffer> {
  if (picture instanceof ImageData) return picture.data
  const context = picture.getContext('2d')
  if (!context) throw new Error('Only canvases that are painted are looked at.')
  return context.getImageData(0, 0, picture.width, picture.height).data
}
