import { Show } from 'solid-js'
import { useServiceWords } from '../strings/services.ts'
import { timeLeft } from './time-left.ts'
import type { TimerView } from './view.ts'
import './services.css'

/** The timer that is over, or ends next: large, beside the time. Only its end is said to those who listen. */
export function TimerLine(props: { timers: readonly TimerView[] }) {
  const words = useServiceWords()
  const next = () => props.timers.findLast(({ leftMs }) => leftMs <= 0) ?? props.timers[0]
  const over = () => {
    const timer = next()
    if (!timer || timer.leftMs > 0) return ''
    return timer.label ? words().overNamed(timer.label) : words().over
  }
  return (
    <>
      <p class={over() ? 'timer-over' : 'heard'} role="status">
        {over()}
      </p>
      <Show when={!over() && next()}>
        {(timer) => (
          <p class="timer-line" role="timer" aria-label={timer().label || words().timer}>
            <span class="timer-left">{timeLeft(timer().leftMs)}</span> {timer().label || words().timer}
          </p>
        )}
      </Show>
    </>
  )
}
