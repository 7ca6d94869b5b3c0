/**
 * The size, in CSS pixels, at which a code of so many modules (its quiet zone included) still decodes when somebody
 * stands far away, that is, in a picture of the wall scaled to a quarter. Between 7.1 and 9 device pixels a module
 * comes to about two pixels there, and sampling loses the finder patterns; a little smaller or larger never does
 * (tests/ui/code.test.ts, over all phases).
 */
export function sharpSize(box: number, modules: number, pixelRatio: number): number {
  const module = (box * pixelRatio) / modules
  return module > TWO_PIXELS.from && module < TWO_PIXELS.to ? (TWO_PIXELS.from * modules) / pixelRatio : box
}

const TWO_PIXELS = { from: 7.1, to: 9 }
