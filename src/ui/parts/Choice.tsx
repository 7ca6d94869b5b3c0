import { createUniqueId, For, type JSX } from 'solid-js'
import './choice.css'

/** One of a few, all in sight. */
export function Choice<Value extends string>(props: {
  label: string
  options: readonly { value: Value; label: string }[]
  value: Value
  onChoose: (value: Value) => void
  labelHeard?: boolean
}) {
  const name = createUniqueId()
  return (
    <fieldset class="choice">
      <legend class={props.labelHeard ? 'heard' : 'field-label'}>{props.label}</legend>
      <div class="choice-row">
        <For each={props.options}>
          {(option) => (
            <label class="choice-option">
              <input
                type="radio"
                class="choice-hit"
                name={name}
                value={option.value}
                checked={props.value === option.value}
                onChange={() => props.onChoose(option.value)}
              />
              <span>{option.label}</span>
            </label>
          )}
        </For>
      </div>
    </fieldset>
  )
}

/** Yes or no, taking effect at once; it turns back when the room refuses (`onTurn` answers false). */
export function Switch(props: {
  label: JSX.Element
  on: boolean
  onTurn: (on: boolean) => void | Promise<boolean>
  check?: boolean
}) {
  const turn = async (box: HTMLInputElement) => {
    if ((await props.onTurn(box.checked)) === false) box.checked = props.on
  }
  return (
    <label class="switch">
      <input
        type="checkbox"
        role={props.check ? undefined : 'switch'}
        class="choice-hit"
        checked={props.on}
        onChange={(event) => void turn(event.currentTarget)}
      />
      <span class={props.check ? 'switch-box' : 'switch-track'} aria-hidden="true" />
      <span>{props.label}</span>
    </label>
  )
}
