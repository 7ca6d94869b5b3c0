import { Choice } from '../parts/Choice.tsx'
import { useScreenWords } from '../strings/screen.ts'
import type { SettingsView, WallActions, WallView } from '../view.ts'
import { Draft } from './Draft.tsx'
import { Part } from './Part.tsx'

type Save = (change: Parameters<WallActions['saveSettings']>[0]) => Promise<boolean>

export function RoomPart(props: { view: WallView; save: Save }) {
  const { t } = useScreenWords()
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

export function LookPart(props: { settings: SettingsView; save: Save }) {
  const { t } = useScreenWords()
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
