import { createSignal, Match, Show, Switch } from 'solid-js'
import { createAsking } from '../lib/asking.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Refusal } from '../parts/Notice.tsx'
import { Said } from '../parts/Said.tsx'
import { VisitorsMay } from '../settings/VisitorsMay.tsx'
import { useRightsWords } from '../strings/rights.ts'
import { useScreenWords } from '../strings/screen.ts'
import type { DeviceView, Outcome, SettingsView, WallActions } from '../view.ts'
import { DevicesDialog } from '../wall/DevicesDialog.tsx'
import '../settings/settings.css'
import './phone-admin.css'

/** What an admin sees of others on a phone. `visits` and who is here come from the screen the phone is at. */
export type PhoneAdminView = Pick<SettingsView, 'visitorsMay' | 'visitorPreview' | 'visits'> & {
  devices: readonly DeviceView[]
}
export type PhoneAdminActions = Pick<WallActions, 'turnRight' | 'askToScanAgain' | 'removeDevice'> & {
  unlockWall(): Promise<Outcome>
  saveVisitorsMay(may: SettingsView['visitorsMay']): Promise<Outcome>
}

/** Looking after the room from an admin's phone: the wall's key, and what the wall's own settings say of visitors and devices. */
export function PhoneAdmin(props: {
  view: PhoneAdminView
  /** Somebody is here for whom nobody answers: names are not shown. */
  paused: boolean
  actions: PhoneAdminActions
  /** Who visits is asked for while this is open. */
  onOpen: (open: boolean) => void
}) {
  const { t } = useScreenWords()
  const words = useRightsWords()
  const asking = createAsking()
  const saving = createAsking()
  const [said, say] = createSignal('')
  const [open, setOpen] = createSignal<'visitors' | 'devices'>()
  const show = (what: 'visitors' | 'devices' | undefined) => {
    setOpen(what)
    props.onOpen(what !== undefined)
  }
  const unlock = async () => {
    if (await asking.ask(() => props.actions.unlockWall())) say(t().phone.unlocked)
  }
  return (
    <section class="phone-unlock" aria-labelledby="phone-admin-title">
      <h2 id="phone-admin-title">{words().lookAfter}</h2>
      <div class="phone-admin-acts">
        <Button busy={asking.busy()} onClick={() => void unlock()}>
          {t().phone.unlock}
        </Button>
        <Show when={!props.paused}>
          <Button onClick={() => show('visitors')}>{t().settings.visitors}</Button>
          <Button onClick={() => show('devices')}>{t().devices.title}</Button>
        </Show>
      </div>
      <Said>{said()}</Said>
      <Refusal reason={asking.refusal()} />
      <Show when={!props.paused}>
        <Switch>
          <Match when={open() === 'visitors'}>
            <Dialog title={t().settings.visitors} onClose={() => show(undefined)}>
              <Refusal reason={saving.refusal()} />
              <div class="phone-admin">
                <VisitorsMay
                  settings={props.view}
                  save={(may) => saving.ask(() => props.actions.saveVisitorsMay(may))}
                  askToScanAgain={() => props.actions.askToScanAgain()}
                  turnRight={(person, right, on) => props.actions.turnRight(person, right, on)}
                />
              </div>
            </Dialog>
          </Match>
          <Match when={open() === 'devices'}>
            <DevicesDialog
              devices={props.view.devices}
              remove={(device) => props.actions.removeDevice(device)}
              onClose={() => show(undefined)}
            />
          </Match>
        </Switch>
      </Show>
    </section>
  )
}
