import { createSignal } from 'solid-js'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { FileButton } from '../parts/FileButton.tsx'
import { Refusal } from '../parts/Notice.tsx'
import { Said } from '../parts/Said.tsx'
import { useDayWords } from '../strings/day.ts'
import { BookingActs } from './BookingActs.tsx'
import { BookingList } from './BookingList.tsx'
import type { DayActions, DayView } from './view.ts'

/** The room's day on the wall. */
export function BookingsDialog(props: { day: DayView; nowMs: number; actions: DayActions; onClose: () => void }) {
  const words = useDayWords()
  return (
    <Dialog title={words().title} onClose={() => props.onClose()}>
      <BookingActs day={props.day} actions={props.actions} />
      <BookingList day={props.day} nowMs={props.nowMs} actions={props.actions} />
      <CalendarFile day={props.day} actions={props.actions} />
    </Dialog>
  )
}

/** A calendar's file in, and out. */
export function CalendarFile(props: { day: DayView; actions: DayActions }) {
  const words = useDayWords()
  const [said, say] = createSignal('')
  const [refused, refuse] = createSignal<string>()
  const add = async (file: File) => {
    say('')
    refuse(undefined)
    const came = await props.actions.add(file)
    refuse(came.refused)
    if (came.refused === undefined || came.booked > 0) say(words().imported(came))
  }
  return (
    <>
      <div class="booking-row">
        <FileButton label={words().add} accept=".ics,text/calendar" onChoose={(file) => void add(file)} />
        <Button look="quiet" off={props.day.bookings.length === 0} onClick={() => props.actions.save()}>
          {words().save}
        </Button>
      </div>
      <Said>{said()}</Said>
      <Refusal reason={refused()} />
    </>
  )
}
