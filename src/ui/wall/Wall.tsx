import { createSignal, Match, Show, Switch } from 'solid-js'
import { Offers } from '../appear/Offers.tsx'
import { Live } from '../parts/Live.tsx'
import { Membrane } from '../parts/Membrane.tsx'
import { WithUs } from '../faces/Sees.tsx'
import { WallFaces } from '../faces/WallFaces.tsx'
import { Dark } from '../services/Dark.tsx'
import { NeedsTouch } from '../services/NeedsTouch.tsx'
import { Listens } from '../speech/Listens.tsx'
import { Talk } from '../speech/Talk.tsx'
import { PairingDialog } from '../pairing/PairingDialog.tsx'
import { bandWords, RecordingMark } from '../recording/Mark.tsx'
import { WallRecording } from '../recording/WallRecording.tsx'
import { BlankedByRule } from '../rules/BlankedByRule.tsx'
import { useScreenWords } from '../strings/screen.ts'
import { useRecordingWords } from '../strings/recording.ts'
import type { Pairing, WallActions, WallView } from '../view.ts'
import { Blank, Out, Quiet } from './Still.tsx'
import { Foot } from './Foot.tsx'
import { HeardLists } from './HeardLists.tsx'
import { createPinGate } from './pin-gate.ts'
import { PinDialog } from './PinDialog.tsx'
import { Idle, Stage } from './Stage.tsx'
import { Strip } from './Strip.tsx'
import { WallDialogs, type Opened } from './WallDialogs.tsx'
import { WordsDialog } from './WordsDialog.tsx'
import './wall.css'
import './small.css'

/** A wall-mounted screen: signage first, and the few things an admin changes about the room. */
export function Wall(props: {
  view: WallView
  actions: WallActions
  /** What this page may not do before somebody touches it. */
  needsTouch?: 'sound' | 'camera' | undefined
}) {
  const { t } = useScreenWords()
  const recordingWords = useRecordingWords()
  const [opened, open] = createSignal<Opened>('nothing')
  const [refusal, setRefusal] = createSignal<string>()
  const gate = createPinGate(() => props.view.locked)
  const close = () => open('nothing')

  const layout = () => {
    if (props.view.blank) return 'blank'
    if (isOut(props.view)) return 'out'
    if (props.view.dark) return 'dark'
    if (props.view.quiet) return 'quiet'
    return props.view.display ? 'show' : 'idle'
  }
  /** What is in the room is drawn, and said to those who listen. */
  const hasRoom = () => !['blank', 'out', 'dark'].includes(layout())
  const alert = () => {
    const reason = refusal()
    const said = props.view.alert
    const run = said?.action?.run
    // What an alert offers may be an admin's to do: a locked wall asks for the PIN first.
    if (!reason && said?.action && run)
      return {
        ...said,
        action: { ...said.action, run: async () => setRefusal(await gate.ask(async () => (await run()) ?? undefined)) },
      }
    if (!reason) return said
    return { reason, action: { label: t().common.close, run: () => setRefusal(undefined) } }
  }
  const invite = async (kind: Pairing['kind']) =>
    setRefusal(await gate.ask(() => props.actions.invite(kind, { admin: false })))
  const inviteAdmin = async (admin: boolean) => {
    const denial = await gate.ask(() => props.actions.inviteAdmin(admin))
    setRefusal(denial)
    return denial === undefined
  }
  const takeDown = async () => setRefusal(await gate.ask(() => props.actions.clearDisplay()))

  const offers = () => (
    <>
      <Show when={props.needsTouch}>{(what) => <NeedsTouch what={what()} />}</Show>
      <Offers offers={props.view.offered} putUp={(file) => props.actions.putUp(file)} />
    </>
  )

  const talk = () => <Talk anywhere view={props.view.speech} actions={props.actions.speech} />

  /** Drawn from what is so: while the board is open, notes pass; while a page offers something, what is sent to it does. */
  const pores = () => [
    ...(props.view.boardOpen ? [{ id: 'board', label: t().board.pore, moving: false }] : []),
    ...(props.view.pageOpen ? [{ id: 'pages', label: t().pages.pore, moving: false }] : []),
  ]

  return (
    <main
      data-screen="wall"
      data-state={props.view.state}
      data-blank={props.view.blank}
      data-layout={layout()}
      onPointerDown={() => props.actions.touch()}
      onKeyDown={() => props.actions.touch()}
    >
      <Membrane
        dashed={props.view.helperAway || props.view.state === 'offline'}
        neutral={props.view.blank}
        quiet={layout() === 'quiet' || layout() === 'dark'}
        pores={pores()}
        recording={bandWords(recordingWords(), props.view.recording.now)}
        resting={props.view.recording.now.at !== 'off' && props.view.recording.now.at !== 'on'}
      />
      <RecordingMark view={props.view.recording.now} />
      <p class="heard" role="status">
        {props.view.blank && props.view.blankingRule === undefined ? t().wall.paused : ''}
      </p>
      <Switch
        fallback={
          <div class="wall-room">
            <Show
              when={props.view.display}
              fallback={<Idle view={props.view} alert={alert()} day={props.actions.day} offers={offers()} />}
            >
              {(display) => (
                <Stage
                  display={display()}
                  alert={alert()}
                  offers={offers()}
                  onTakeDown={() => void takeDown()}
                  turnPage={(to) => props.actions.turnPage(to)}
                />
              )}
            </Show>
            <Strip view={props.view} />
            <Foot
              view={props.view}
              onAddScreen={() => void gate.enter(() => void invite('screen'))}
              onAddMember={() => void gate.enter(() => void invite('member'))}
              onShowOut={() => void gate.enter(() => open('show-out'))}
              onSettings={() => void gate.enter(() => open('settings'))}
              onNotes={() => open('notes')}
              onFiles={() => open('files')}
              onBookings={() => open('bookings')}
              onServices={() => open('services')}
              onLock={() => props.actions.lock()}
              recording={
                <WallRecording view={props.view.recording} actions={props.actions.recording} gate={gate.ask} />
              }
              eyes={
                <Show when={props.view.faces.eyes.mode !== 'off'}>
                  <WallFaces view={props.view.faces} actions={props.actions.faces} roomName={props.view.roomName} />
                </Show>
              }
              talk={
                <>
                  <Show when={props.view.speech.on}>{talk()}</Show>
                  <Show when={props.view.listening.on}>
                    <Listens view={props.view.listening} mute={(muted) => props.actions.listening.mute(muted)} />
                  </Show>
                </>
              }
            />
          </div>
        }
      >
        <Match when={layout() === 'blank'}>
          <Show
            when={props.view.blankingRule}
            fallback={
              <Blank clockMs={props.view.clockMs}>
                <WithUs say={() => gate.ask(() => props.actions.faces.withUs())} />
              </Blank>
            }
          >
            {(rule) => (
              <BlankedByRule
                clockMs={props.view.clockMs}
                turnOff={() => gate.ask(() => props.actions.rules.turn(rule(), false))}
              />
            )}
          </Show>
        </Match>
        <Match when={layout() === 'out'}>
          <Out view={props.view} />
        </Match>
        <Match when={layout() === 'dark'}>
          <Dark
            by={props.view.dark?.by ?? ''}
            clockMs={props.view.clockMs}
            light={() => props.actions.services.light()}
          >
            <Show when={props.view.speech.on}>{talk()}</Show>
          </Dark>
        </Match>
        <Match when={layout() === 'quiet'}>
          <Quiet view={props.view} onWake={() => props.actions.touch()} />
        </Match>
      </Switch>

      <Show when={hasRoom()}>
        <p class={props.view.saying ? 'saying' : 'heard'} role="status">
          {props.view.saying ?? ''}
        </p>
        <Live people={props.view.people} />
        <HeardLists
          view={props.view}
          notes={layout() !== 'idle' && opened() !== 'notes'}
          files={opened() !== 'files'}
          devices={opened() !== 'settings'}
          people={layout() === 'quiet'}
        />
        <WallDialogs view={props.view} actions={props.actions} gate={gate.ask} opened={opened()} open={open} />
        <Show when={props.view.pairing}>
          {(pairing) => (
            <PairingDialog
              pairing={pairing()}
              answerSas={(match) => props.actions.answerSas(match)}
              onEnd={() => props.actions.endPairing()}
              onAdmin={inviteAdmin}
              onAgain={() => void invite(pairing().kind)}
            />
          )}
        </Show>
      </Show>
      {/* Also while the wall shows nothing: whoever brings the words need not wait for a stranger to leave. */}
      <Show when={opened() === 'words' && layout() !== 'out'}>
        <WordsDialog
          devices={props.view.blank ? [] : props.view.devices}
          bring={(words, out) => props.actions.bringWords(words, out)}
          onSettings={props.view.blank ? undefined : () => open('settings')}
          onClose={close}
        />
      </Show>
      <Show when={gate.answer()}>
        {(answer) => (
          <PinDialog
            unlock={(pin) => props.actions.unlock(pin)}
            onUnlocked={() => answer()(true)}
            onWords={() => {
              answer()(false)
              open('words')
            }}
            onClose={() => answer()(false)}
            clockMs={props.view.clockMs}
            waitUntilMs={props.view.pinWaitUntilMs}
          />
        )}
      </Show>
    </main>
  )
}

/** A screen that is no longer of the room shows nothing of it. */
const isOut = (view: WallView) => view.state === 'left' || view.state === 'expired' || view.state === 'refused'
