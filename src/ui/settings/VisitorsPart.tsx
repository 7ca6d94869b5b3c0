import { Button } from '../parts/Button.tsx'
import { useScreenWords } from '../strings/screen.ts'
import type { Outcome, SettingsView, WallActions } from '../view.ts'
import { Draft } from './Draft.tsx'
import { Part } from './Part.tsx'
import { VisitorsMay } from './VisitorsMay.tsx'

/** What visitors may do, where they open the app, and for how long. */
export function VisitorsPart(props: {
  settings: SettingsView
  save: (change: Parameters<WallActions['saveSettings']>[0]) => Promise<boolean>
  askToScanAgain: () => Promise<Outcome>
  turnRight: WallActions['turnRight']
}) {
  const { t } = useScreenWords()
  const sleep = (minutes: number) =>
    void props.save({ visitorAwayMinutes: Math.min(MOST_MINUTES, Math.max(0, minutes)) })
  return (
    <Part title={t().settings.visitors}>
      <VisitorsMay
        settings={props.settings}
        save={(visitorsMay) => props.save({ visitorsMay })}
        askToScanAgain={() => props.askToScanAgain()}
        turnRight={(person, right, on) => props.turnRight(person, right, on)}
      />
      <Draft
        label={t().settings.phoneAddress}
        value={props.settings.phoneAddress}
        hint={t().settings.phoneAddressHint}
        keep={(phoneAddress) => props.save({ phoneAddress })}
      />
      <div class="stepper" role="group" aria-label={t().settings.awayMinutes}>
        <span>{t().settings.awayMinutes}</span>
        <Button
          aria-label={t().settings.less}
          off={props.settings.visitorAwayMinutes <= 0}
          onClick={() => sleep(props.settings.visitorAwayMinutes - STEP_MINUTES)}
        >
          −
        </Button>
        <output>{t().settings.minutes(props.settings.visitorAwayMinutes)}</output>
        <Button
          aria-label={t().settings.more}
          off={props.settings.visitorAwayMinutes >= MOST_MINUTES}
          onClick={() => sleep(props.settings.visitorAwayMinutes + STEP_MINUTES)}
        >
          +
        </Button>
      </div>
      <p class="field-help">{t().settings.awayExplain}</p>
    </Part>
  )
}

const STEP_MINUTES = 5
/** Longer than a working day's meeting a phone that left is a phone that left. */
const MOST_MINUTES = 120
