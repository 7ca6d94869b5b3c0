import { splitProps, type JSX } from 'solid-js'
import './button.css'

type Props = Omit<JSX.ButtonHTMLAttributes<HTMLButtonElement>, 'class' | 'disabled' | 'type'> & {
  /** strong: the one thing to do here; plain: everything else; quiet: words only. */
  look?: 'strong' | 'plain' | 'quiet'
  type?: 'button' | 'submit'
  /** Under way: still focusable and still read out, but a tap does nothing. */
  busy?: boolean | undefined
  /** Out of use for now; never hidden, so that nobody looks for it. */
  off?: boolean | undefined
}

export function Button(props: Props) {
  const [own, rest] = splitProps(props, ['look', 'busy', 'off', 'onClick', 'type'])
  const tap: JSX.EventHandler<HTMLButtonElement, MouseEvent> = (event) => {
    if (own.busy || own.off) return event.preventDefault()
    if (typeof own.onClick === 'function') own.onClick(event)
  }
  return (
    <button
      {...rest}
      type={own.type ?? 'button'}
      class={`button is-${own.look ?? 'plain'}`}
      aria-disabled={own.busy || own.off ? 'true' : undefined}
      aria-busy={own.busy ? 'true' : undefined}
      onClick={tap}
    />
  )
}
