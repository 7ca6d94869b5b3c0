import { Show } from 'solid-js'
import { useScreenWords } from '../strings/screen.ts'
import type { SetupView } from './view.ts'

/** What a visitor will meet, which depends on how this page itself was reached. */
export function Arriving(props: { address: SetupView['address'] }) {
  const { t } = useScreenWords()
  const certificate = () => (props.address.secure ? props.address.certificate : 'none')
  return (
    <div class="arriving">
      <p>
        {t().setup.arriveAt} <strong class="arriving-host">{props.address.host}</strong>
      </p>
      <p class="arriving-certificate" data-certificate={certificate()}>
        {t().setup.certificate[certificate()]}
      </p>
      <Show when={!props.address.stableName}>
        <p class="arriving-warning">{t().setup.unstable(props.address.host)}</p>
      </Show>
    </div>
  )
}
