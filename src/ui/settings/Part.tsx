import { createUniqueId, type JSX } from 'solid-js'

/** One group of settings under its name. */
export function Part(props: { title: string; children: JSX.Element }) {
  const id = createUniqueId()
  return (
    <section class="part" aria-labelledby={id}>
      <h3 id={id}>{props.title}</h3>
      {props.children}
    </section>
  )
}
