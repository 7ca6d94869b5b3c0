import { Dialog } from '../parts/Dialog.tsx'
import { useServiceWords } from '../strings/services.ts'
import { ServiceList } from './ServiceList.tsx'
import type { ServiceActions, ServicesView } from './view.ts'

/** What the room can do, at the wall. */
export function ServicesDialog(props: { services: ServicesView; actions: ServiceActions; onClose: () => void }) {
  const words = useServiceWords()
  return (
    <Dialog title={words().title} onClose={() => props.onClose()}>
      <ServiceList services={props.services} actions={props.actions} />
    </Dialog>
  )
}
