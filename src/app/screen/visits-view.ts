import { visitorsMayOf } from '../../room/commons.ts'
import type { DeviceId } from '../../protocol/ids.ts'
import type { PersonView, VisitView } from '../../ui/view.ts'
import { visitView } from '../visits.ts'
import type { ScreenNode } from './screen-node.ts'

/** Who visits, and what an admin gave or could give each of them for this visit. */
export function visitsView(node: ScreenNode, people: readonly PersonView[]): VisitView[] {
  const visitorsMay = visitorsMayOf(node.docs().commons)
  return people
    .filter(({ role }) => role === 'visitor')
    .map((person) => visitView(person, visitorsMay, node.consents.grantedTo(person.id as DeviceId)))
}
