import { createSignal, For, Show } from 'solid-js'
import { Button } from '../parts/Button.tsx'
import { Switch } from '../parts/Choice.tsx'
import { Qr } from '../parts/Qr.tsx'
import { Said } from '../parts/Said.tsx'
import { usePairingWords } from '../strings/pairing.ts'
import type { Pairing } from '../view.ts'

/** A code that works once, and the same as an address for a device without a camera. */
export function Inviting(props: {
  inviting: Extract<Pairing, { at: 'inviting' }>
  onCancel: () => void
  onAdmin?: ((admin: boolean) => Promise<boolean>) | undefined
}) {
  const { t } = usePairingWords()
  const [copied, setCopied] = createSignal(false)
  let address!: HTMLElement
  const steps = () => (props.inviting.kind === 'screen' ? t().pair.screenSteps : t().pair.memberSteps)
  const copy = () => {
    // Selecting works in every browser and asks no permission; the page's address bar may not be secure yet.
    getSelection()?.selectAllChildren(address)
    setCopied(document.execCommand('copy'))
  }
  return (
    <div class="inviting">
      <div class="inviting-code" data-testid="pair-qr" data-url={props.inviting.url}>
        <Qr text={props.inviting.qrText} label={t().pair.qrLabel} />
      </div>
      <div class="inviting-words">
        <ol class="inviting-steps">
          <For each={steps()}>{(step) => <li>{step}</li>}</For>
        </ol>
        <Show when={props.inviting.kind === 'member' && props.onAdmin}>
          {(onAdmin) => (
            <Switch check label={t().pair.mayChange} on={props.inviting.admin} onTurn={(admin) => onAdmin()(admin)} />
          )}
        </Show>
        <p class="inviting-typed">
          {t().pair.orType(new URL(props.inviting.url).host)}{' '}
          <strong data-testid="pair-code">{props.inviting.code}</strong>
        </p>
        <div class="inviting-address">
          <p>{t().pair.orOpen}</p>
          <code ref={address}>{props.inviting.url}</code>
          <Button onClick={copy}>{t().pair.copy}</Button>
          <Said>{copied() ? t().pair.copied : ''}</Said>
        </div>
        <div class="pairing-end">
          <Button onClick={() => props.onCancel()}>{t().common.cancel}</Button>
          <p class="inviting-expires">{t().pair.expires}</p>
        </div>
      </div>
    </div>
  )
}
