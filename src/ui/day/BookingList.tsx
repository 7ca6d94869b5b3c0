import { For, Show } from 'solid-js'
import { clock, day } from '../lib/format.ts'
import { createAsking } from '../lib/asking.ts'
import { Button } from '../parts/Button.tsx'
import { Refusal } from '../parts/Notice.tsx'
import { useDayWords } from '../strings/day.ts'
import { useWords } from '../strings/index.ts'
import type { BookingView, DayActions, DayView } from './view.ts'

/** Everything that is booked from now on, the next first. */
export function BookingList(props: { day: DayView; nowMs: number; actions: DayActions }) {
  const words = useDayWords()
  const { t, lang } = useWords()
  const asking = createAsking()
  const isToday = (ms: number) => day(ms, lang()) === day(props.nowMs, lang())
  const when = ({ fromMs, toMs }: BookingView) => {
    const span = words().span(clock(fromMs, lang()), clock(toMs, lang()))
    return isToday(fromMs) ? span : `${day(fromMs, lang())}, ${span}`
  }
  return (
    <>
      <Show when={props.day.bookings.length > 0} fallback={<p class="rows-none">{words().none}</p>}>
        <ul class="rows" role="list" aria-label={words().title}>
          <For each={props.day.bookings}>
            {(booking) => (
              <li data-clash={booking.clash}>
                <span class="row-name">
                  {booking.title || words().booked}
                  <small>
                    {when(booking)}
                    {booking.by && `, ${words().by(booking.by)}`}
                    <Show when={booking.clash}>
                      <br />
                      {words().clash}
                    </Show>
                  </small>
                </span>
                <Show when={booking.id !== props.day.current?.id}>
                  <Button
                    look="quiet"
                    busy={asking.busy()}
                    aria-label={t().common.removeNamed(booking.title || words().booked)}
                    onClick={() => void asking.ask(() => props.actions.end(booking.id))}
                  >
                    {t().common.remove}
                  </Button>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Refusal reason={asking.refusal()} />
    </>
  )
}
