import { DayPart } from '../day/DayPart.tsx'
import { EyesPart } from '../faces/EyesPart.tsx'
import { EarsPart } from '../speech/EarsPart.tsx'
import { createAsking } from '../lib/asking.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { Refusal } from '../parts/Notice.tsx'
import { useScreenWords } from '../strings/screen.ts'
import type { Outcome, WallActions, WallView } from '../view.ts'
import { RulesPart } from '../rules/RulesPart.tsx'
import { DeviceList } from '../wall/DeviceList.tsx'
import { BoardPart } from './BoardPart.tsx'
import { PagesPart } from './PagesPart.tsx'
import { BackupPart, ScreenPart } from './Keeping.tsx'
import { FilesPart } from './FilesPart.tsx'
import { LockPart } from './LockPart.tsx'
import { LookPart, RoomPart } from './RoomParts.tsx'
import { Part } from './Part.tsx'
import { VisitorsPart } from './VisitorsPart.tsx'
import { WordsPart } from './WordsPart.tsx'
import './settings.css'

/** Everything an admin changes on the wall, on one page; each change takes effect at once. */
export function Settings(props: {
  view: WallView
  actions: WallActions
  /** Asks for the PIN again when the wall has locked itself meanwhile. */
  gate: (question: () => Promise<Outcome>) => Promise<Outcome>
  onWords: () => void
  onClose: () => void
}) {
  const { t } = useScreenWords()
  const saving = createAsking()
  const save = (change: Parameters<WallActions['saveSettings']>[0]) =>
    saving.ask(() => props.gate(() => props.actions.saveSettings(change)))
  return (
    <Dialog title={t().settings.title} size="full" onClose={() => props.onClose()}>
      <Refusal reason={saving.refusal()} />
      <div class="settings">
        <div class="settings-column">
          <RoomPart view={props.view} save={save} />
          <VisitorsPart
            settings={props.view.settings}
            save={save}
            turnRight={(person, right, on) => props.gate(() => props.actions.turnRight(person, right, on))}
            askToScanAgain={() => props.gate(() => props.actions.askToScanAgain())}
          />
          <FilesPart settings={props.view.settings} save={save} />
          <DayPart rules={props.view.settings.bookingRules} save={(bookingRules) => save({ bookingRules })} />
          <LookPart settings={props.view.settings} save={save} />
          <EarsPart
            speech={props.view.speech}
            names={[props.view.roomName, ...props.view.devices.map(({ name }) => name)].join()}
            check={() => props.actions.speech.check()}
            listening={props.view.listening}
            listen={(on) => saving.ask(() => props.gate(() => props.actions.listening.save({ on })))}
            save={(change) => saving.ask(() => props.gate(() => props.actions.speech.save(change)))}
          />
          <LockPart
            save={save}
            onLock={() => {
              props.onClose()
              props.actions.lock()
            }}
          />
        </div>
        <div class="settings-column">
          <Part title={t().devices.title}>
            <DeviceList
              devices={props.view.devices}
              remove={(device) => props.gate(() => props.actions.removeDevice(device))}
            />
          </Part>
          <RulesPart
            view={props.view.rules}
            actions={{
              ...props.actions.rules,
              add: (text) => props.gate(() => props.actions.rules.add(text)),
              turn: (id, on) => props.gate(() => props.actions.rules.turn(id, on)),
              remove: (id) => props.gate(() => props.actions.rules.remove(id)),
            }}
          />
          <EyesPart
            eyes={props.view.faces.eyes}
            preview={props.view.faces.preview}
            because={props.view.faces.sees.because}
            watch={(on) => props.actions.faces.preview(on)}
            save={(change) => saving.ask(() => props.gate(() => props.actions.faces.save(change)))}
            forget={(person) => props.gate(() => props.actions.faces.forgetKnown(person))}
          />
          <BoardPart board={props.view.settings.board} save={save} />
          <PagesPart settings={props.view.settings} save={save} />
          <BackupPart view={props.view} actions={props.actions} gate={(question) => props.gate(question)} />
          <WordsPart onBring={() => props.onWords()} />
          <ScreenPart settings={props.view.settings} />
        </div>
      </div>
    </Dialog>
  )
}
