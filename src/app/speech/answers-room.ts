import type { DeviceId } from '../../protocol/ids.ts'
import { bookingsOf, dayOf } from '../../room/bookings.ts'
import { devicesOf } from '../../room/commons.ts'
import { recordingOf } from '../../room/recording.ts'
import { switchesOf } from '../../room/switches.ts'
import { timersOf } from '../../room/timers.ts'
import type { Intent, IntentOf } from '../../speech/grammar.ts'
import type { Answer, Answering } from './deeds.ts'

type RoomIntent = IntentOf<'timer' | 'switch' | 'record' | 'book' | 'screen'>

/** What is asked of the room itself: its timers, lamps, recording, bookings, and its other screens. */
export function roomAnswers({
  deeds,
  here,
  words,
  unless,
  ask,
}: Answering): Record<RoomIntent, (intent: Intent) => Answer | Promise<Answer>> {
  const answers = () => words().answers
  const seconds = ({ slots }: Intent) => Number(slots['duration'] ?? 0)
  /** Bookings are in minutes, and a booking of seconds is a misunderstanding that `book` refuses. */
  const minutes = (intent: Intent) => Math.round(seconds(intent) / 60)
  const current = () => dayOf(bookingsOf(here.commons(), here.nowMs()), here.nowMs()).current

  return {
    async 'timer.start'(intent) {
      const id = deeds.newId()
      const reason = await deeds.serve({ kind: 'timer', args: { seconds: seconds(intent) }, id })
      return unless(reason, answers().timer(seconds(intent)), () => stopTimer(id))
    },
    async 'timer.stop'() {
      const timer = timersOf(here.commons(), here.nowMs())[0]
      if (!timer) return unless('no-timer', '')
      const left = Math.max(1, Math.round((timer.endsAtMs - here.nowMs()) / 1_000))
      return unless(await stopTimer(timer.id), answers().timerStopped, () =>
        deeds.serve({ kind: 'timer', args: { seconds: left, label: timer.label } }),
      )
    },
    'switch.on': (intent) => turn(intent, true),
    'switch.off': (intent) => turn(intent, false),
    async 'record.start'() {
      // It begins when everybody has agreed, as after a tap.
      return unless(await deeds.recording.start(), answers().recordingAsked, () => deeds.recording.stop())
    },
    async 'record.stop'() {
      const recording = recordingOf(here.commons())
      if (!recording) return unless('not-recording', '')
      // Nothing has been recorded yet: people are being asked, and may be again.
      if (recording.state === 'asking' && recording.ranMs === 0)
        return unless(await deeds.recording.stop(), answers().recordingStopped, () => deeds.recording.start())
      return ask(answers().stopRecording, answers().stopRecordingTap, async () =>
        unless(await deeds.recording.stop(), answers().recordingStopped),
      )
    },
    async 'book.start'(intent) {
      return unless(await deeds.day.book(minutes(intent)), answers().booked(seconds(intent)), async () => {
        const booked = current()
        return booked ? deeds.day.end(booked.id) : 'booking-over'
      })
    },
    'book.extend'(intent) {
      const booked = current()
      if (!booked) return unless('not-booked', '')
      const { extend, extendTap, extended } = answers()
      return ask(extend(seconds(intent)), extendTap, async () =>
        unless(await deeds.day.extend(booked.id, minutes(intent)), extended(seconds(intent))),
      )
    },
    'book.end'() {
      const booked = current()
      if (!booked) return unless('not-booked', '')
      const { end, endTap, ended } = answers()
      return ask(end, endTap, async () => unless(await deeds.day.end(booked.id), ended))
    },
    async 'screen.call'({ slots }) {
      const to = String(slots['screen'] ?? '') as DeviceId
      const names = devicesOf(here.commons())
      const from = names.get(here.screen() ?? to)?.name ?? ''
      const reason = await deeds.serve({ kind: 'sound.say', args: { text: answers().calls(from) }, on: to })
      return unless(reason, answers().called(names.get(to)?.name ?? ''))
    },
  }

  function stopTimer(timer: string) {
    return deeds.serve({ kind: 'timer.stop', args: { timer } })
  }

  async function turn({ slots }: Intent, on: boolean): Promise<Answer> {
    const id = String(slots['service'] ?? '')
    const was = switchesOf(here.commons()).find((one) => one.id === id)?.on ?? false
    const set = (next: boolean) => deeds.serve({ kind: 'switch.set', args: { switch: id, on: next } })
    const { turnedOn, turnedOff } = answers()
    return unless(await set(on), on ? turnedOn : turnedOff, () => set(was))
  }
}
