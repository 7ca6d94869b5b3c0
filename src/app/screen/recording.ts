import { toBase64url } from '../../lib/bytes.ts'
import type { Clock, Random } from '../../lib/clock.ts'
import type { Documents } from '../../mesh/documents.ts'
import type { Neighbours } from '../../mesh/neighbours.ts'
import type { Presence } from '../../mesh/presence.ts'
import type { RoomClock } from '../../mesh/room-clock.ts'
import type { StatementBook } from '../../mesh/statement-book.ts'
import type { OpenMicrophone } from '../../platform/recorder.ts'
import type { DeviceId } from '../../protocol/ids.ts'
import {
  outOfReach,
  recordingOf,
  sayAtWall,
  sayNo,
  sayStop,
  setRecording,
  takeBackNo,
  unfinishedOf,
  type Recording,
} from '../../room/recording.ts'
import { putMinutes } from '../../room/recording-minutes.ts'
import type { RoomDocs } from '../../room/documents.ts'
import type { Author } from '../../room/records.ts'
import type { RecordingDesk } from '../../services/recording-desk.ts'
import type { RoomStore } from '../../storage/room-store.ts'
import { recordingConsent } from '../../trust/minutes.ts'
import type { Consents } from './consents.ts'
import { startMinutes } from './recording-minutes.ts'
import { startOwner, type Owner } from './recording-owner.ts'
import type { Seeing } from './seeing.ts'

/** An agreement to record says nothing beyond the day it was given. */
const AGREED_MS = 24 * 3_600_000

/** The recording of the room, as this screen has it: its own, or another screen's. */
export type Recordings = {
  desk: RecordingDesk
  now(): (Recording & { isMine: boolean }) | undefined
  /** Somebody without a device, at this screen. */
  agreeAtWall(): Promise<string | undefined>
  /** "Everyone has agreed", said at this wall. */
  everyoneAgreed(byName: string): void
  mayTake(device: DeviceId, blob: string): boolean
  onChange(listener: () => void): () => void
  stop(): Promise<void>
}

export type RecordingDeps = {
  me: DeviceId
  documents: Documents
  docs: () => RoomDocs
  book: StatementBook
  consents: Consents
  store: RoomStore
  author: Author
  clock: Clock
  roomClock: RoomClock
  random: Random
  presence: Presence
  neighbours: Neighbours
  seeing: Seeing
  tidy: () => Promise<void>
  openEpoch: () => Promise<void>
  openMicrophone: OpenMicrophone | undefined
}

export function startRecordings(deps: RecordingDeps): Recordings {
  const { me, documents, docs, author, random } = deps
  const commons = () => docs().commons
  const vault = () => documents.get('vault')
  const minutes = startMinutes(deps)
  let owner: Owner | undefined
  takeUp()

  const stops = [documents.onUpdate(({ doc }) => doc === 'commons' && look()), documents.onEpoch(look), minutes.stop]
  const current = (id: string) => (recordingOf(commons())?.id === id ? undefined : 'recording-over')

  const desk: RecordingDesk = {
    async start(byName) {
      if (recordingOf(commons())) return 'recording-on'
      const opened = deps.openMicrophone ? await deps.openMicrophone(() => undefined) : undefined
      if (!opened?.ok) return opened?.error ?? 'microphone-none'
      // Asked for only so that the browser's own question comes first: nothing is heard before everyone has agreed.
      opened.value.stop()
      if (recordingOf(commons())) return 'recording-on'
      const id = toBase64url(random(9))
      const atMs = Math.round(deps.roomClock.now())
      putMinutes(vault(), id, { owner: me, fromMs: atMs, byName, parts: [] }, author)
      minutes.log(id, 'asked', byName)
      const asked = { state: 'asking' as const, cause: 'ask' as const, ranMs: 0, sinceMs: atMs }
      setRecording(commons(), { id, owner: me, byName, ...asked, waiting: [], unexplained: 0 }, author)
      begin(id, { isRestarted: false })
      return undefined
    },
    stop(id, byName) {
      const over = current(id)
      if (over) return over
      sayStop(commons(), { id, byName }, author)
      return undefined
    },
    no(id, device) {
      const over = current(id)
      if (!over) sayNo(commons(), id, device, author)
      return over
    },
    goOn(id, byName) {
      const over = current(id)
      if (!over) sayAtWall(commons(), 'go-on', { id, byName }, author)
      return over
    },
    ...minutes.desk,
  }

  return {
    desk,
    now() {
      const found = recordingOf(commons())
      if (!found) return undefined
      const isMine = found.owner === me
      // Another screen's word holds while it can be heard; a sleeping owner records nothing that anybody knows of.
      if (isMine || deps.neighbours.linkTo(found.owner)) return { ...found, isMine }
      return outOfReach({ ...found, isMine }, deps.roomClock.now())
    },
    async agreeAtWall() {
      const now = recordingOf(commons())
      if (!now) return 'recording-over'
      await deps.consents.agreeAtWall({ to: recordingConsent(now.id), untilMs: deps.roomClock.now() + AGREED_MS })
      return undefined
    },
    everyoneAgreed(byName) {
      const now = recordingOf(commons())
      if (!now) return
      sayAtWall(commons(), 'everyone', { id: now.id, byName }, author)
      minutes.log(now.id, 'everyone', byName)
    },
    mayTake: minutes.mayTake,
    onChange: minutes.onChange,
    async stop() {
      stops.forEach((stop) => stop())
      await owner?.close()
    },
  }

  /** Switched off while it recorded: what is sealed is kept, and it goes on when somebody says so. */
  function takeUp() {
    const left = unfinishedOf(commons())
    if (left?.owner === me) begin(left.id, { isRestarted: true })
  }

  function begin(id: string, how: { isRestarted: boolean }) {
    void owner?.end()
    owner = startOwner({
      ...deps,
      ...how,
      id,
      // Agreeing after a no takes the no back.
      onAgreed: (device) => takeBackNo(commons(), device, author),
      log: (what, byName) => minutes.log(id, what, byName),
      join: () => minutes.join(id),
    })
  }

  function look() {
    // Another screen's recording stands in place of ours: two halves of a cut room asked at once, and have met.
    const now = unfinishedOf(commons())
    if (owner && now?.id !== owner.id) {
      void owner.end()
      owner = undefined
    }
  }
}
