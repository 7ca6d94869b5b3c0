import type { Box, Point } from './face.ts'

/**
 * The part of the picture that is the room: corners in parts of the frame (0 to 1), in order. What lies outside, a
 * corridor behind glass, is painted over before anybody looks for faces. Fewer than three corners: the whole picture.
 */
export type Area = readonly Point[]
export type Size = { width: number; height: number }

export const WHOLE: Area = []

/** The same corners in pixels of a frame; none where the area is the whole picture. */
export function outline(area: Area, { width, height }: Size): Point[] {
  if (area.length < 3) return []
  return area.map(({ x, y }) => ({ x: x * width, y: y * height }))
}

/** Whether the middle of a box is in the area. On the edge is either. */
export function isInside(area: Area, box: Box, frame: Size): boolean {
  const corners = outline(area, frame)
  if (corners.length === 0) return true
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  let inside = false
  for (const [i, a] of corners.entries()) {
    const b = corners[(i + 1) % corners.length] ?? a
    const crosses = a.y > middle.y !== b.y > middle.y
    if (crosses && middle.x < ((b.x - a.x) * (middle.y - a.y)) / (b.y - a.y) + a.x) inside = !inside
  }
  return inside
}
