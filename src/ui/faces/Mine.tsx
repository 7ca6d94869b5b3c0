import { createSignal, Show } from 'solid-js'
import { createAsking } from '../lib/asking.ts'
import { day } from '../lib/format.ts'
import { Button } from '../parts/Button.tsx'
import { Refusal } from '../parts/Notice.tsx'
import { Said } from '../parts/Said.tsx'
import { useFaceWords } from '../strings/faces.ts'
import { useWords } from '../strings/index.ts'
import type { Outcome } from '../view.ts'
import { Receipt } from './ForgetDialog.tsx'
import type { Checked, MineView } from './view.ts'
import './mine.css'

/** What the room knows of the person who holds this phone, and the way to take it back. */
export function Mine(props: {
  mine: MineView
  begin: () => void
  forget: () => Promise<Outcome>
  notMe: () => Promise<Outcome>
  /** Missing where this phone may not ask. */
  check: (() => Promise<Checked | { refused: string }>) | undefined
}) {
  const words = useFaceWords()
  const { lang } = useWords()
  const asking = createAsking()
  const [sure, askSure] = createSignal(false)
  const [said, say] = createSignal('')
  const forget = async () => {
    if (await asking.ask(() => props.forget())) askSure(false)
  }
  const notMe = async () => {
    if (await asking.ask(() => props.notMe())) say(words().mine.notMeDone)
  }
  const check = async (whose: () => Promise<Checked | { refused: string }>) => {
    say('')
    await asking.ask(async () => {
      const checked = await whose()
      if (typeof checked === 'object') return checked.refused
      say(words().mine.checked[checked])
      return undefined
    })
  }
  return (
    <section class="mine" aria-labelledby="mine-title">
      <h2 id="mine-title">{words().mine.title}</h2>
      <p>
        <Show when={props.mine.faceUntilMs} fallback={words().mine.nothing}>
          {(untilMs) => words().mine.face(day(untilMs(), lang()))}
        </Show>
      </p>
      <div class="mine-acts">
        <Show
          when={props.mine.faceUntilMs !== undefined}
          fallback={<Button onClick={() => props.begin()}>{words().ask.title}</Button>}
        >
          <Show
            when={sure()}
            fallback={
              <>
                <Button onClick={() => askSure(true)}>{words().mine.forget}</Button>
                <Show when={props.check}>
                  {(whose) => (
                    <Button busy={asking.busy()} onClick={() => void check(whose())}>
                      {words().mine.check}
                    </Button>
                  )}
                </Show>
                <Button look="quiet" busy={asking.busy()} onClick={() => void notMe()}>
                  {words().mine.notMe}
                </Button>
              </>
            }
          >
            <p>{words().mine.sure}</p>
            <Button
              busy={asking.busy()}
              ref={(button) => queueMicrotask(() => button.focus())}
              onClick={() => void forget()}
            >
              {words().mine.forget}
            </Button>
            <Button onClick={() => askSure(false)}>{words().mine.keep}</Button>
          </Show>
        </Show>
      </div>
      <Said>{said()}</Said>
      <Receipt forgotten={props.mine.forgotten} />
      <Refusal reason={asking.refusal()} />
    </section>
  )
}
