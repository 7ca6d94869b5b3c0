import type { Microphone, Piece, Taping } from '../../platform/recorder.ts'
import type { DeviceId } from '../../protocol/ids.ts'
import {
  dropRecording,
  saidAtWall,
  saidNo,
  saidStop,
  setRecording,
  unfinishedOf,
  type Recording,
} from '../../room/recording.ts'
import { eyeSays } from '../../room/recording-eye.ts'
import { judgeRecording, recordedMs, type RecordingFacts } from '../../room/recording-state.ts'
import { minutesById, piecesOf, putMinutes } from '../../room/recording-minutes.ts'
import { agreedToRecord, recipients } from '../../trust/minutes.ts'
import { makeMeetingSet } from './recording-meeting.ts'
import type { RecordingDeps } from './recording.ts'
import { makeLines } from './recording-lines.ts'
import { openTape, type Tape } from './recording-tape.ts'

/** How soon it is noticed what nothing tells of: a face gone from view, a meeting left by everybody. */
const TICK_MS = 250
/** A meeting that everybody has left is over. */
const EMPTY_MS = 5 * 60_000
/** How often a disk that was full, or a microphone that was gone, is tried again. A refused one would ask the person anew. */
const RETRY_MS = 5_000

export type Owner = {
  id: string
  /** The recording is over: what there is is put together. */
  end(): Promise<void>
  /** The page closes: what is heard is sealed, and the recording goes on when it opens again. */
  close(): Promise<void>
}

/** The screen whose microphone it is: judges from what it knows, says so to all, and records or rests. */
export function startOwner(
  deps: RecordingDeps & {
    id: string
    isRestarted: boolean
    onAgreed: (device: DeviceId) => void
    log: (what: 'ended', byName: string) => void
    join: () => Promise<void>
  },
): Owner {
  const { id, docs, author, clock, roomClock } = deps
  const commons = () => docs().commons
  const meeting = makeMeetingSet(deps)
  const tape: Tape = openTape({ ...deps, onFault: () => setFault('storage-full') })
  const lines = makeLines({ commons, tape, now: roomClock.now })
  const startedMs = roomClock.now()
  let microphone: Microphone | undefined
  let taping: Taping | undefined
  let isOpening = false
  let fault: RecordingFacts['fault']
  let emptySinceMs: number | undefined
  let everAgreed = new Set<DeviceId>()
  let [openMs, awakeMs] = [0, 0]
  let isOver = false
  let keyed = ''
  let named = ''
  const lastNames = new Map<DeviceId, string>()
  const first = unfinishedOf(commons())
  let said: Recording | undefined = first && { ...first, ranMs: first.ranMs + lostMs(first) }
  let hasRun = deps.isRestarted && (said?.ranMs ?? 0) > 0

  const stops = [
    deps.presence.onChange(judge),
    deps.book.onChange(judge),
    deps.documents.onUpdate(({ doc }) => doc === 'commons' && judgeAnew()),
    deps.documents.onEpoch(judgeAnew),
    deps.seeing.company.onChange(judge),
    clock.every(TICK_MS, judge),
    clock.every(RETRY_MS, () => void retry()),
  ]
  // Others may still believe that it runs: the first judgement is said anew.
  if (deps.isRestarted && said) said = { ...said, state: 'paused', cause: 'none', sinceMs: Math.round(startedMs) }
  judge()
  return {
    id,
    end,
    async close() {
      halt()
      await rest()
    },
  }

  /** What ran up to a crash was counted only until the last word; the pieces say how long it went on. */
  function lostMs({ state, sinceMs }: Recording): number {
    if (!deps.isRestarted || state !== 'on') return 0
    const lastMs = Math.max(sinceMs, ...[...piecesOf(deps.documents.get('vault'), id).values()].map(({ at }) => at))
    return Math.round(lastMs - sinceMs)
  }

  function halt() {
    isOver = true
    stops.splice(0).forEach((stop) => stop())
  }

  async function end(byName = '') {
    if (isOver) return
    halt()
    await rest()
    const vault = deps.documents.get('vault')
    const kept = minutesById(vault, id)
    if (kept && said) {
      const ms = Math.round(recordedMs(said, roomClock.now()))
      const { owner, fromMs, byName: asked, parts } = kept
      putMinutes(vault, id, { owner, fromMs, byName: asked, parts, ms }, author)
      deps.log('ended', byName)
    }
    dropRecording(commons(), id, author)
    await deps.join()
  }

  function setFault(now: RecordingFacts['fault']) {
    fault = now
    judge()
  }

  function facts(): RecordingFacts {
    const { seals, atWall } = agreedToRecord(deps.consents.standing(), id)
    const agreed = new Set(seals.keys())
    const here = meeting.now()
    const refused = saidNo(commons(), id)
    for (const device of agreed) if (refused.has(device)) deps.onAgreed(device)
    everAgreed = new Set([...everAgreed, ...agreed])
    const eye = look()
    const everyone = saidAtWall(commons(), 'everyone', id)
    const since = Math.max(eye === 'dozes' ? 0 : openMs, deps.isRestarted ? startedMs : 0)
    return {
      meeting: here,
      agreed,
      refused,
      withdrawn: new Set([...everAgreed].filter((device) => !agreed.has(device))),
      faces: eye === 'blind' ? 0 : deps.seeing.company.unanswered(here),
      atWall,
      isWatching: eye === 'sees',
      everyoneSaid: everyone !== undefined && everyone.at >= since,
      hasRun,
      isRestarted: deps.isRestarted && (saidAtWall(commons(), 'go-on', id)?.at ?? 0) < startedMs,
      fault,
    }
  }

  function look() {
    const { company, eye } = deps.seeing
    const state = eye ? eye.state() : company.isLooking() ? 'watching' : 'off'
    const at = state === 'watching' || state === 'asleep' ? state : 'shut'
    if (at !== 'shut') openMs = roomClock.now()
    if (at === 'watching') awakeMs = roomClock.now()
    return eyeSays({ at, hasRun, stillMs: roomClock.now() - awakeMs })
  }

  /** Something may have been shown or noted. */
  function judgeAnew() {
    lines.changed()
    judge()
  }

  function judge() {
    if (isOver) return
    const stopped = saidStop(commons(), id)
    if (stopped) return void end(stopped.byName)
    const known = facts()
    emptySinceMs = known.meeting.size > 0 ? undefined : (emptySinceMs ?? roomClock.now())
    if (emptySinceMs !== undefined && roomClock.now() - emptySinceMs > EMPTY_MS) return void end()
    const judged = judgeRecording(known)
    if (judged.state === 'on') void record(known)
    else void rest()
    say(judged.state === 'on' && !taping ? undefined : judged)
  }

  /** Only what differs is written: everyone reads it, and it is stored. */
  function say(judged: ReturnType<typeof judgeRecording> | undefined) {
    if (!judged || !said) return
    const { state, cause, waiting, unexplained } = judged
    const isSame =
      said.state === state &&
      said.cause === cause &&
      said.unexplained === unexplained &&
      said.waiting.join() === waiting.join()
    if (isSame) return
    const atMs = Math.round(roomClock.now())
    const ranMs = Math.round(recordedMs(said, atMs))
    said = { id, owner: deps.me, byName: said.byName, state, cause, ranMs, sinceMs: atMs, waiting, unexplained }
    if (state === 'on') hasRun = true
    setRecording(commons(), said, author)
  }

  /** Everyone has agreed. A change in who that is brings a new key, and the piece that runs ends under the old one. */
  async function record({ meeting: here }: RecordingFacts) {
    const { seals } = agreedToRecord(deps.consents.standing(), id)
    const to = recipients(seals, here)
    const key = to.map(({ device }) => device).join()
    const names = namesOf(here)
    const isNamed = names.join('\n') === named
    if (isOpening) return
    if (taping && key === keyed && isNamed) return lines.look()
    isOpening = true
    if (key !== keyed) await tape.turn(to)
    if (key !== keyed || !isNamed) await tape.people(names)
    isOpening = false
    if (key !== keyed) lines.turn(keyed === '')
    if (key !== keyed) taping?.cut()
    ;[keyed, named] = [key, names.join('\n')]
    if (!taping) await startTaping()
    judge()
  }

  /** Somebody whose screen is out of reach is here under the name by which it last told of them. */
  function namesOf(here: ReadonlySet<DeviceId>): string[] {
    for (const { device, name } of deps.presence.people()) lastNames.set(device, name)
    return [...here].map((device) => lastNames.get(device) ?? '').sort()
  }

  async function startTaping() {
    if (isOpening || isOver) return
    isOpening = true
    const opened = deps.openMicrophone ? await deps.openMicrophone(() => void lost()) : undefined
    isOpening = false
    if (!opened?.ok) return setFault(opened?.error ?? 'microphone-none')
    // Meanwhile somebody may have come in.
    if (isOver || judgeRecording(facts()).state !== 'on') return opened.value.stop()
    microphone = opened.value
    taping = microphone.record(() => {
      const put = tape.begin()
      return (piece: Piece) => void put(piece)
    })
  }

  async function rest() {
    if (!taping) return
    const [running, open] = [taping, microphone]
    taping = microphone = undefined
    // Whoever is here when it goes on gets a new key, also where they are the same people.
    keyed = ''
    await running.stop()
    open?.stop()
    await tape.settled()
  }

  async function lost() {
    await rest()
    setFault('microphone-gone')
  }

  async function retry() {
    if (!fault || isOver || fault === 'microphone-refused') return
    if (fault === 'storage-full') {
      if (await tape.keepAgain()) setFault(undefined)
      return
    }
    const opened = deps.openMicrophone ? await deps.openMicrophone(() => undefined) : undefined
    if (opened?.ok) opened.value.stop()
    setFault(opened?.ok ? undefined : opened?.error === 'microphone-refused' ? opened.error : fault)
  }
}
