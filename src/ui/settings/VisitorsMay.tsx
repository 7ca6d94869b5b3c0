import { createSignal } from 'solid-js'
import { createAsking } from '../lib/asking.ts'
import { Button } from '../parts/Button.tsx'
import { Switch } from '../parts/Choice.tsx'
import { Refusal } from '../parts/Notice.tsx'
import { Said } from '../parts/Said.tsx'
import { useRightsWords } from '../strings/rights.ts'
import { useScreenWords } from '../strings/screen.ts'
import type { Outcome, SettingsView, WallActions } from '../view.ts'
import { VisitRights } from './VisitRights.tsx'

type MayView = Pick<SettingsView, 'visitorsMay' | 'visitorPreview' | 'visits'>

/** What visitors may do, with what follows from it in words, so that nobody has to imagine it; and more for one of them. */
export function VisitorsMay(props: {
  settings: MayView
  save: (visitorsMay: MayView['visitorsMay']) => Promise<boolean>
  askToScanAgain: () => Promise<Outcome>
  turnRight: WallActions['turnRight']
}) {
  const { t } = useScreenWords()
  const rights = useRightsWords()
  const asking = createAsking()
  const [said, say] = createSignal('')
  const may = () => props.settings.visitorsMay
  const turn = (change: Partial<MayView['visitorsMay']>) => props.save({ ...may(), ...change })
  const deeds = (which: 'can' | 'cannot') =>
    rights().trust[which](props.settings.visitorPreview[which].map((deed) => rights().trust.deeds[deed]).join(', '))
  const askAll = async () => {
    say('')
    if (await asking.ask(() => props.askToScanAgain())) say(rights().trust.askedToScan)
  }
  return (
    <>
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
    </>
  )
}
