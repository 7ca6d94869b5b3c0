import './button.css'

/** A file input that looks like a button; the input itself stays in reach of keyboards and screen readers. */
export function FileButton(props: { label: string; accept?: string; busy?: boolean; onChoose: (file: File) => void }) {
  const choose = (input: HTMLInputElement) => {
    const file = input.files?.[0]
    input.value = '' // choosing the same file again must count as a choice
    if (file && !props.busy) props.onChoose(file)
  }
  return (
    <label class="button is-plain file-button">
      <input
        type="file"
        class="file-hit"
        accept={props.accept}
        aria-label={props.label}
        onChange={(event) => choose(event.currentTarget)}
      />
      {props.label}
    </label>
  )
}
