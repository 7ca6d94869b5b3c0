import { createSignal, For, Show } from 'solid-js'
import { createAsking } from '../lib/asking.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Field } from '../parts/Field.tsx'
import { useFaceWords } from '../strings/faces.ts'
import type { Outcome } from '../view.ts'
import type { Forgotten } from './view.ts'

/** At the wall, without phone or PIN: one's own face before the camera, or the receipt's number. */
export function ForgetDialog(props: {
  /** Who stands before this screen's camera right now. */
  seen: readonly { id: string; name: string }[]
  forgotten: Forgotten | undefined
  forgetSeen: (person: string) => Promise<Outcome>
  forgetReceipt: (receipt: string) => Promise<Outcome>
  onClose: () => void
}) {
  const words = useFaceWords()
  const asking = createAsking()
  const [number, setNumber] = createSignal('')
  return (
    <Dialog title={words().forgetAtWall.title} onClose={() => props.onClose()}>
      <p>{words().forgetAtWall.how}</p>
      <For each={props.seen}>
        {(person) => (
          <p class="forget-seen">
            {words().forgetAtWall.seenAs(person.name)}{' '}
            <Button busy={asking.busy()} onClick={() => void asking.ask(() => props.forgetSeen(person.id))}>
              {words().forgetAtWall.look}
            </Button>
          </p>
        )}
      </For>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void asking.ask(() => props.forgetReceipt(number().replaceAll(/\D/g, '')))
        }}
      >
        <Field
          label={words().forgetAtWall.number}
          value={number()}
          digits="plain"
          maxLength={12}
          refusal={asking.refusal()}
          onInput={setNumber}
        />
        <Button type="submit" busy={asking.busy()}>
          {words().mine.forget}
        </Button>
      </form>
      <Receipt forgotten={props.forgotten} />
    </Dialog>
  )
}

/** Which screens have erased, and which will when they are back. */
export function Receipt(props: { forgotten: Forgotten | undefined }) {
  const words = useFaceWords()
  return (
    <p role="status" data-testid="forget-receipt" data-outstanding={props.forgotten?.outstanding.length}>
      <Show when={props.forgotten}>
        {(forgotten) => (
          <>
            {words().mine.forgotten}{' '}
            <Show when={forgotten().done.length > 0}>{words().mine.erasedOn(forgotten().done.join(', '))}</Show>{' '}
            <Show when={forgotten().outstanding.length > 0}>
              {words().mine.outstanding(forgotten().outstanding.join(', '))}
            </Show>
          </>
        )}
      </Show>
    </p>
  )
}
