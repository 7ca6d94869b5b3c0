import { For, Show } from 'solid-js'
import { createAsking } from '../lib/asking.ts'
import { Button } from '../parts/Button.tsx'
import { Refusal } from '../parts/Notice.tsx'
import { useDayWords } from '../strings/day.ts'
import type { DayActions, DayView } from './view.ts'
import './day.css'

const LENGTHS = [15, 30, 60] as const
/** What "Extend" adds. */
const EXTEND_MINUTES = 15

/** What can be done about the room's time now: take it while it is free, else prolong, end, or say that one is here. */
export function BookingActs(props: { day: DayView; title?: string; actions: DayActions; onDone?: () => void }) {
  const words = useDayWords()
  const asking = createAsking()
  const ask = async (question: () => ReturnType<DayActions['book']>) => {
    if (await asking.ask(question)) props.onDone?.()
  }
  return (
    <div class="booking-acts">
      <div class="booking-row" role="group" aria-label={words().title}>
        <Show
          when={props.day.current}
          fallback={
            <For each={LENGTHS}>
              {(minutes) => (
                <Button
                  busy={asking.busy()}
                  title={words().bookExplain(minutes)}
                  onClick={() => void ask(() => props.actions.book(minutes, props.title))}
                >
                  {words().book(minutes)}
                </Button>
              )}
            </For>
          }
        >
          {(current) => (
            <>
              <Show when={!current().checkedIn}>
                <Button
                  look="strong"
                  busy={asking.busy()}
                  onClick={() => void ask(() => props.actions.checkIn(current().id))}
                >
                  {words().checkIn}
                </Button>
              </Show>
              <Button
                busy={asking.busy()}
                title={words().extendExplain(EXTEND_MINUTES)}
                onClick={() => void ask(() => props.actions.extend(current().id, EXTEND_MINUTES))}
              >
                {words().extend}
              </Button>
              <Button busy={asking.busy()} onClick={() => void ask(() => props.actions.end(current().id))}>
                {words().end}
              </Button>
            </>
          )}
        </Show>
      </div>
      <Show when={props.day.current && !props.day.current.checkedIn}>
        <p class="booking-why" role="status">
          {words().checkInExplain}
        </p>
      </Show>
      <Refusal reason={asking.refusal()} />
    </div>
  )
}
