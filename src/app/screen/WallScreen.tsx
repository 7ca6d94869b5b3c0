import { createEffect, createSignal, on, onCleanup } from 'solid-js'
import { onWake } from '../../platform/visibility.ts'
import { askPersist, usage } from '../../platform/persist.ts'
import { playSound } from '../../platform/sounds.ts'
import { speak } from '../../platform/speak.ts'
import { watchUntouched } from '../../platform/untouched.ts'
import { keepAwake } from '../../platform/wake-lock.ts'
import { encodeJoin, FINGERPRINT_BYTES } from '../../trust/join-link.ts'
import { keyFingerprint } from '../../trust/keys.ts'
import { wordsOf } from '../../ui/strings/index.ts'
import type { SettingsView, WallView } from '../../ui/view.ts'
import { Wall } from '../../ui/wall/Wall.tsx'
import { makeBackup, putBackup } from '../backup.ts'
import type { Surroundings } from '../device.ts'
import type { Look } from '../look.ts'
import { makePictures } from '../pictures.ts'
import { createWatched } from '../watched.ts'
import { saveFile } from '../../platform/save-file.ts'
import type { Lock } from './lock.ts'
import type { ScreenNode } from './screen-node.ts'
import { refusal, wallActions } from './wall-actions.ts'
import { makeWallFaces } from './wall-faces.ts'
import { makeWallListening } from './wall-listening.ts'
import { makeWallSpeech } from './wall-speech.ts'
import { makeWallRecording } from './wall-recording.ts'
import { wallView, type WallDevice } from './wall-view.ts'

/** Screens that differ by less than this are not worth anybody's walk. */
const CLOCK_WRONG_MS = 5 * 60_000

/** The wall: a screen's node drawn, and its buttons wired. */
export default function WallScreen(props: {
  node: ScreenNode
  lock: Lock
  around: Surroundings
  look: Look
  offline: SettingsView['offline']
  release: string
  alert: WallView['alert'] | undefined
  onRemoved: () => void
}) {
  // oxlint-disable-next-line solid/reactivity -- the node lives as long as this screen is drawn; another room is another WallScreen
  const { node, lock, around, look } = props
  const pictures = makePictures(node.blob)
  const device: WallDevice = {
    lang: look.lang(),
    ground: look.ground(),
    offline: 'installing',
    release: '',
    storage: { usedBytes: 0, persisted: false },
    backupAtMs: undefined,
    joinUrl: undefined,
    joinCode: '',
    touchedAtMs: around.clock.now(),
    alert: undefined,
    letIn: '',
    onLetIn: () => actions.letIn(),
  }
  // Room time is the median of the screens: with two, nobody can say which is right, so both are asked to look.
  const clockAlert = () =>
    Math.abs(node.roomNow() - around.clock.now()) > CLOCK_WRONG_MS ? { reason: 'clock-wrong' } : undefined
  let changed = () => {}
  const faces = makeWallFaces({
    node,
    refused: (ask) => refusal(node, lock, ask),
    onChange: () => changed(),
  })
  const recording = makeWallRecording({ node, refused: (ask) => refusal(node, lock, ask) })
  const speech = makeWallSpeech({
    node,
    around,
    lang: look.lang,
    refused: (ask) => refusal(node, lock, ask),
    recording: recording.actions.recording,
    isSpeech: (withinMs) => listening.isSpeech(withinMs),
    onChange: () => changed(),
  })
  const listening = makeWallListening({
    node,
    around,
    refused: (ask) => refusal(node, lock, ask),
    onChange: () => changed(),
  })
  const view = createWatched(
    () =>
      wallView(
        node,
        around.box,
        lock,
        {
          ...device,
          letIn: wordsOf(look.lang()).app.letIn,
          lang: look.lang(),
          ground: look.ground(),
          offline: props.offline,
          release: props.release,
          alert: props.alert ?? clockAlert(),
        },
        pictures,
        faces.view(),
        speech.view(),
        listening.view(),
        recording.view(),
        node.roomNow(),
      ),
    [
      (tell) => {
        changed = tell
        return () => undefined
      },
      node.documents.onUpdate,
      node.documents.onEpoch,
      node.documents.onNudge,
      node.presence.onChange,
      node.book.onChange,
      node.pairing.onChange,
      node.codes.onChange,
      node.files.onChange,
      (tell) => node.shares?.onChange(tell) ?? (() => undefined),
      (tell) => node.neighbours.onLink((link) => (tell(), link.onClose(tell))),
      around.box.onState,
      lock.onChange,
      pictures.onChange,
      node.seeing.company.onChange,
      node.rules.onChange,
      node.seeing.faces.onChange,
      node.sounds.onChange,
      node.recording.onChange,
      recording.onChange,
      (tell) => node.seeing.eye?.onChange(tell) ?? (() => undefined),
      (tell) => around.clock.every(1_000, tell),
    ],
  )

  createEffect(
    on(
      () => view.recording.now.at,
      (at, before) => {
        if (at === 'on') playSound('recording')
        else if (before === 'on') playSound('rests')
      },
    ),
  )
  const [needsTouch, setNeedsTouch] = createSignal<'sound' | 'camera'>()
  const untouched = watchUntouched({ clock: around.clock, onChange: () => lookUntouched() })
  const lookUntouched = () => setNeedsTouch(untouched.wanted(node.seeing.eye?.state() === 'starting'))
  const showCode = async () => {
    const code = node.codes.current()
    const fingerprint = await keyFingerprint(node.me, FINGERPRINT_BYTES.visitor)
    if (!code || !fingerprint) return
    device.joinUrl = encodeJoin(node.phoneOrigin(), { as: 'visitor', code: code.code, fingerprint })
    device.joinCode = node.typed.shown()
    changed()
  }
  const weigh = async () => {
    const [{ usedBytes }, persisted] = await Promise.all([usage(), askPersist()])
    device.storage = { usedBytes, persisted }
    changed()
  }
  const backUp = async () => {
    const made = await makeBackup(node)
    const put = made.ok ? await putBackup(node, made.value) : made
    if (put.ok) device.backupAtMs = node.roomNow()
    changed()
    return put.ok ? undefined : put.error
  }
  void showCode()
  void weigh()

  const stops = [
    keepAwake(),
    untouched.stop,
    node.seeing.eye?.onChange(lookUntouched) ?? (() => undefined),
    // oxlint-disable-next-line solid/reactivity -- a listener of ours, which Solid cannot know for an event handler
    node.onRemoved(() => props.onRemoved()),
    node.codes.onChange(() => void showCode()),
    node.typed.onChange(() => void showCode()),
    node.documents.onUpdate(({ doc }) => doc === 'residents' && void showCode()),
    node.sounds.onSound((sound) => {
      if ('play' in sound) playSound(sound.play)
      else if (!speak(sound.say, look.lang())) playSound('chime')
    }),
    node.onUnlock(lock.unlock),
    onWake(() => around.box.hurry()),
    around.clock.every(60_000, () => void weigh()),
    // The box holds what the room was a few minutes ago at the latest; a power cut takes no more than that from a lone screen.
    around.clock.every(5 * 60_000, () => void backUp()),
    around.clock.after(20_000, () => void backUp()),
  ]
  onCleanup(() => {
    stops.forEach((stop) => stop())
    pictures.stop()
    faces.stop()
    speech.stop()
    listening.stop()
    recording.stop()
  })

  const actions = wallActions({
    node,
    lock,
    random: around.random,
    setLook: look.set,
    backupToBox: backUp,
    async backupToFile() {
      const made = await makeBackup(node)
      if (!made.ok) return made.error
      saveFile(made.value, 'osmose-backup.bin')
      return undefined
    },
    faces: faces.actions,
    speech: speech.actions,
    listening: listening.actions,
    recording: recording.actions,
    touch() {
      device.touchedAtMs = node.roomNow()
      changed()
    },
  })
  return <Wall view={view} actions={actions} needsTouch={needsTouch()} />
}
