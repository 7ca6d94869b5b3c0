import { onCleanup, onMount } from 'solid-js'

/**
 * When the control that has the focus goes, as "Remove" does with its note, the nearest heading over it gets the focus:
 * whoever listens, or has no pointer, goes on from there and not from the top of the page.
 */
export function createKeptFocus(): void {
  let focused: Element | undefined
  let headings: readonly HTMLElement[] = []

  const remember = ({ target }: FocusEvent) => {
    if (!(target instanceof Element)) return
    focused = target
    headings = headingsOver(target)
  }
  const look = () => {
    if (!focused || focused.isConnected || document.activeElement !== document.body) return
    const heading = headings.find((one) => one.isConnected) ?? document.querySelector<HTMLElement>('main h1')
    if (!heading) return
    heading.tabIndex = -1
    heading.focus({ preventScroll: true })
  }
  onMount(() => {
    document.addEventListener('focusin', remember)
    // In the next turn: whoever took the control away may have a better place in mind.
    const taken = new MutationObserver(() => queueMicrotask(look))
    taken.observe(document.body, { childList: true, subtree: true })
    onCleanup(() => {
      document.removeEventListener('focusin', remember)
      taken.disconnect()
    })
  })
}

/** Of the section it is in, of what that is in, and at last of the page. */
function headingsOver(control: Element): HTMLElement[] {
  const found: HTMLElement[] = []
  for (let part = control.parentElement; part; part = part.parentElement) {
    const heading = part.matches('section, dialog, main') && part.querySelector<HTMLElement>('h1, h2, h3')
    if (heading && heading !== control) found.push(heading)
  }
  return found
}
