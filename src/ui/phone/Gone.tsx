import { Show, type JSX } from 'solid-js'
import { Button } from '../parts/Button.tsx'
import { useWords } from '../strings/index.ts'
import type { PhoneView } from './view.ts'

/** Out of the room: one sentence, what is safe, one thing to do. Nothing of the room is left on the page. */
export function Gone(props: {
  view: PhoneView
  state: 'left' | 'expired' | 'refused'
  again: () => void
  children: JSX.Element
}) {
  const { t, sentence } = useWords()
  const said = () => {
    const reason = props.view.alert?.reason
    if (reason) {
      const { what, safe, todo } = sentence(reason)
      return { what, next: `${props.view.alert?.safe ?? safe} ${todo}` }
    }
    if (props.state === 'left') return { what: t().states.left(props.view.roomName), next: t().states.leftSafe }
    if (props.state === 'expired') return { what: t().states.expired, next: t().states.expiredSafe }
    return { what: t().states.refused, next: sentence('not-admitted').todo }
  }
  return (
    <div class="gone">
      <div role="alert" data-reason={props.view.alert?.reason ?? props.state}>
        <h1>{said().what}</h1>
        <p>{said().next}</p>
      </div>
      <Show
        when={props.view.alert?.action}
        fallback={
          <Button look="strong" onClick={() => props.again()}>
            {t().states.typeCode}
          </Button>
        }
      >
        {(action) => (
          <Button look="strong" onClick={() => void action().run()}>
            {action().label}
          </Button>
        )}
      </Show>
      {props.children}
    </div>
  )
}

/** Still of the room, but out of reach: said above what was last seen, with the way back. */
export function Reach(props: { view: PhoneView; again: () => void }) {
  const { t } = useWords()
  const line = () => {
    if (props.view.coming) return undefined
    if (props.view.state === 'away') return { what: t().states.away(props.view.awayMinutes), act: t().states.comeBack }
    if (props.view.state === 'offline') return { what: t().states.offline, act: t().states.tryAgain }
    if (props.view.state === 'alone') return { what: t().states.alone, act: t().states.tryAgain }
    return undefined
  }
  return (
    <Show when={line()}>
      {(said) => (
        <div class="notice" role="status">
          <p>{said().what}</p>
          <Button onClick={() => props.again()}>{said().act}</Button>
        </div>
      )}
    </Show>
  )
}
