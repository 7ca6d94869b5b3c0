import { createSignal, Show } from 'solid-js'
import { Field } from '../parts/Field.tsx'
import { useDayWords } from '../strings/day.ts'
import { useWords } from '../strings/index.ts'
import { BookingActs } from './BookingActs.tsx'
import { BookingList } from './BookingList.tsx'
import { CalendarFile } from './BookingsDialog.tsx'
import { daySentence } from './day-sentence.ts'
import type { DayActions, DayView } from './view.ts'

/** The room's day on a member's phone: who has it, taking it, and what is booked. */
export function PhoneDay(props: { day: DayView; nowMs: number; actions: DayActions }) {
  const words = useDayWords()
  const { lang } = useWords()
  const [title, setTitle] = createSignal('')
  return (
    <section class="phone-day" aria-labelledby="day-title">
      <h2 id="day-title">{words().title}</h2>
      <Show when={daySentence(words(), props.day, props.nowMs, lang())}>{(said) => <p>{said()}</p>}</Show>
      <Show when={!props.day.current}>
        <Field
          label={words().what}
          hint={words().whatHint}
          value={title()}
          maxLength={80}
          onInput={(value) => setTitle(value)}
        />
      </Show>
      <BookingActs day={props.day} title={title()} actions={props.actions} onDone={() => setTitle('')} />
      <BookingList day={props.day} nowMs={props.nowMs} actions={props.actions} />
      <CalendarFile day={props.day} actions={props.actions} />
    </section>
  )
}
