import { Show } from 'solid-js'
import { Button } from '../parts/Button.tsx'
import { Membrane } from '../parts/Membrane.tsx'
import { sentenceFor, useWords } from '../strings/index.ts'
import './phone.css'

/** On the way in, or why not: before there is a room to draw. */
export function Coming(props: { reason?: string; onAgain?: () => void }) {
  const { t } = useWords()
  return (
    <main data-screen="phone" data-state={props.reason ? 'refused' : 'away'} data-blank={false}>
      <Membrane dashed />
      <div class="phone gone">
        <Show
          when={props.reason}
          fallback={
            <p role="status" class="coming">
              {t().states.coming}
            </p>
          }
        >
          {reason => (
            <>
              <div role="alert" data-reason={reason()}>
                <h1>{sentenceFor(t().reasons, reason()).what}</h1>
                <p>
                  {sentenceFor(t().reasons, reason()).safe} {sentenceFor(t().reasons, reason()).todo}
                </p>
              </div>
              <Button look="strong" onClick={() => props.onAgain?.()}>
                {reason() === 'open-elsewhere' ? t().states.useHere : t().states.typeCode}
              </Button>
            </>
          )}
        </Show>
      </div>
    </main>
  )
}
