import { useServiceWords } from '../strings/services.ts'
import './needs-touch.css'

/** A wall that came back by itself may be silent or blind until somebody touches it once: it says so, and why. */
export function NeedsTouch(props: { what: 'sound' | 'camera' }) {
  const words = useServiceWords()
  return (
    <p class="needs-touch" role="status" data-testid="needs-touch" data-for={props.what}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <circle cx="12" cy="12" r="3.4" />
        <circle cx="12" cy="12" r="9" />
      </svg>
      {words().needsTouch[props.what]}
    </p>
  )
}
