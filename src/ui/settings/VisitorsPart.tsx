import { createSignal } from 'solid-js'
import { createAsking } from '../lib/asking.ts'
import { Button } from '../parts/Button.tsx'
import { Switch } from '../parts/Choice.tsx'
import { Refusal } from '../parts/Notice.tsx'
import { Said } from '../parts/Said.tsx'
import { useScreenWords } from '../strings/screen.ts'
import { useRightsWords } from '../strings/rights.ts'
import type { Outcome, SettingsView, WallActions } from '../view.ts'
import { Draft } from './Draft.tsx'
import { Part } from './Part.tsx'
import { VisitRights } from './VisitRights.tsx'

/** What visitors may do, with what follows from it in words, so that nobody has to imagine it; and for how long. */
export function VisitorsPart(props: {
  settings: SettingsView
  save: (change: Parameters<WallActions['saveSettings']>[0]) => Promise<boolean>
  askToScanAgain: () => Promise<Outcome>
  turnRight: WallActions['turnRight']
}) {
  const { t } = useScreenWords()
  const rights = useRightsWords()
  const asking = createAsking()
  const [said, say] = createSignal('')
  const may = () => props.settings.visitorsMay
  const turn = (change: Partial<SettingsView['visitorsMay']>) => props.save({ visitorsMay: { ...may(), ...change } })
  const deeds = (which: 'can' | 'cannot') =>
    rights().trust[which](props.settings.visitorPreview[which].map((deed) => rights().trust.deeds[deed]).join(', '))
  const sleep = (minutes: number) =>
    void props.save({ visitorAwayMinutes: Math.min(MOST_MINUTES, Math.max(0, minutes)) })
  const askAll = async () => {
    say('')
    if (await asking.ask(() => props.askToScanAgain())) say(rights().trust.askedToScan)
  }
  return (
    <Part title={t().settings.visitors}>
      <div>
        <Switch label={t().settings.visitorsNotes} on={may().addNotes} onTurn={(addNotes) => turn({ addNotes })} />
        <Switch label={t().settings.visitorsShow} on={may().show} onTurn={(show) => turn({ show })} />
        <Switch label={rights().trust.visitorsFiles} on={may().files} onTurn={(files) => turn({ files })} />
      </div>
      <div class="part-says" role="status">
        <p>{deeds('can')}</p>
        <p>{deeds('cannot')}</p>
      </div>
      <VisitRights visits={props.settings.visits} turn={(person, right, on) => props.turnRight(person, right, on)} />
      <div class="part-acts">
        <Button busy={asking.busy()} onClick={() => void askAll()}>
          {rights().trust.askToScan}
        </Button>
      </div>
      <p class="field-help">{rights().trust.askToScanExplain}</p>
      <Said>{said()}</Said>
      <Refusal reason={asking.refusal()} />
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
