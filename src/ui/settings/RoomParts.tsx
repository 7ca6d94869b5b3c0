import { Button } from '../parts/Button.tsx'
import { Choice, Switch } from '../parts/Choice.tsx'
import { useWords } from '../strings/index.ts'
import type { SettingsView, WallActions, WallView } from '../view.ts'
import { Draft } from './Draft.tsx'
import { Part } from './Part.tsx'

type Save = (change: Parameters<WallActions['saveSettings']>[0]) => Promise<boolean>

export function RoomPart(props: { view: WallView; save: Save }) {
  const { t } = useWords()
  return (
    <Part title={t().settings.room}>
      <Draft label={t().settings.roomName} value={props.view.roomName} keep={(roomName) => props.save({ roomName })} />
      <Draft
        label={t().settings.place}
        value={props.view.place}
        hint={t().settings.placeHint}
        keep={(place) => props.save({ place })}
      />
      <Draft
        label={t().settings.screenName}
        value={props.view.settings.screenName}
        keep={(screenName) => props.save({ screenName })}
      />
    </Part>
  )
}

/** What a visitor can do is said as a sentence under the switches, so that nobody has to imagine it. */
export function VisitorsPart(props: { settings: SettingsView; save: Save }) {
  const { t } = useWords()
  const may = () => props.settings.visitorsMay
  const sleep = (minutes: number) =>
    void props.save({ visitorAwayMinutes: Math.min(MOST_MINUTES, Math.max(0, minutes)) })
  return (
    <Part title={t().settings.visitors}>
      <div>
        <Switch
          label={t().settings.visitorsNotes}
          on={may().addNotes}
          onTurn={(addNotes) => props.save({ visitorsMay: { ...may(), addNotes } })}
        />
        <Switch
          label={t().settings.visitorsShow}
          on={may().show}
          onTurn={(show) => props.save({ visitorsMay: { ...may(), show } })}
        />
      </div>
      <p class="part-says" role="status">
        {t().settings.visitorCan(may().addNotes, may().show)}
      </p>
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

export function LookPart(props: { settings: SettingsView; save: Save }) {
  const { t } = useWords()
  return (
    <Part title={t().settings.look}>
      <Choice
        label={t().settings.language}
        options={[
          { value: 'en', label: 'English' },
          { value: 'fr', label: 'Français' },
        ]}
        value={props.settings.lang}
        onChoose={(lang) => void props.save({ lang })}
      />
      <Choice
        label={t().settings.ground}
        options={[
          { value: 'day', label: t().settings.day },
          { value: 'night', label: t().settings.night },
          { value: 'auto', label: t().settings.auto },
        ]}
        value={props.settings.ground}
        onChoose={(ground) => void props.save({ ground })}
      />
    </Part>
  )
}
