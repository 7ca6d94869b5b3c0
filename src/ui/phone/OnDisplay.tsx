import { Match, Show, Switch } from 'solid-js'
import { createAsking } from '../lib/asking.ts'
import { byWhom } from '../lib/by-whom.ts'
import { Button } from '../parts/Button.tsx'
import { Refusal } from '../parts/Notice.tsx'
import { PageTurner } from '../parts/PageTurner.tsx'
import { useWords } from '../strings/index.ts'
import type { DisplayView, Outcome } from '../view.ts'
import type { PhoneView } from './view.ts'

/** What everyone looks at, in the hand. */
export function OnDisplay(props: {
  view: PhoneView
  takeDown: () => Promise<Outcome>
  turnPage: (to: number) => Promise<Outcome>
}) {
  const { t } = useWords()
  const asking = createAsking()
  return (
    <section class="now" aria-label={t().phone.onDisplay}>
      <Show when={props.view.display} fallback={<p class="now-nothing">{t().phone.nothing}</p>}>
        {(display) => (
          <>
            <div class="now-head">
              <small>{t().phone.by(byWhom(t(), display()))}</small>
              <Show when={props.view.admin || display().mine}>
                <Button look="quiet" busy={asking.busy()} onClick={() => void asking.ask(() => props.takeDown())}>
                  {t().phone.takeDown}
                </Button>
              </Show>
            </div>
            <NowContent display={display()} />
            <Show when={pageOf(display())}>
              {(page) => <PageTurner page={page()} turn={(to) => props.turnPage(to)} />}
            </Show>
          </>
        )}
      </Show>
      <Refusal reason={asking.refusal()} />
    </section>
  )
}

const pageOf = (display: DisplayView) => (display.kind === 'picture' ? display.page : undefined)

function NowContent(props: { display: NonNullable<PhoneView['display']> }) {
  const { t } = useWords()
  return (
    <Switch>
      <Match when={props.display.kind === 'text' && props.display}>
        {(display) => <p class="now-words">{display().text}</p>}
      </Match>
      <Match when={props.display.kind === 'screen'}>
        <p class="now-words">
          {props.display.mine ? t().share.mine : t().share.screenOf(props.display.by || t().common.someone)}
        </p>
      </Match>
      <Match when={props.display.kind === 'picture' && props.display}>
        {(display) => (
          <Show when={display().url} fallback={<p class="now-nothing">{t().common.onTheWay}</p>}>
            {(url) => <img class="now-picture" src={url()} alt={display().name} />}
          </Show>
        )}
      </Match>
    </Switch>
  )
}
