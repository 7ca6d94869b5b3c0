import { Dialog } from '../parts/Dialog.tsx'
import { useScreenWords } from '../strings/screen.ts'
import type { DeviceView, Outcome } from '../view.ts'
import { DeviceList } from './DeviceList.tsx'

/** What belongs to the room. Looking is free; removing asks for the PIN. */
export function DevicesDialog(props: {
  devices: readonly DeviceView[]
  remove: (device: string) => Promise<Outcome>
  onClose: () => void
}) {
  const { t } = useScreenWords()
  return (
    <Dialog title={t().devices.title} onClose={() => props.onClose()}>
      <p>{t().devices.explain}</p>
      <DeviceList devices={props.devices} remove={props.remove} />
    </Dialog>
  )
}
