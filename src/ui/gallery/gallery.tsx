import { createStore } from 'solid-js/store'
import { lazy, Match, Suspense, Switch } from 'solid-js'
import { render } from 'solid-js/web'
import '../base.css'
import '../wall/wall.css'
import { Membrane } from '../parts/Membrane.tsx'
import { Asked } from '../files/Asked.tsx'
import { PhoneFiles } from '../files/PhoneFiles.tsx'
import { loadReasons, loadWords, Speak } from '../strings/index.ts'
import type { Lang, Outcome, Pairing, SettingsView, WallActions } from '../view.ts'
import type { PhoneActions } from '../phone/view.ts'
import type { SetupActions } from '../setup/view.ts'
import { files, occasions, pairings } from './made-up.ts'
import { phoneFaceActions, wallFaceActions } from './faces.ts'
import { recordingActions } from './recording.ts'
import { phoneView, setupView, wallView } from './views.ts'

const Wall = lazy(async () => ({ default: (await import('../wall/Wall.tsx')).Wall }))
const Phone = lazy(async () => ({ default: (await import('../phone/Phone.tsx')).Phone }))
const Setup = lazy(async () => ({ default: (await import('../setup/Setup.tsx')).Setup }))

const asked = new URLSearchParams(location.search)
const screen = asked.get('screen') ?? 'wall'
const state = asked.get('state') ?? { wall: 'idle', phone: 'live', setup: 'first' }[screen] ?? ''
const ground = (asked.get('ground') ?? 'auto') as SettingsView['ground']
const [view, setView] = createStore({
  wall: wallView(state, (asked.get('lang') ?? 'en') as Lang, ground),
  phone: phoneView(state, (asked.get('lang') ?? 'en') as Lang),
  setup: setupView(state),
})
const lang = (): Lang => view.wall.settings.lang

/** ?refuse=timeout makes every action end that way, so that refusals can be looked at too. */
const answer = async (): Promise<Outcome> => asked.get('refuse') ?? undefined

const wallActions: WallActions = {
  unlock: async (pin) => {
    if (pin !== '2580') return 'pin-wrong'
    setView('wall', 'locked', false)
    return undefined
  },
  day: {
    book: answer,
    extend: answer,
    end: answer,
    checkIn: answer,
    add: async () => ({ booked: 2, known: 3, taken: 1, tooLong: 1, repeating: 1 }),
    save: () => {},
  },
  services: { turn: answer, darken: answer, light: answer, startTimer: answer, stopTimer: answer, callPage: answer },
  recording: recordingActions(answer),
  bringWords: answer,
  lock: () => setView('wall', 'locked', true),
  invite: async (kind) => {
    setView('wall', 'pairing', pairings[kind === 'screen' ? 'inviting' : 'inviting-member']!)
    return undefined
  },
  inviteAdmin: (admin) => {
    setView('wall', 'pairing', (pairing) => ({ ...pairing!, admin }) as Pairing)
    return answer()
  },
  answerSas: (match) => setView('wall', 'pairing', match ? pairings['waiting']! : pairings['failed']!),
  letIn: () => answer(),
  endPairing: () => setView('wall', 'pairing', undefined as never), // a store forgets a field that is undefined
  showOut: async (id) => {
    setView('wall', 'people', (people) => people.filter((person) => person.id !== id))
    return answer()
  },
  askToScanAgain: answer,
  turnRight: answer,
  removeDevice: async (id) => {
    setView('wall', 'devices', (devices) => devices.filter((device) => device.id !== id))
    return answer()
  },
  clearDisplay: answer,
  removeNote: async (id) => {
    setView('wall', 'notes', (notes) => notes.filter((note) => note.id !== id))
    return answer()
  },
  showFile: answer,
  turnPage: answer,
  setShowWhen: answer,
  putUp: answer,
  rules: {
    read: () => ({ ok: false, error: { reason: 'rule-begin', at: 0 } }),
    print: () => '',
    tryOut: () => ({ spans: [] }),
    add: answer,
    turn: answer,
    remove: answer,
  },
  removeFile: async (id) => {
    setView('wall', 'files', (files) => files.filter((file) => file.id !== id))
    return answer()
  },
  saveSettings: async ({ roomName, place, ...change }) => {
    if (roomName !== undefined) setView('wall', 'roomName', roomName)
    if (place !== undefined) setView('wall', 'place', place)
    setView('wall', 'settings', change)
    return answer()
  },
  backupToBox: answer,
  backupToFile: answer,
  touch: () => setView('wall', 'quiet', false),
  faces: wallFaceActions,
  speech: {
    say: () => undefined,
    press: () => setView('wall', 'speech', 'mic', 'listening'),
    lift: () => {},
    close: () => setView('wall', 'speech', 'mic', 'off'),
    confirm: () => undefined,
    mute: (muted) => setView('wall', 'speech', 'mic', muted ? 'muted' : 'off'),
    check: () => undefined,
    drawn: () => undefined,
    save: answer,
  },
  listening: {
    mute: (muted) => setView('wall', 'listening', 'mic', muted ? 'muted' : 'listening'),
    save: async (change) => {
      setView('wall', 'listening', change)
      return answer()
    },
  },
}

const phoneActions: PhoneActions = {
  faces: phoneFaceActions,
  setName: async (name) => {
    setView('phone', 'myName', name)
    return answer()
  },
  addNote: answer,
  removeNote: answer,
  showText: answer,
  showPicture: answer,
  share: answer,
  turnPage: answer,
  clearDisplay: answer,
  leave: async () => {
    setView('phone', 'state', 'left')
    return undefined
  },
  answerSas: () => {},
  endPairing: () => {},
  showOut: answer,
  openRoom: () => {},
  again: () => setView('phone', 'state', 'live'),
}

const setupActions: SetupActions = {
  createRoom: answer,
  joinByText: answer,
  restore: answer,
  answerSas: () => {},
  endPairing: () => {},
}

function Gallery() {
  return (
    <Speak lang={lang()}>
      <Suspense>
        <Switch>
          <Match when={screen === 'wall'}>
            <Wall view={view.wall} actions={wallActions} />
          </Match>
          <Match when={screen === 'phone'}>
            <Phone
              view={view.phone}
              actions={phoneActions}
              asked={<Asked files={files(lang())} />}
              files={
                <PhoneFiles
                  files={files(lang())}
                  people={view.phone.people}
                  mayRemoveAll={view.phone.admin}
                  occasions={view.phone.admin ? occasions : undefined}
                  refusal={undefined}
                  actions={{
                    send: answer,
                    accept: () => {},
                    decline: () => {},
                    cancel: () => {},
                    save: answer,
                    remove: answer,
                    show: answer,
                    setShowWhen: answer,
                  }}
                />
              }
            />
          </Match>
          <Match when={screen === 'band'}>
            <main data-screen="wall">
              <Membrane
                pores={[{ id: 'paris', label: 'Paris shares the timer', moving: state === 'passing' }]}
                recording={state === 'recording' ? 'Recording 12:41' : undefined}
              />
            </main>
          </Match>
          <Match when={screen === 'setup'}>
            <Setup view={view.setup} actions={setupActions} />
          </Match>
        </Switch>
      </Suspense>
    </Speak>
  )
}

document.documentElement.dataset['theme'] = ground
document.documentElement.lang = asked.get('lang') ?? 'en'
await Promise.all([loadWords('en'), loadWords('fr'), loadReasons('en'), loadReasons('fr')])
render(Gallery, document.body)
