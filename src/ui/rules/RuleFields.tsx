import { createUniqueId, Show } from 'solid-js'
import { Field } from '../parts/Field.tsx'
import { SelectField } from '../parts/SelectField.tsx'
import { useRuleWords } from '../strings/rules.ts'
import type { RuleForm } from './form.ts'

/** What goes with "when", and what with "while". */
const EFFECTS = {
  when: ['note', 'show', 'file', 'say', 'lampOn', 'lampOff', 'record'],
  while: ['blank', 'show', 'file'],
} as const

const SOUNDS: ReadonlySet<string> = new Set(['knock', 'clap', 'alarm'])
const HAS_WORDS: ReadonlySet<string> = new Set(['note', 'show', 'say'])

/** A rule of one fact and one effect, chosen instead of written. */
export function RuleFields(props: {
  form: RuleForm
  files: readonly string[]
  screens: readonly string[]
  onChange: (form: RuleForm) => void
}) {
  const words = useRuleWords()
  const set = (change: Partial<RuleForm>) => {
    const next = { ...props.form, ...change }
    const [first] = EFFECTS[next.as]
    const fits = (EFFECTS[next.as] as readonly string[]).includes(next.effect)
    const written = fits ? next : { ...next, effect: first }
    const choice = named(written.effect)
    const isKnown = !choice || choice.includes(written.words)
    props.onChange(isKnown ? written : { ...written, words: choice[0] ?? '' })
  }
  /** What is chosen by its name. */
  const named = (effect: RuleForm['effect']) =>
    effect === 'file' ? props.files : effect === 'record' ? props.screens : undefined
  const facts = () => Object.entries(words().facts) as [RuleForm['fact'], string][]
  return (
    <div class="rule-fields">
      <SelectField
        label={words().as}
        value={props.form.as}
        options={[
          ['when', words().when],
          ['while', words().while],
        ]}
        onChoose={(as) => set({ as })}
      />
      <SelectField label={words().fact} value={props.form.fact} options={facts()} onChoose={(fact) => set({ fact })} />
      <Show when={props.form.fact === 'person'}>
        <Field label={words().person} value={props.form.who} maxLength={60} onInput={(who) => set({ who })} />
      </Show>
      <Show when={props.form.fact === 'count'}>
        <Field
          label={words().least}
          digits="plain"
          value={`${props.form.least}`}
          maxLength={3}
          onInput={(least) => set({ least: Math.max(1, Number.parseInt(least, 10) || 1) })}
        />
      </Show>
      <Show when={props.form.fact === 'between'}>
        <Time label={words().from} value={props.form.from} onInput={(from) => set({ from })} />
        <Time label={words().to} value={props.form.to} onInput={(to) => set({ to })} />
      </Show>
      <Show when={SOUNDS.has(props.form.fact)}>
        <p class="field-help">{words().needsEars}</p>
      </Show>
      <SelectField
        label={words().effect}
        value={props.form.effect}
        options={EFFECTS[props.form.as].map((effect): [RuleForm['effect'], string] => [
          effect,
          words().effects[effect],
        ])}
        onChoose={(effect) => set({ effect })}
      />
      <Show when={props.form.effect === 'file'}>
        <SelectField
          label={words().file}
          value={props.form.words}
          options={props.files.length > 0 ? props.files.map((name) => [name, name]) : [['', words().noFile]]}
          onChoose={(name) => set({ words: name })}
        />
      </Show>
      <Show when={props.form.effect === 'record'}>
        <SelectField
          label={words().owner}
          value={props.form.words}
          options={props.screens.map((name) => [name, name])}
          onChoose={(name) => set({ words: name })}
        />
        <p class="field-help">{words().ownerHelp}</p>
      </Show>
      <Show when={HAS_WORDS.has(props.form.effect)}>
        <Field
          label={words().words}
          value={props.form.words}
          maxLength={200}
          onInput={(said) => set({ words: said })}
        />
      </Show>
    </div>
  )
}

function Time(props: { label: string; value: string; onInput: (value: string) => void }) {
  const id = createUniqueId()
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {props.label}
      </label>
      <input
        id={id}
        type="time"
        class="field-input"
        value={props.value}
        onInput={(event) => event.currentTarget.value && props.onInput(event.currentTarget.value)}
      />
    </div>
  )
}
