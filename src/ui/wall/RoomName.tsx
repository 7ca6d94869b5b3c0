import { createFit } from '../lib/fit.ts'

/** The room's name, smaller when it is long, never cut. */
export function RoomName(props: { name: string; least: number }) {
  let box!: HTMLHeadingElement
  createFit({
    box: () => box,
    words: () => props.name,
    least: () => props.least,
    // A foot that gains a line makes the stage lower, and the type smaller. A strip has no box of its own on a standing wall,
    // and would never be said to have changed.
    watch: (heading) => heading.closest('.idle, main') ?? heading,
  })
  return (
    <h1 class="room-name" ref={box}>
      {props.name}
    </h1>
  )
}
