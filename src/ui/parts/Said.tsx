import type { JSX } from 'solid-js'
import './said.css'

/** A short confirmation, seen and heard: "Kept." Always in the page, so that a screen reader notices the change. */
export function Said(props: { children: JSX.Element }) {
  return (
    <p class="said" role="status">
      {props.children}
    </p>
  )
}
