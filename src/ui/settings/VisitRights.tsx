import { createSignal, For, Show } from 'solid-js'
import { createAsking } from '../lib/asking.ts'
import { Avatar } from '../parts/Avatar.tsx'
import { Button } from '../parts/Button.tsx'
import { Switch } from '../parts/Choice.tsx'
import { Refusal } from '../parts/Notice.tsx'
import { useRightsWords } from '../strings/rights.ts'
import { useWords } from '../strings/index.ts'
import type { Outcome, VisitView, WallActions } from '../view.ts'
import './visit-rights.css'

/** More for one visitor, until they go: what they could do then is said in words as it is switched. */
export function VisitRights(props: { visits: readonly VisitView[]; turn: WallActions['turnRight'] }) {
  const words = useRightsWords()
  return (
    <section class="visit-rights" aria-labelledby="visit-rights-title">
      <h4 id="visit-rights-title">{words().title}</h4>
      <p class="field-help">{words().explain}</p>
      <Show when={props.visits.length > 0} fallback={<p class="rows-none">{words().nobody}</p>}>
        <ul class="rows" role="list" aria-label={words().title}>
          <For each={props.visits.map(({ id }) => id)}>
            {(id) => (
              <Show when={props.visits.find((visit) => visit.id === id)}>
                {(visit) => <Visit visit={visit()} turn={(right, on) => props.turn(id, right, on)} />}
              </Show>
            )}
          </For>
        </ul>
      </Show>
    </section>
  )
}

function Visit(props: {
  visit: VisitView
  turn: (right: VisitView['rights'][number]['right'], on: boolean) => Promise<Outcome>
}) {
  const { t } = useWords()
  const words = useRightsWords()
  const asking = createAsking()
  const [isOpen, setOpen] = createSignal(false)
  const name = () => props.visit.name || t().common.someone
  const given = () => props.visit.rights.filter(({ on }) => on)
  const list = (deeds: VisitView['can']) => deeds.map((deed) => words().trust.deeds[deed]).join(', ')
  return (
    <li class="visit">
      <div class="visit-head">
        <Avatar person={{ name: props.visit.name, state: 'here', certainty: 'phone' }} />
        <span class="row-name">
          {name()}
          <Show when={given().length > 0}>
            <small>{words().mayAlso(list(given().map(({ right }) => right)))}</small>
          </Show>
        </span>
        <Button
          aria-expanded={isOpen()}
          aria-label={words().allowMoreNamed(name())}
          onClick={() => setOpen((open) => !open)}
        >
          {words().allowMore}
        </Button>
      </div>
      <Show when={isOpen()}>
        <div role="group" aria-label={words().allowMoreNamed(name())}>
          <For each={props.visit.rights.map(({ right }) => right)}>
            {(right) => (
              <Switch
                label={words().rights[right]}
                on={props.visit.rights.some((one) => one.right === right && one.on)}
                onTurn={(on) => asking.ask(() => props.turn(right, on))}
              />
            )}
          </For>
        </div>
        <div class="part-says" role="status">
          <p>{words().can(name(), list(props.visit.can))}</p>
          <p>{words().cannot(name(), list(props.visit.cannot))}</p>
        </div>
        <Refusal reason={asking.refusal()} />
      </Show>
    </li>
  )
}
