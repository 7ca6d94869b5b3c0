import './button.css'

/** A file input that looks like a button; the input itself stays in reach of keyboards and screen readers. */
export function FileButton(props: {
  label: string
  accept?: string
  busy?: boolean
  /** Several may be chosen; each is told. */
  several?: boolean
  onChoose: (file: File) => void
}) {
  const choose = (input: HTMLInputElement) => {
    const files = [...(input.files ?? [])]
    input.value = '' // choosing the same file again must count as a choice
    if (!props.busy) files.forEach((file) => props.onChoose(file))
  }
  return (
    <label class="button is-plain file-button">
      <input
        type="file"
        class="file-hit"
        accept={props.accept}
        multiple={props.several ?? false}
        aria-label={props.label}
        onChange={(event) => choose(event.currentTarget)}
      />
      {props.label}
    </label>
  )
}
