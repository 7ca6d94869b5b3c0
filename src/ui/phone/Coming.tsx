import { Show } from 'solid-js'
import { Button } from '../parts/Button.tsx'
import { Membrane } from '../parts/Membrane.tsx'
import { useWords } from '../strings/index.ts'
import './phone.css'

/** Reasons that may be gone the next moment: then the same code is worth another try. */
export const mayPass = (reason: string): boolean => reason === 'box-gone' || reason === 'timeout'

/** On the way in, or why not: before there is a room to draw. */
export function Coming(props: { reason?: string; onAgain?: () => void; atDoor?: boolean | undefined }) {
  const { t, sentence } = useWords()
  const label = (reason: string) => {
    const { useHere, tryAgain, typeCode } = t().states
    return reason === 'open-elsewhere' ? useHere : mayPass(reason) ? tryAgain : typeCode
  }
  return (
    <main data-screen="phone" data-state={props.reason ? 'refused' : 'away'} data-blank={false}>
      <Membrane dashed />
      <div class="phone gone">
        <Show
          when={props.reason}
          fallback={
            <p role="status" class="coming">
              {props.atDoor ? t().states.atDoor : t().states.coming}
            </p>
          }
        >
          {(reason) => (
            <>
              <div role="alert" data-reason={reason()}>
                <h1>{sentence(reason()).what}</h1>
                <p>
                  {sentence(reason()).safe} {sentence(reason()).todo}
                </p>
              </div>
              <Show when={props.onAgain}>
                {(again) => (
                  <Button look="strong" onClick={() => again()()}>
                    {label(reason())}
                  </Button>
                )}
              </Show>
            </>
          )}
        </Show>
      </div>
    </main>
  )
}
