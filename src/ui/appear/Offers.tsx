import { For, Show } from 'solid-js'
import { createAsking } from '../lib/asking.ts'
import { Button } from '../parts/Button.tsx'
import { Refusal } from '../parts/Notice.tsx'
import { useAppearWords } from '../strings/appear.ts'
import type { Outcome } from '../view.ts'
import type { Offer } from './view.ts'
import './appear.css'

/** Files whose people are here while something else is up, or several at once: a person chooses. */
export function Offers(props: { offers: readonly Offer[]; putUp: (file: string) => Promise<Outcome> }) {
  const words = useAppearWords()
  const asking = createAsking()
  return (
    <Show when={props.offers.length > 0}>
      <div class="offers" role="group" aria-label={words().offers}>
        <span class="offers-words">{words().offers}</span>
        <For each={props.offers}>
          {(offer) => (
            <Button
              busy={asking.busy()}
              aria-label={words().offer(offer.name, offer.by)}
              onClick={() => void asking.ask(() => props.putUp(offer.id))}
            >
              <bdi class="offer-name">{offer.name}</bdi>
            </Button>
          )}
        </For>
        <Refusal reason={asking.refusal()} />
      </div>
    </Show>
  )
}
