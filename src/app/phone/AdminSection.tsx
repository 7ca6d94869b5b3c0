import { createSignal, onCleanup } from 'solid-js'
import { visitorsMayOf } from '../../room/commons.ts'
import { parseAdminLook, type AdminLook } from '../../services/admin-look.ts'
import type { CallName } from '../../services/room-calls.ts'
import { visitorPreview } from '../../trust/preview.ts'
import { PhoneAdmin, type PhoneAdminView } from '../../ui/admin/PhoneAdmin.tsx'
import type { Outcome } from '../../ui/view.ts'
import type { PhoneView } from '../../ui/phone/view.ts'
import type { Surroundings } from '../device.ts'
import { visitView } from '../visits.ts'
import { createWatched } from '../watched.ts'
import { makeAdminWord } from './admin.ts'
import type { PhoneNode } from './phone-node.ts'

const LOOK_MS = 3_000
const NOBODY: AdminLook = { visits: [], screens: [] }

/** Looking after the room from an admin's phone: drawn and wired. */
export default function AdminSection(props: { node: PhoneNode; around: Surroundings; view: PhoneView }) {
  // oxlint-disable-next-line solid/reactivity -- the node lives as long as this section is drawn
  const { node, around } = props
  const word = makeAdminWord(node, around.random)
  const [seen, setSeen] = createSignal(NOBODY)
  let tell = () => {}
  let isOpen = false

  const view = createWatched((): PhoneAdminView => {
    const visitorsMay = visitorsMayOf(node.documents.get('commons'))
    const names = new Map(node.presence.people().map(({ device, name }) => [device, name]))
    return {
      visitorsMay,
      visitorPreview: visitorPreview(visitorsMay),
      visits: seen().visits.map(({ device, granted }) =>
        visitView(
          { id: device, name: names.get(device) ?? '' },
          visitorsMay,
          new Set(granted.map(({ right }) => right)),
        ),
      ),
      devices: props.view.devices.map((device) => ({
        ...device,
        // This phone sees two screens; the one it is at sees all that are there.
        state: seen().screens.some((screen) => screen === device.id) ? 'here' : device.state,
      })),
    }
  }, [
    (changed) => {
      tell = changed
      return () => undefined
    },
    node.onChange,
  ])

  const look = async () => {
    const answer = await node.call('admin.look', {})
    const read = answer.ok ? parseAdminLook(answer.value) : answer
    if (!read.ok) return
    setSeen(read.value)
    tell()
  }
  onCleanup(around.clock.every(LOOK_MS, () => void (isOpen && look())))

  const ask = async (name: CallName, args: object): Promise<Outcome> => {
    const answer = await node.call(name, args)
    return answer.ok ? undefined : answer.error
  }
  const thenLook = async (deed: Promise<Outcome>) => {
    const refusal = await deed
    await look()
    return refusal
  }
  return (
    <PhoneAdmin
      view={view}
      paused={props.view.blank}
      onOpen={(open) => {
        isOpen = open
        if (open) void look()
      }}
      actions={{
        unlockWall: () => ask('unlock', {}),
        saveVisitorsMay: (may) => ask('visitors.may', { ...may }),
        askToScanAgain: () => ask('visitors.scan-again', {}),
        turnRight: (person, right, on) =>
          thenLook(
            word.turnRight(
              seen().visits.find(({ device }) => device === person),
              right,
              on,
            ),
          ),
        removeDevice: (device) => word.remove(device as Parameters<typeof word.remove>[0], seen().screens),
      }}
    />
  )
}
