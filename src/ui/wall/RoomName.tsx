import { createFit } from '../lib/fit.ts'

/** The room's name, smaller when it is long, never cut. */
export function RoomName(props: { name: string; least: number }) {
  let box!: HTMLHeadingElement
  createFit({
    box: () => box,
    words: () => props.name,
    least: () => props.least,
    // On a standing wall what it stands in has no box of its own, and would never be said to have changed.
    watch: (heading) => heading.closest('main') ?? heading,
  })
  return (
    <h1 class="room-name" ref={box}>
      {props.name}
    </h1>
  )
}
