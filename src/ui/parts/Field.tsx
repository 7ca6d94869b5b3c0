import { createUniqueId, Show, type JSX } from 'solid-js'
import { Refusal } from './Notice.tsx'
import './field.css'

/** A question with one line (or a few) to write on, its help, and what was wrong with the answer. */
export function Field(props: {
  label: string
  value: string
  onInput: (value: string) => void
  help?: string | undefined
  hint?: string | undefined
  refusal?: string | undefined
  lines?: number
  /** Digits bring up the number keys; secret ones are dotted. */
  digits?: 'plain' | 'secret'
  large?: boolean
  /** The label is spoken; what stands around the field says it to the eye. */
  labelHeard?: boolean
  maxLength?: number
  autofocus?: boolean
  plainKeys?: boolean
  onCommit?: () => void
  ref?: (element: HTMLInputElement | HTMLTextAreaElement) => void
}) {
  const id = createUniqueId()
  const described = () =>
    [props.help && `${id}-help`, props.refusal && `${id}-refusal`].filter(Boolean).join(' ') || undefined
  const shared = {
    id,
    class: 'field-input',
    get value() {
      return props.value
    },
    get placeholder() {
      return props.hint
    },
    get maxLength() {
      return props.maxLength
    },
    get autofocus() {
      return props.autofocus ?? false
    },
    get 'aria-describedby'() {
      return described()
    },
    get 'aria-invalid'(): 'true' | undefined {
      return props.refusal ? 'true' : undefined
    },
    get autocapitalize(): 'none' | undefined {
      return props.plainKeys ? 'none' : undefined
    },
    get spellcheck() {
      return !props.plainKeys
    },
    onInput: (event: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) =>
      props.onInput(event.currentTarget.value),
    onBlur: () => props.onCommit?.(),
  } as const
  const oneLine: JSX.InputHTMLAttributes<HTMLInputElement> = shared
  const fewLines: JSX.TextareaHTMLAttributes<HTMLTextAreaElement> = shared
  return (
    <div class="field" classList={{ 'is-large': props.large ?? false }}>
      <label for={id} class={props.labelHeard ? 'heard' : 'field-label'}>
        {props.label}
      </label>
      <Show
        when={(props.lines ?? 1) > 1}
        fallback={
          <input
            {...oneLine}
            ref={(element) => props.ref?.(element)}
            type="text"
            autocomplete="off"
            inputmode={props.digits ? 'numeric' : 'text'}
            data-digits={props.digits}
            onKeyDown={(event) => event.key === 'Enter' && props.onCommit?.()}
          />
        }
      >
        <textarea {...fewLines} ref={(element) => props.ref?.(element)} rows={props.lines} autocomplete="off" />
      </Show>
      <Show when={props.help}>
        <p class="field-help" id={`${id}-help`}>
          {props.help}
        </p>
      </Show>
      <Refusal reason={props.refusal} id={`${id}-refusal`} />
    </div>
  )
}
