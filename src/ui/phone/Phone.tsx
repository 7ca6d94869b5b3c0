import { Match, Show, Suspense, Switch, type JSX } from 'solid-js'
import { later } from '../lib/later.ts'
import { ClosedEye } from '../parts/ClosedEye.tsx'
import { Live } from '../parts/Live.tsx'
import { Membrane } from '../parts/Membrane.tsx'
import { Notice } from '../parts/Notice.tsx'
import { useWords } from '../strings/index.ts'
import type { PhoneActions, PhoneView } from './view.ts'
import { Foot } from './Foot.tsx'
import { Here } from './Here.tsx'
import { Gone, Reach } from './Gone.tsx'
import { NoteList } from './NoteList.tsx'
import { OnDisplay } from './OnDisplay.tsx'
import { People } from './People.tsx'
import { ShowPanel } from './ShowPanel.tsx'
import './lists.css'
import './phone.css'

// Pairing happens once in a member's life and never in a visitor's: not in what a visitor loads first.
const PhoneFaces = later(() => import('../faces/PhoneFaces.tsx'))
// Laptops only, and members of several rooms.
const ShareScreen = later(async () => ({ default: (await import('./ShareScreen.tsx')).ShareScreen }))
const Rooms = later(async () => ({ default: (await import('./Rooms.tsx')).Rooms }))
// What one visitor in fifty is given.
const MayAlso = later(() => import('./MayAlso.tsx'))
const PairingDialog = later(async () => ({ default: (await import('../pairing/PairingDialog.tsx')).PairingDialog }))

/**
 * A phone in the room: what is on display, showing something, notes, and the way out. `files` and `day` are drawn under the
 * notes, by whoever knows of them.
 */
export function Phone(props: {
  view: PhoneView
  actions: PhoneActions
  files?: JSX.Element
  day?: JSX.Element
  recording?: JSX.Element
  /** What somebody wants to give this phone. */
  asked?: JSX.Element
  talk?: JSX.Element
  minutes?: JSX.Element
  /** For an admin's phone: looking after the room. */
  admin?: JSX.Element
  /** What the band says of a recording. */
  band?: { words: string; isOn: boolean } | undefined
}) {
  const { t } = useWords()
  const sentence = () => {
    if (props.view.helperAway) return t().membrane.helperAway
    if (props.view.boardOpen) return t().membrane.boardOpen
    return props.view.pageOpen ? t().membrane.pageOpen : t().membrane.closed
  }
  const gone = () => {
    const state = props.view.state
    return state === 'left' || state === 'expired' || state === 'refused' ? state : undefined
  }
  return (
    <main data-screen="phone" data-state={props.view.state} data-blank={props.view.blank}>
      {/* Outside there is no wall around the phone. */}
      <Show when={!gone()}>
        <Membrane
          dashed={props.view.helperAway || unreached(props.view)}
          neutral={props.view.blank}
          recording={props.band?.words}
          resting={props.band !== undefined && !props.band.isOn}
        />
      </Show>
      <p class="heard" role="status">
        {props.view.blank ? t().phone.paused : ''}
      </p>
      <Switch
        fallback={
          <div class="phone">
            <Here view={props.view} setName={(name) => props.actions.setName(name)} />
            {props.recording}
            <Reach view={props.view} again={() => props.actions.again()} />
            <Show when={props.view.alert}>{(alert) => <Notice alert={alert()} />}</Show>
            <Show when={props.view.granted.length > 0}>
              <Suspense>
                <MayAlso granted={props.view.granted} />
              </Suspense>
            </Show>
            <Show
              when={!props.view.blank}
              fallback={
                <p class="phone-paused">
                  <ClosedEye />
                  {t().phone.paused}
                </p>
              }
            >
              {props.asked}
              <OnDisplay
                view={props.view}
                takeDown={() => props.actions.clearDisplay()}
                turnPage={(to) => props.actions.turnPage(to)}
              />
              <ShowPanel
                screens={props.view.screens}
                showText={(text, on) => props.actions.showText(text, on)}
                showPicture={(file, on) => props.actions.showPicture(file, on)}
              />
              <Show when={props.view.sharing !== undefined}>
                <Suspense>
                  <ShareScreen on={props.view.sharing ?? false} turn={(on) => props.actions.share(on)} />
                </Suspense>
              </Show>
              <NoteList
                notes={props.view.notes}
                mayRemoveAll={props.view.admin || props.view.granted.includes('note.remove-any')}
                add={(text) => props.actions.addNote(text)}
                remove={(note) => props.actions.removeNote(note)}
              />
              {props.files}
              {props.day}
              {props.minutes}
              <People
                people={props.view.people}
                showOut={props.view.admin ? (person) => props.actions.showOut(person) : undefined}
              />
              <Live people={props.view.people} />
            </Show>
            <Show when={props.view.faces.offered || props.view.blank}>
              <Suspense>
                <PhoneFaces
                  view={props.view.faces}
                  paused={props.view.blank}
                  actions={props.actions.faces}
                  roomName={props.view.roomName}
                />
              </Suspense>
            </Show>
            <Show when={props.view.rooms.length > 0}>
              <Suspense>
                <Rooms
                  rooms={props.view.rooms}
                  here={props.view.roomName}
                  onOpen={(room) => props.actions.openRoom(room)}
                />
              </Suspense>
            </Show>
            {props.admin}
            <Foot
              talk={<Show when={!props.view.blank}>{props.talk}</Show>}
              sentence={sentence()}
              open={!props.view.helperAway && (props.view.boardOpen === true || props.view.pageOpen === true)}
              leave={() => props.actions.leave()}
            />
          </div>
        }
      >
        <Match when={gone()}>
          {(state) => (
            <Gone view={props.view} state={state()} again={() => props.actions.again()}>
              <Show when={props.view.rooms.length > 0}>
                <Suspense>
                  <Rooms rooms={props.view.rooms} here="" onOpen={(room) => props.actions.openRoom(room)} />
                </Suspense>
              </Show>
            </Gone>
          )}
        </Match>
      </Switch>
      <Show when={props.view.pairing}>
        {(pairing) => (
          <Suspense>
            <PairingDialog
              pairing={pairing()}
              answerSas={(match) => props.actions.answerSas(match)}
              onEnd={() => props.actions.endPairing()}
            />
          </Suspense>
        )}
      </Show>
    </main>
  )
}

const unreached = (view: PhoneView) => view.state === 'away' || view.state === 'offline'
