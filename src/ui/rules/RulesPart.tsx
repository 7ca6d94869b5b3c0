import { createSignal, For, Show } from 'solid-js'
import { createAsking } from '../lib/asking.ts'
import { clock, dayAndTime } from '../lib/format.ts'
import { Button } from '../parts/Button.tsx'
import { Switch } from '../parts/Choice.tsx'
import { Field } from '../parts/Field.tsx'
import { Refusal } from '../parts/Notice.tsx'
import { Said } from '../parts/Said.tsx'
import { Part } from '../settings/Part.tsx'
import { useWords } from '../strings/index.ts'
import { useRuleWords } from '../strings/rules.ts'
import { EMPTY_FORM, formOf, ruleOf } from './form.ts'
import { RuleFields } from './RuleFields.tsx'
import type { RuleActions, RulesView, RuleView } from './view.ts'
import { useWhy } from './why.ts'
import './rules.css'

/** The room's rules: what there is, what they did, and a new one by form or by text, each writing the other. */
export function RulesPart(props: { view: RulesView; actions: RuleActions }) {
  const words = useRuleWords()
  const { t, lang } = useWords()
  const asking = createAsking()
  const [text, setText] = createSignal('')
  const [form, setForm] = createSignal(EMPTY_FORM)
  const [tried, setTried] = createSignal('')
  const read = () => props.actions.read(text())
  const fault = () => {
    const rule = read()
    return text().trim() === '' || rule.ok ? undefined : rule.error
  }
  const write = (next: string) => {
    setTried('')
    setText(next)
    const rule = props.actions.read(next)
    const same = rule.ok ? formOf(rule.value) : undefined
    if (same) setForm(same)
  }
  const fill = (next: typeof EMPTY_FORM) => {
    setTried('')
    setForm(next)
    setText(props.actions.print(ruleOf(next)))
  }
  const why = useWhy()
  const stateOf = (rule: RuleView) => {
    if (rule.stopped) return words().stopped
    if (rule.circle) return words().circle
    if (!rule.on) return words().off
    return [
      ...(rule.sinceMs === undefined ? [] : [words().now(clock(rule.sinceMs, lang()))]),
      ...(rule.lack ? [words().lack[rule.lack.what](rule.lack.name)] : []),
      ...(rule.failed && !rule.lack ? [words().failed(why(rule.failed))] : []),
    ].join(' ')
  }
  const add = async () => {
    if (await asking.ask(() => props.actions.add(text()))) {
      setForm(EMPTY_FORM)
      write('')
    }
  }
  const tryOut = () => {
    const { spans, lack } = props.actions.tryOut(text())
    const times = spans.map(({ fromMs, toMs }) =>
      words().span(clock(fromMs, lang()), toMs === undefined ? '' : clock(toMs, lang())),
    )
    setTried([words().tried(times.join(', ')), ...(lack ? [words().lack[lack.what](lack.name)] : [])].join(' '))
  }
  return (
    <Part title={words().title}>
      <p class="field-help">{words().explain}</p>
      <Show when={props.view.rules.length === 0}>
        <p class="rows-none">{words().none}</p>
      </Show>
      <ul class="rows" role="list" aria-label={words().title}>
        <For each={props.view.rules}>
          {(rule) => (
            <li class="rule" data-state={rule.stopped || rule.circle ? 'stopped' : rule.on ? 'on' : 'off'}>
              <Switch
                label={
                  <span class="rule-words">
                    <bdi>{rule.text}</bdi>
                    <small>{stateOf(rule)}</small>
                  </span>
                }
                on={rule.on && !rule.stopped}
                onTurn={(on) => asking.ask(() => props.actions.turn(rule.id, on))}
              />
              <Button
                look="quiet"
                aria-label={t().common.removeNamed(rule.text)}
                onClick={() => void asking.ask(() => props.actions.remove(rule.id))}
              >
                {t().common.remove}
              </Button>
            </li>
          )}
        </For>
      </ul>
      <RuleFields form={form()} files={props.view.files} screens={props.view.screens} onChange={fill} />
      <Field
        label={words().text}
        hint={words().hint}
        value={text()}
        lines={2}
        plainKeys
        maxLength={400}
        onInput={write}
      />
      <Show when={fault()}>
        {(wrong) => (
          <p class="rule-fault" role="status">
            {words().atLetter(wrong().at + 1)} {words().faults[wrong().reason]}
          </p>
        )}
      </Show>
      <div class="rule-acts">
        <Button off={!read().ok} busy={asking.busy()} onClick={() => void add()}>
          {words().add}
        </Button>
        <Button look="quiet" off={!read().ok} onClick={tryOut}>
          {words().tryOut}
        </Button>
      </div>
      <Said>{tried()}</Said>
      <Refusal reason={asking.refusal()} />
      <h4>{words().log}</h4>
      <Show when={props.view.log.length === 0}>
        <p class="rows-none">{words().logNone}</p>
      </Show>
      <ul class="rows" role="list" aria-label={words().log}>
        <For each={props.view.log}>
          {(one) => (
            <li>
              <span class="row-name">
                {one.rule || one.cause}
                <small>
                  {words().logged(dayAndTime(one.atMs, lang()), one.cause, one.screen)}
                  <Show when={one.failed}>{(reason) => <> {words().failed(why(reason()))}</>}</Show>
                </small>
              </span>
            </li>
          )}
        </For>
      </ul>
    </Part>
  )
}
