import { Switch } from '../parts/Choice.tsx'
import { useScreenWords } from '../strings/screen.ts'
import type { SettingsView, WallActions } from '../view.ts'
import { Part } from './Part.tsx'

/** Lets members offer what pages of other origins can do. Off until an admin turns it on: what a page is sent may leave. */
export function PagesPart(props: {
  settings: SettingsView
  save: (change: Parameters<WallActions['saveSettings']>[0]) => Promise<boolean>
}) {
  const { t } = useScreenWords()
  return (
    <Part title={t().pages.title}>
      <Switch label={t().pages.open} on={props.settings.pagesOpen} onTurn={(pagesOpen) => props.save({ pagesOpen })} />
      <p class="field-help">{t().pages.explain}</p>
    </Part>
  )
}
