import { createStore } from 'solid-js/store'
import { createSignal, For, Match, Show, Switch as Either } from 'solid-js'
import { createAsking } from '../lib/asking.ts'
import { Button } from '../parts/Button.tsx'
import { Switch } from '../parts/Choice.tsx'
import { Field } from '../parts/Field.tsx'
import { Refusal } from '../parts/Notice.tsx'
import { Said } from '../parts/Said.tsx'
import { SelectField } from '../parts/SelectField.tsx'
import { useServiceWords } from '../strings/services.ts'
import type { PageServiceView, ServiceActions } from './view.ts'

type Value = string | boolean

/** What a page of another origin offers, with whose page it is, and what it asks for. */
export function PageRow(props: { page: PageServiceView; call: ServiceActions['callPage'] }) {
  const words = useServiceWords()
  const asking = createAsking()
  const [isDone, setDone] = createSignal(false)
  const [values, setValues] = createStore<Record<string, Value | undefined>>({})
  const written = (name: string) => `${values[name] ?? ''}`
  const send = async () => {
    setDone(false)
    const args = Object.fromEntries(
      props.page.fields.flatMap((field) => {
        const value = valueOf(field, values[field.name])
        return value === undefined ? [] : [[field.name, value]]
      }),
    )
    setDone(await asking.ask(() => props.call(props.page, args)))
  }
  return (
    <li class="page-service" data-origin={props.page.origin}>
      <span class="row-name">
        {props.page.title}
        <small>{words().fromPage(props.page.origin.replace(/^https:\/\//, ''), props.page.device)}</small>
      </span>
      <For each={props.page.fields}>
        {(field) => (
          <Either
            fallback={
              <Field
                label={field.name}
                value={written(field.name)}
                maxLength={500}
                {...(field.is === 'number' && { digits: 'plain' as const })}
                onInput={(text) => setValues(field.name, text)}
              />
            }
          >
            <Match when={field.is === 'yes-no'}>
              <Switch
                check
                label={field.name}
                on={values[field.name] === true}
                onTurn={(on) => setValues(field.name, on)}
              />
            </Match>
            <Match when={field.is === 'choice'}>
              <SelectField
                label={field.name}
                options={['', ...(field.choices ?? [])].map((choice) => [choice, choice] as const)}
                value={written(field.name)}
                onChoose={(choice) => setValues(field.name, choice)}
              />
            </Match>
          </Either>
        )}
      </For>
      <Button busy={asking.busy()} aria-label={words().doNamed(props.page.title)} onClick={() => void send()}>
        {words().do}
      </Button>
      <Refusal reason={asking.refusal()} />
      <Show when={isDone()}>
        <small>{words().done}</small>
      </Show>
      <Said>{isDone() ? words().doneNamed(props.page.title) : ''}</Said>
    </li>
  )
}

/** What was not filled in is not sent: whether it must be, the member's device says. */
function valueOf({ is, optional }: PageServiceView['fields'][number], value: Value | undefined) {
  if (is === 'yes-no') return value ?? (optional ? undefined : false)
  if (value === undefined || value === '') return undefined
  return is === 'number' ? Number(`${value}`.replace(',', '.')) : value
}
