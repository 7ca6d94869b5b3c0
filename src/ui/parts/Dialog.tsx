import { createEffect, createUniqueId, on, onCleanup, onMount, Show, type JSX } from 'solid-js'
import { useWords } from '../strings/index.ts'
import { Button } from './Button.tsx'
import { cover } from './covers.ts'
import './dialog.css'

/**
 * A native modal: the browser keeps the focus inside, Esc closes it, and the focus goes back to where it came from.
 * Open while mounted; whoever mounts it unmounts it in `onClose`.
 */
export function Dialog(props: {
  title: string
  onClose: () => void
  /** narrow: a question; wide: a page of its own; full: nothing else matters now. */
  size?: 'narrow' | 'wide' | 'full'
  /** A decision must be made with its own buttons. */
  noClose?: boolean
  /** The title is the step: when it turns, the focus goes to it, for the button that turned it is gone. */
  steps?: boolean
  children: JSX.Element
}) {
  const { t } = useWords()
  const titleId = createUniqueId()
  let dialog!: HTMLDialogElement
  let heading!: HTMLHeadingElement
  let leaving = false
  createEffect(
    on(
      () => props.title,
      () => props.steps && heading.focus(),
      { defer: true },
    ),
  )
  onMount(() => {
    const cameFrom = document.activeElement
    dialog.showModal()
    onCleanup(cover())
    if (!dialog.querySelector('[autofocus]')) heading.focus()
    onCleanup(() => {
      leaving = true
      dialog.close()
      if (cameFrom instanceof HTMLElement && cameFrom.isConnected) cameFrom.focus({ preventScroll: true })
    })
  })
  const cancel = (event: Event) => {
    event.preventDefault() // whoever mounted us decides, so that what is shown and what is true stay one thing
    props.onClose()
  }
  return (
    <dialog
      ref={dialog}
      class="dialog"
      data-size={props.size ?? 'narrow'}
      aria-labelledby={titleId}
      onCancel={cancel}
      onClose={() => !leaving && props.onClose() /* browsers let a second Esc through without asking */}
      onClick={(event) => event.target === dialog && !props.noClose && props.onClose()}
    >
      <div class="dialog-sheet">
        <header class="dialog-head">
          <h2 id={titleId} ref={heading} tabindex="-1">
            {props.title}
          </h2>
          <Show when={!props.noClose}>
            <Button look="quiet" onClick={() => props.onClose()}>
              {t().common.close}
            </Button>
          </Show>
        </header>
        {props.children}
      </div>
    </dialog>
  )
}
