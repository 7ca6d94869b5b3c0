type Map256 = readonly number[] | null
/** How much of what a mask is drawn over shows, from one of the mask's pixels; 0 to 255. */
type Mask = (red: number, green: number, blue: number, alpha: number) => number

const masks = new Map<string, Mask>()

/**
 * PDF.js masks by filters made of the page's own elements, which a worker has not. Ours are names of what `contextOf`
 * does instead. Filters that only change colours are left out.
 */
export class Filters {
  addFilter = () => 'none'
  addHCMFilter = () => 'none'
  addHighlightHCMFilter = () => 'none'
  addAlphaFilter = (map: Map256) => named('alpha', map, (_red, _green, _blue, alpha) => alpha)
  /** The weights are those of the PDF specification, 11.5.3. */
  addLuminosityFilter = (map: Map256) =>
    named('light', map, (red, green, blue, alpha) => ((0.3 * red + 0.59 * green + 0.11 * blue) * alpha) / 255)
  destroy() {
    masks.clear()
  }
}

function named(kind: string, map: Map256, mask: Mask): string {
  const name = `${kind} ${map?.join() ?? ''}`
  masks.set(name, map ? (...pixel) => map[Math.round(mask(...pixel))] ?? 0 : mask)
  return name
}

type Pair = { canvas: OffscreenCanvas | null; context: OffscreenCanvasRenderingContext2D | null }

/** Canvases for PDF.js, in a worker. */
export class Canvases {
  create(width: number, height: number): Pair {
    const canvas = new OffscreenCanvas(width, height)
    return { canvas, context: contextOf(canvas) }
  }
  reset({ canvas }: Pair, width: number, height: number) {
    if (canvas) Object.assign(canvas, { width, height })
  }
  destroy(pair: Pair) {
    this.reset(pair, 0, 0)
    Object.assign(pair, { canvas: null, context: null })
  }
}

/** A context that knows our filters, and masks what is there by what it draws under one of them. */
export function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D | null {
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return null
  let filter = 'none'
  const [draw, restore] = [context.drawImage.bind(context), context.restore.bind(context)]
  Object.defineProperty(context, 'filter', { get: () => filter, set: (to: string) => (filter = to) })
  return Object.assign(context, {
    drawImage(source: CanvasImageSource, ...where: [number, number]) {
      const mask = masks.get(filter)
      draw(mask && source instanceof OffscreenCanvas ? masked(source, mask) : source, ...where)
    },
    restore() {
      filter = 'none'
      restore()
    },
  })
}

function masked(source: OffscreenCanvas, mask: Mask): OffscreenCanvas {
  const { width, height } = source
  const pixels = source.getContext('2d')?.getImageData(0, 0, width, height)
  if (!pixels) return source
  const { data } = pixels
  for (let at = 0; at < data.length; at += 4)
    data[at + 3] = mask(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0, data[at + 3] ?? 0)
  const made = new OffscreenCanvas(width, height)
  made.getContext('2d')?.putImageData(pixels, 0, 0)
  return made
}
