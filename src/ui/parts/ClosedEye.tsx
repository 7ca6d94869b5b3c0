import './closed-eye.css'

/** The room is not looking, and shows nothing. */
export function ClosedEye() {
  return (
    <svg class="closed-eye" viewBox="0 0 120 64" aria-hidden="true">
      <path d="M8 14c30 40 74 40 104 0M24 36l-9 12M60 45v14M96 36l9 12" />
    </svg>
  )
}
