import { Match, Switch } from 'solid-js'
import { BookingsDialog } from '../day/BookingsDialog.tsx'
import { ServicesDialog } from '../services/ServicesDialog.tsx'
import { Settings } from '../settings/Settings.tsx'
import type { WallActions, WallView } from '../view.ts'
import { FilesDialog } from './FilesDialog.tsx'
import { NotesDialog } from './NotesDialog.tsx'
import type { PinGate } from './pin-gate.ts'
import { ShowOutDialog } from './ShowOutDialog.tsx'

export type Opened = 'nothing' | 'show-out' | 'settings' | 'notes' | 'words' | 'files' | 'bookings' | 'services'

/** What the wall's foot opens, one at a time. */
export function WallDialogs(props: {
  view: WallView
  actions: WallActions
  /** Asks for the PIN first where the wall is locked. */
  gate: PinGate['ask']
  opened: Opened
  open: (what: Opened) => void
}) {
  const close = () => props.open('nothing')
  return (
    <Switch>
      <Match when={props.opened === 'show-out'}>
        <ShowOutDialog
          people={props.view.people.filter(({ role }) => role === 'visitor')}
          showOut={(person) => props.gate(() => props.actions.showOut(person))}
          onClose={close}
        />
      </Match>
      <Match when={props.opened === 'notes'}>
        <NotesDialog
          notes={props.view.notes}
          remove={(note) => props.gate(() => props.actions.removeNote(note))}
          onClose={close}
        />
      </Match>
      <Match when={props.opened === 'files'}>
        <FilesDialog
          files={props.view.files}
          show={(file) => props.actions.showFile(file)}
          occasions={props.view.occasions}
          setShowWhen={(file, occasions) => props.gate(() => props.actions.setShowWhen(file, occasions))}
          remove={(file) => props.gate(() => props.actions.removeFile(file))}
          onClose={close}
        />
      </Match>
      <Match when={props.opened === 'bookings'}>
        <BookingsDialog
          day={props.view.day}
          nowMs={props.view.clockMs}
          actions={{ ...props.actions.day, end: (id) => props.gate(() => props.actions.day.end(id)) }}
          onClose={close}
        />
      </Match>
      <Match when={props.opened === 'services'}>
        <ServicesDialog services={props.view.services} actions={props.actions.services} onClose={close} />
      </Match>
      <Match when={props.opened === 'settings'}>
        <Settings
          view={props.view}
          actions={props.actions}
          gate={props.gate}
          onWords={() => props.open('words')}
          onClose={close}
        />
      </Match>
    </Switch>
  )
}
