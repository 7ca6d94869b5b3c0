/**
 * What an admin may give one visitor beyond what every visitor may, by its name in statements, and what each lets them
 * ask. What is not here is no visitor's to have, whoever grants it.
 */
const LETS = {
  'note.add': ['note.add'],
  'display.show': ['display.show', 'display.clear', 'service.call'],
  'blob.offer': ['blob.offer', 'file.send'],
  book: ['book'],
  'note.remove-any': ['note.remove-any', 'file.remove-any'],
} as const
export type Right = keyof typeof LETS

/** In the order of telling. */
export const RIGHTS = Object.keys(LETS) as readonly Right[]
export const isRight = (text: string): text is Right => Object.hasOwn(LETS, text)

/** Whether one of these rights lets a visitor ask this. */
export const isLet = (granted: ReadonlySet<string> | undefined, ask: string): boolean =>
  granted !== undefined &&
  RIGHTS.some((right) => granted.has(right) && (LETS[right] as readonly string[]).includes(ask))

/** Whether what was granted then belongs to a visit that began at `visitAtMs` (T27). */
export const isOfVisit = (grantedAtMs: number, visitAtMs: number): boolean => grantedAtMs >= visitAtMs
