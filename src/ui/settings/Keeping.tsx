import { createSignal, Show } from 'solid-js'
import { createAsking } from '../lib/asking.ts'
import { bytes, dayAndTime } from '../lib/format.ts'
import { Button } from '../parts/Button.tsx'
import { Refusal } from '../parts/Notice.tsx'
import { Said } from '../parts/Said.tsx'
import { useScreenWords } from '../strings/screen.ts'
import type { Outcome, SettingsView, WallActions, WallView } from '../view.ts'
import { Part } from './Part.tsx'

/** A sealed copy of the room, on the box or in a file; each other screen is a whole copy anyway. */
export function BackupPart(props: {
  view: WallView
  actions: WallActions
  gate: (question: () => Promise<Outcome>) => Promise<Outcome>
}) {
  const { t, lang } = useScreenWords()
  const asking = createAsking()
  const [said, say] = createSignal('')
  const backup = () => props.view.settings.backup
  const toBox = async () => {
    say('')
    if (await asking.ask(() => props.gate(() => props.actions.backupToBox()))) say(t().settings.backedUp)
  }
  const toFile = async () => {
    say('')
    if (await asking.ask(() => props.gate(() => props.actions.backupToFile()))) say(t().settings.saved)
  }
  const otherScreens = () => props.view.devices.filter(({ kind, me }) => kind === 'screen' && !me).length
  const last = () => {
    const atMs = backup().lastAtMs
    return atMs === undefined ? t().settings.noBackup : t().settings.lastBackup(dayAndTime(atMs, lang()))
  }
  return (
    <Part title={t().settings.backup}>
      <p>
        {t().settings.backupExplain} {last()}
      </p>
      <p>{t().settings.otherScreens(otherScreens())}</p>
      <div class="part-acts">
        <Button busy={asking.busy()} off={!backup().toBox} onClick={() => void toBox()}>
          {t().settings.backUpNow}
        </Button>
        <Button busy={asking.busy()} onClick={() => void toFile()}>
          {t().settings.saveFile}
        </Button>
      </div>
      <Show when={!backup().toBox}>
        <p class="field-help">{t().settings.toBoxAway}</p>
      </Show>
      <Said>{said()}</Said>
      <Refusal reason={asking.refusal()} />
    </Part>
  )
}

/** How well this screen would stand on its own, and which build it runs. */
export function ScreenPart(props: { settings: SettingsView }) {
  const { t, lang } = useScreenWords()
  return (
    <Part title={t().settings.thisScreen}>
      <dl class="facts">
        <dt>{t().settings.storage}</dt>
        <dd>
          {t().settings.storageUsed(bytes(props.settings.storage.usedBytes, lang()), props.settings.storage.persisted)}
        </dd>
        <dt>{t().settings.offline}</dt>
        <dd>{t().settings.offlineState[props.settings.offline]}</dd>
        <dt>{t().settings.release}</dt>
        <dd>
          <code>{props.settings.release}</code>
          <small>{t().settings.releaseExplain}</small>
        </dd>
      </dl>
    </Part>
  )
}
