import { createSignal } from 'solid-js'
import { createAsking } from '../lib/asking.ts'
import { Button } from '../parts/Button.tsx'
import { Field } from '../parts/Field.tsx'
import { useScreenWords } from '../strings/screen.ts'
import type { Outcome } from '../view.ts'

/** For whoever came to be in a room and not to make one. */
export function JoinInstead(props: { hand?: boolean; join: (text: string) => Promise<Outcome> }) {
  const { t } = useScreenWords()
  const [text, setText] = createSignal('')
  const asking = createAsking()
  const join = async () => {
    if (text().trim() === '') return asking.refuse('text-empty')
    await asking.ask(() => props.join(text().trim()))
  }
  return (
    <form
      class="instead"
      aria-labelledby="join-title"
      onSubmit={(event) => {
        event.preventDefault()
        void join()
      }}
    >
      <h2 id="join-title">{props.hand ? t().setup.joinTitleHand : t().setup.joinTitle}</h2>
      <Field
        label={t().setup.codeOrLink}
        help={t().setup.joinHelp}
        plainKeys
        large={props.hand ?? false}
        value={text()}
        refusal={asking.refusal()}
        onInput={(value) => {
          asking.forgive()
          setText(value)
        }}
      />
      <Button look={props.hand ? 'strong' : 'plain'} type="submit" busy={asking.busy()}>
        {asking.busy() ? t().setup.joining : t().setup.join}
      </Button>
    </form>
  )
}
