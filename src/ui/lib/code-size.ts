/**
 * The largest size, in CSS pixels, at which every module is a whole number of device pixels: no seams, and a picture
 * taken from three metres (the wall scaled to a quarter) decodes wherever the code stands. Not eight: a quarter of that
 * is two, and half of all positions fall between two pixels. Where that would make the code smaller than `least`,
 * size wins.
 */
export function sharpSize(box: number, modules: number, pixelRatio: number, least: number): number {
  const most = Math.floor((box * pixelRatio) / modules)
  const sharp = ((most === 8 ? 7 : most) * modules) / pixelRatio
  return sharp >= least ? sharp : box
}
