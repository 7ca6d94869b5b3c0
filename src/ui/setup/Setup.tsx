import { createSignal, Show } from 'solid-js'
import { Membrane } from '../parts/Membrane.tsx'
import { Notice } from '../parts/Notice.tsx'
import { PairingDialog } from '../pairing/PairingDialog.tsx'
import { useScreenWords } from '../strings/screen.ts'
import type { SetupActions, SetupView } from './view.ts'
import { BringBack } from './BringBack.tsx'
import { JoinInstead } from './JoinInstead.tsx'
import { PAGES, Questions } from './Questions.tsx'
import './setup.css'

/** A blank device: make it a room, join one, or bring one back. */
export function Setup(props: { view: SetupView; actions: SetupActions }) {
  const { t } = useScreenWords()
  const [page, setPage] = createSignal(0)
  return (
    <main data-screen="setup" data-state="alone" data-hand={props.view.hand ?? false}>
      {/* The room's wall closes around the screen as the answers come in. */}
      <Membrane closed={props.view.hand && page() === 0 ? 0 : (page() + 1) / PAGES.length} />
      <div class="setup" classList={{ 'is-first': page() === 0 }}>
        <Show when={props.view.hand && page() === 0}>
          <JoinInstead hand join={(text) => props.actions.joinByText(text)} />
        </Show>
        <section class="setup-make">
          <header class="setup-head">
            <h1>{t().setup.title}</h1>
            <p>{t().setup.step(page() + 1, PAGES.length)}</p>
          </header>
          <Show when={props.view.alert}>{(alert) => <Notice alert={alert()} />}</Show>
          <Questions view={props.view} page={page()} onPage={setPage} create={props.actions.createRoom} />
        </section>
        <Show when={page() === 0}>
          <div class="setup-else">
            <Show when={!props.view.hand}>
              <JoinInstead join={(text) => props.actions.joinByText(text)} />
            </Show>
            <BringBack restore={(words, file) => props.actions.restore(words, file)} />
          </div>
        </Show>
      </div>
      <Show when={props.view.pairing}>
        {(pairing) => (
          <PairingDialog
            pairing={pairing()}
            answerSas={(match) => props.actions.answerSas(match)}
            onEnd={() => props.actions.endPairing()}
          />
        )}
      </Show>
    </main>
  )
}
