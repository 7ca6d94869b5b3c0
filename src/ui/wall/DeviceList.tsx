import { createSignal, For, Show } from 'solid-js'
import { createAsking } from '../lib/asking.ts'
import { Refusal } from '../parts/Notice.tsx'
import { Sure } from '../parts/Sure.tsx'
import { useScreenWords } from '../strings/screen.ts'
import type { DeviceView, Outcome } from '../view.ts'
import './lists.css'

/** Screens and members, each with a way out that asks once more: removing cannot be undone. */
export function DeviceList(props: { devices: readonly DeviceView[]; remove: (device: string) => Promise<Outcome> }) {
  const { t } = useScreenWords()
  const asking = createAsking()
  const [sure, setSure] = createSignal<string>()
  const about = (device: DeviceView) =>
    [
      device.kind === 'screen' ? t().common.screen : t().common.member,
      device.admin && t().common.admin,
      device.me
        ? device.kind === 'screen'
          ? t().devices.thisOne
          : t().common.you
        : device.state === 'here'
          ? t().common.here
          : t().common.notHere,
    ]
      .filter(Boolean)
      .join(', ')
  const remove = async (device: DeviceView) => {
    if (await asking.ask(() => props.remove(device.id))) setSure(undefined)
  }
  return (
    <>
      <Refusal reason={asking.refusal()} />
      <ul class="rows" role="list" aria-label={t().wall.devices}>
        <For each={props.devices}>
          {(device) => (
            <li data-state={device.state}>
              <span class="device-sign" data-kind={device.kind} aria-hidden="true" />
              <span class="row-name">
                {device.name || t().common.someone}
                <small>{about(device)}</small>
              </span>
              <Show when={!device.me}>
                <Sure
                  isAsked={sure() === device.id}
                  busy={asking.busy()}
                  words={{
                    act: t().common.remove,
                    named: t().common.removeNamed(device.name),
                    keep: t().devices.keepIt,
                    sure: t().devices.sure(device.name),
                  }}
                  onAsk={() => setSure(device.id)}
                  onKeep={() => setSure(undefined)}
                  onDo={() => void remove(device)}
                />
              </Show>
            </li>
          )}
        </For>
      </ul>
    </>
  )
}
