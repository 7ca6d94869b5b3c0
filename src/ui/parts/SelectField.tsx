import { createUniqueId, For } from 'solid-js'
import './field.css'

/** A question with a few answers to choose from, each with its word. */
export function SelectField<Value extends string>(props: {
  label: string
  value: Value
  options: readonly (readonly [Value, string])[]
  onChoose: (value: Value) => void
}) {
  const id = createUniqueId()
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {props.label}
      </label>
      <select
        id={id}
        class="field-input"
        value={props.value}
        onChange={(event) => props.onChoose(event.currentTarget.value as Value)}
      >
        <For each={props.options}>{([value, label]) => <option value={value}>{label}</option>}</For>
      </select>
    </div>
  )
}
