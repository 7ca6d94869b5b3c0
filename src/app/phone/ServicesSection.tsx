import { toBase64url } from '../../lib/bytes.ts'
import { PhoneServices } from '../../ui/services/PhoneServices.tsx'
import type { Surroundings } from '../device.ts'
import { serviceActions } from '../service-actions.ts'
import { servicesView } from '../services-view.ts'
import { createWatched } from '../watched.ts'
import type { PhoneNode } from './phone-node.ts'

/** What the room can do, on a phone that may ask for it: drawn and wired. */
export default function ServicesSection(props: { node: PhoneNode; around: Surroundings }) {
  // oxlint-disable-next-line solid/reactivity -- the node lives as long as this section is drawn
  const { node, around } = props
  const view = createWatched(
    () => servicesView(node.documents.get('commons'), node.roomNow()),
    [node.documents.onUpdate, node.documents.onEpoch, (tell) => around.clock.every(1_000, tell)],
  )
  const actions = serviceActions(async (kind, args, on) => {
    const answer = await node.call('service.call', {
      id: toBase64url(around.random(16)),
      kind,
      args,
      ...(on && { on }),
    })
    return answer.ok ? undefined : answer.error
  })
  return <PhoneServices services={view} actions={actions} />
}
