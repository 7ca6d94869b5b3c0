import { Match, Switch, Show } from 'solid-js'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { usePairingWords } from '../strings/pairing.ts'
import type { Pairing } from '../view.ts'
import { Comparing } from './Comparing.tsx'
import { Inviting } from './Inviting.tsx'
import './pairing.css'

/** Two devices become one room's: a code, six digits compared by people on both, done. The same on wall and phone. */
export function PairingDialog(props: {
  pairing: Pairing
  answerSas: (match: boolean) => void
  /** Cancel, close and done; missing where only the other side can end it. */
  onEnd?: () => void
  onAgain?: (() => void) | undefined
  /** Where the invitation is shown: whether it makes an admin. False where that was refused. */
  onAdmin?: (admin: boolean) => Promise<boolean>
}) {
  const { t, sentence } = usePairingWords()
  const end = () => props.onEnd?.()
  const title = () => {
    switch (props.pairing.at) {
      case 'inviting':
        return props.pairing.kind === 'screen' ? t().pair.screenTitle : t().pair.memberTitle
      case 'comparing':
        return t().pair.compareTitle
      case 'waiting':
        return t().pair.waitingTitle
      case 'failed':
        return t().pair.failedTitle
      case 'done':
        return t().pair.doneTitle(props.pairing.name)
    }
  }
  const at = <Step extends Pairing['at']>(step: Step) =>
    props.pairing.at === step && (props.pairing as Extract<Pairing, { at: Step }>)
  return (
    <Dialog title={title()} size="full" noClose steps onClose={end}>
      <div class="pairing" data-at={props.pairing.at}>
        <Switch>
          <Match when={at('inviting')}>
            {(inviting) => <Inviting inviting={inviting()} onCancel={end} onAdmin={props.onAdmin} />}
          </Match>
          <Match when={at('comparing')}>
            {(comparing) => <Comparing comparing={comparing()} onAnswer={(match) => props.answerSas(match)} />}
          </Match>
          <Match when={at('waiting')}>
            <p class="pairing-say">{t().pair.waitingExplain}</p>
            <Show when={props.onEnd}>
              <div class="pairing-end">
                <Button onClick={end}>{t().common.cancel}</Button>
              </div>
            </Show>
          </Match>
          <Match when={at('failed')}>
            {(failed) => (
              <>
                <p class="pairing-say" role="alert" data-reason={failed().reason}>
                  {sentence(failed().reason).what} {sentence(failed().reason).safe} {sentence(failed().reason).todo}
                </p>
                <div class="pairing-end">
                  <Show when={props.onAgain}>
                    {(again) => (
                      <Button look="strong" onClick={() => again()()}>
                        {t().pair.again}
                      </Button>
                    )}
                  </Show>
                  <Button onClick={end}>{t().common.close}</Button>
                </div>
              </>
            )}
          </Match>
          <Match when={at('done')}>
            {(done) => (
              <>
                <p class="pairing-say" role="status">
                  {done().kind === 'screen' ? t().pair.doneScreen : t().pair.doneMember}
                </p>
                <div class="pairing-end">
                  <Button look="strong" onClick={end}>
                    {t().common.done}
                  </Button>
                </div>
              </>
            )}
          </Match>
        </Switch>
      </div>
    </Dialog>
  )
}
