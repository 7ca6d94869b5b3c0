import { createEffect, createSignal, on, onCleanup, type JSX } from 'solid-js'
import { concat, toBase64url } from '../../lib/bytes.ts'
import { saveFile } from '../../platform/save-file.ts'
import { playSound } from '../../platform/sounds.ts'
import { devicesOf } from '../../room/commons.ts'
import { outOfReach, recordingOf, saidNo } from '../../room/recording.ts'
import type { MinutesEntry } from '../../services/recording-desk.ts'
import type { CallName } from '../../services/room-calls.ts'
import { recordingConsent } from '../../trust/minutes.ts'
import { framePiece, writeMinutesFile } from '../../trust/minutes-file.ts'
import { layOpen } from '../../trust/minutes-open.ts'
import { bandWords } from '../../ui/recording/Mark.tsx'
import { PhoneMinutes, PhoneRecording, type PhoneRecordingView } from '../../ui/recording/PhoneRecording.tsx'
import { useRecordingWords } from '../../ui/strings/recording.ts'
import type { MinutesActions } from '../../ui/recording/view.ts'
import type { Outcome } from '../../ui/view.ts'
import type { Surroundings } from '../device.ts'
import { makeRecordingPlayer } from '../recording-player.ts'
import { minutesFileName, recordingView } from '../recording-view.ts'
import { createWatched } from '../watched.ts'
import type { PhoneNode } from './phone-node.ts'
import { takeMinutes } from './recording-take.ts'

/** An agreement to record says nothing beyond the day it was given. */
const AGREED_MS = 24 * 3_600_000
const LIST_MS = 10_000
/** Minutes that have just ended are put together within seconds: so often, and so long, they are asked for again. */
const ENDING_MS = 2_000
const ENDED_WITHIN_MS = 30_000

/** Recording on a phone: drawn and wired. `onBand`: what the band around the screen says of it. */
export default function RecordingSection(props: {
  node: PhoneNode
  around: Surroundings
  onBand: (words: string | undefined, isOn: boolean) => void
  /** What stands further down: asking to record, and the minutes. */
  onMinutes: (drawn: () => JSX.Element) => void
}) {
  // oxlint-disable-next-line solid/reactivity -- the node lives as long as this section is drawn
  const { node, around } = props
  const words = useRecordingWords()
  const player = makeRecordingPlayer()
  const commons = () => node.documents.get('commons')
  const [entries, setEntries] = createSignal<readonly MinutesEntry[]>([])
  const [offer, setOffer] = createSignal<string>()
  let tell = () => {}

  const now = () => {
    const found = recordingOf(commons())
    return found && node.presence.isLost(found.owner) ? outOfReach(found, node.roomNow()) : found
  }
  const consent = () =>
    node.consents.mine().find(({ to }) => to === recordingConsent(now()?.id ?? '', node.under.keys.seal))
  const view = createWatched((): PhoneRecordingView => {
    const recording = now()
    const drawn = recordingView(recording, node.roomNow(), node.presence.people(), devicesOf(commons()))
    const isNo = recording && saidNo(commons(), recording.id).has(node.me)
    const mine = consent() ? 'agreed' : isNo ? 'no' : 'unasked'
    const playing = player.view()
    const offered = offer()
    return {
      now: recording ? { ...drawn, mine } : drawn,
      minutes: entries(),
      isMember: node.role === 'member',
      isBlank: node.company.said().paused,
      ...(playing && { player: playing }),
      ...(offered !== undefined && { offer: offered }),
    }
  }, [
    (changed) => {
      tell = changed
      return () => undefined
    },
    node.onChange,
    player.onChange,
    (changed) => around.clock.every(500, changed),
  ])

  /** Phones do not read where minutes are kept: they ask. */
  const list = async () => {
    const answer = await node.call('minutes.list', {})
    if (!answer.ok) return
    const listed = answer.value as MinutesEntry[]
    setEntries(listed)
    const deleted = new Set(listed.flatMap(({ id, deleted: is }) => (is ? [id] : [])))
    player.closeAny(deleted)
    setOffer((id) => (id === undefined || deleted.has(id) ? undefined : id))
    tell()
  }
  void list()
  // Who has something to list hears how far a deletion has come.
  let isListed = false
  createEffect(() => (isListed = entries().length > 0))
  onCleanup(around.clock.every(LIST_MS, () => void (isListed && list())))
  let endingUntilMs = 0
  let isEnding = false
  createEffect(() => (isEnding = entries().some(({ ms, deleted }) => ms === undefined && !deleted)))
  onCleanup(around.clock.every(ENDING_MS, () => void (isEnding && around.clock.now() < endingUntilMs && list())))
  onCleanup(player.stop)

  createEffect(
    on(
      () => view.now.id,
      (id, before) => {
        if (before && !id) endingUntilMs = around.clock.now() + ENDED_WITHIN_MS
        if (before && !id) void list().then(() => offerCopy(before))
      },
    ),
  )
  const offerCopy = (id: string) => {
    if (entries().some((entry) => entry.id === id && !entry.deleted)) setOffer(id)
    tell()
  }
  createEffect(
    on(
      () => view.now.at,
      (at, before) => {
        if (at === 'on') playSound('recording')
        else if (before === 'on') playSound('rests')
      },
    ),
  )
  createEffect(() => props.onBand(bandWords(words(), view.now), view.now.at === 'on'))
  onCleanup(() => props.onBand(undefined, false))

  const ask = async (name: CallName, args: object): Promise<Outcome> => {
    const answer = await node.call(name, args)
    tell()
    return answer.ok ? undefined : answer.error
  }
  const about = (name: CallName) => () => ask(name, { id: view.now.id })
  const listed = async (deed: () => Promise<Outcome>) => {
    const refusal = await deed()
    await list()
    return refusal
  }
  const minutes: MinutesActions = {
    open: (id) =>
      listed(async () => {
        const taken = await takeMinutes(node, id, 'opened')
        if (!taken.ok) return taken.error
        await player.open(taken.value, node.under.keys)
        return undefined
      }),
    export: (id) =>
      listed(async () => {
        const taken = await takeMinutes(node, id, 'exported')
        if (!taken.ok) return taken.error
        const { head, pieces } = taken.value
        // A visitor's keys end with the visit: a file under them would never open again.
        const kept = node.role === 'visitor' ? await layOpen(head, node.under.keys, toBase64url) : head
        saveFile(writeMinutesFile(kept, [concat(...pieces.map(framePiece))]), minutesFileName(head.fromMs))
        setOffer((offered) => (offered === id ? undefined : offered))
        return undefined
      }),
    delete: (id) => listed(() => ask('minutes.delete', { id })),
    openFile: (file) => player.openFile(file, node.under.keys),
    player: player.actions,
  }
  const start = () => ask('record.start', {})
  // oxlint-disable-next-line solid/reactivity -- told once: what is drawn follows the view by itself
  props.onMinutes(() => <PhoneMinutes view={view} start={start} minutes={minutes} />)
  return (
    <PhoneRecording
      view={view}
      onOffered={() => {
        setOffer(undefined)
        tell()
      }}
      recording={{
        start,
        stop: about('record.stop'),
        goOn: about('record.go-on'),
        no: about('record.no'),
        everyone: () => Promise.resolve('screens-only'),
        async agree() {
          const to = recordingConsent(view.now.id, node.under.keys.seal)
          const answer = await node.consents.agree(to, node.roomNow() + AGREED_MS)
          tell()
          return answer.ok ? undefined : answer.error
        },
        async takeBack() {
          const mine = consent()
          if (!mine) return undefined
          const answer = await node.consents.withdraw(mine.id)
          tell()
          return answer.ok ? undefined : answer.error
        },
      }}
      takeAlong={(id) => minutes.export(id)}
    />
  )
}
