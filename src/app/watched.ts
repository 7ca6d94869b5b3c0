import { onCleanup } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'

/**
 * A view that is computed anew when something it is made of changed, and compared with what is drawn, so that only what
 * differs is touched. Changes of one turn are drawn once.
 */
export function createWatched<T extends object>(
  compute: () => T,
  sources: readonly ((changed: () => void) => () => void)[],
): T {
  const [view, setView] = createStore<T>(compute())
  let waiting = false
  let ended = false
  const look = () => {
    if (waiting) return
    waiting = true
    queueMicrotask(() => {
      waiting = false
      if (!ended) setView(reconcile(compute(), { key: 'id' }))
    })
  }
  const stops = sources.map((source) => source(look))
  onCleanup(() => {
    ended = true
    stops.forEach((stop) => stop())
  })
  return view
}
