import type { SettingsView, VisitView } from '../ui/view.ts'
import { visitorPreview } from '../trust/preview.ts'
import { RIGHTS } from '../trust/rights.ts'

/** One visitor: what an admin gave or could give them for this visit beyond what all may, and what follows from it. */
export function visitView(
  { id, name }: { id: string; name: string },
  visitorsMay: SettingsView['visitorsMay'],
  granted: ReadonlySet<string>,
): VisitView {
  const everybodys = new Set<string>(visitorPreview(visitorsMay).can)
  const rights = RIGHTS.filter((right) => granted.has(right) || !everybodys.has(right))
  return {
    id,
    name,
    rights: rights.map((right) => ({ right, on: granted.has(right) })),
    ...visitorPreview(visitorsMay, granted),
  }
}
