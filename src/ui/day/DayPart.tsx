import { Button } from '../parts/Button.tsx'
import { Switch } from '../parts/Choice.tsx'
import { Part } from '../settings/Part.tsx'
import { useDayWords } from '../strings/day.ts'
import { useScreenWords } from '../strings/screen.ts'
import type { DayRules } from './view.ts'

const STEP_MINUTES = 5
const MOST_MINUTES = 60

/** How strict the room is about bookings. */
export function DayPart(props: { rules: DayRules; save: (rules: DayRules) => Promise<boolean> }) {
  const words = useDayWords()
  const { t } = useScreenWords()
  const minutes = () => props.rules.checkInMinutes
  const within = (next: number) =>
    void props.save({ ...props.rules, checkInMinutes: Math.min(MOST_MINUTES, Math.max(0, next)) })
  return (
    <Part title={words().title}>
      <div class="stepper" role="group" aria-label={words().checkInMinutes}>
        <span>{words().checkInMinutes}</span>
        <Button aria-label={t().settings.less} off={minutes() <= 0} onClick={() => within(minutes() - STEP_MINUTES)}>
          −
        </Button>
        <output>{minutes() === 0 ? words().never : t().settings.minutes(minutes())}</output>
        <Button
          aria-label={t().settings.more}
          off={minutes() >= MOST_MINUTES}
          onClick={() => within(minutes() + STEP_MINUTES)}
        >
          +
        </Button>
      </div>
      <p class="field-help">{words().checkInRule}</p>
      <Switch
        label={words().visitsEnd}
        on={props.rules.visitsEnd}
        onTurn={(visitsEnd) => props.save({ ...props.rules, visitsEnd })}
      />
      <p class="field-help">{words().visitsEndRule}</p>
    </Part>
  )
}
