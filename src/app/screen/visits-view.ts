import { visitorsMayOf } from '../../room/commons.ts'
import { visitorPreview } from '../../trust/preview.ts'
import { RIGHTS } from '../../trust/rights.ts'
import type { PersonView, VisitView } from '../../ui/view.ts'
import type { DeviceId } from '../../protocol/ids.ts'
import type { ScreenNode } from './screen-node.ts'

/** Who visits, and what an admin gave or could give each of them for this visit. */
export function visitsView(node: ScreenNode, people: readonly PersonView[]): VisitView[] {
  const visitorsMay = visitorsMayOf(node.docs().commons)
  const everybodys = new Set<string>(visitorPreview(visitorsMay).can)
  return people
    .filter(({ role }) => role === 'visitor')
    .map(({ id, name }) => {
      const granted = node.consents.grantedTo(id as DeviceId)
      const rights = RIGHTS.filter((right) => granted.has(right) || !everybodys.has(right))
      return {
        id,
        name,
        rights: rights.map((right) => ({ right, on: granted.has(right) })),
        ...visitorPreview(visitorsMay, granted),
      }
    })
}
