/** Some browsers have such canvases on pages only, or none. */
export const hasCanvas = () => 'OffscreenCanvas' in self && new OffscreenCanvas(1, 1).getContext('2d') !== null

/** A canvas that is kept in memory, not on the graphics card: everything painted here is read back. */
export function makeCanvas(width: number, height: number) {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false })
  if (!context) throw new Error('This browser has no 2D canvas in workers.')
  return { canvas, context }
}
