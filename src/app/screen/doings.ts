import type { Clock, Random } from '../../lib/clock.ts'
import type { RoomClock } from '../../mesh/room-clock.ts'
import type { CallContext } from '../../services/call.ts'
import { BUILT_IN } from '../../services/built-in/index.ts'
import type { RoomStore } from '../../storage/room-store.ts'
import type { Surroundings } from '../device.ts'
import { startAppearing } from './appearing.ts'
import { watchAttendance } from './attendance.ts'
import { keepTheDay } from './bookings.ts'
import { makeDrawFile } from './drawn-file.ts'
import { makeEars } from './ears.ts'
import { startLedger } from './ledger.ts'
import { startPageServices } from './page-services.ts'
import { startRecordings } from './recording.ts'
import { startRules } from './rules.ts'
import type { ScreenNode } from './screen-node.ts'
import { startServices } from './services.ts'
import { makeShares } from './shares.ts'
import { keepTimers } from './timers.ts'
import { makeTurnPage } from './turn-page.ts'

/** What is done in a room, at somebody's word or by itself, once its devices know each other. */
export type Doings = Pick<
  ScreenNode,
  'services' | 'recording' | 'ears' | 'drawFile' | 'turnPage' | 'appearing' | 'rules' | 'shares' | 'ledger'
> & {
  stop(): Promise<void>
}

type Deps = Pick<
  ScreenNode,
  | 'me'
  | 'documents'
  | 'docs'
  | 'book'
  | 'neighbours'
  | 'presence'
  | 'visitors'
  | 'consents'
  | 'seeing'
  | 'files'
  | 'author'
  | 'calls'
  | 'sounds'
  | 'heard'
  | 'readFile'
> & {
  around: Surroundings
  store: RoomStore
  clock: Clock
  roomClock: RoomClock
  random: Random
  context: CallContext
  /** Told when anything of `commons` changes. Returns its stop. */
  onCommons: (listener: () => void) => () => void
  tidy: Parameters<typeof startRecordings>[0]['tidy']
  openEpoch: Parameters<typeof startRecordings>[0]['openEpoch']
  /** One screen of those that see each other speaks for all. */
  speaks: () => boolean
}

export async function startDoings(deps: Deps): Promise<Doings> {
  const { around, docs, author, clock, store, neighbours, presence, seeing, sounds, heard, speaks } = deps
  const drawFile = makeDrawFile({
    commons: () => docs().commons,
    readFile: deps.readFile,
    store,
    readPicture: around.readPicture,
    drawPage: around.drawPage,
  })
  const turnPage = makeTurnPage({ docs, author, drawFile })
  const pages = startPageServices({ ...deps, calls: () => deps.calls, onHanded: (bytes) => ledger.page(bytes) })
  const services = startServices({
    ...deps,
    pages,
    services: BUILT_IN,
    calls: () => deps.calls,
    visitors: () => deps.visitors,
    drawFile,
    turnPage,
  })
  const recording = startRecordings({ ...deps, openMicrophone: around.openMicrophone })
  const ears = makeEars({ me: deps.me, clock, neighbours, calls: () => deps.calls })
  const onAttendance = (listener: () => void) => {
    const ends = [presence.onChange(listener), seeing.company.onChange(listener)]
    return () => ends.forEach((end) => end())
  }
  const { attendance, facts } = watchAttendance({ docs, author, clock, presence, seeing, heard })
  const appearing = startAppearing({ ...deps, attendance, onAttendance, drawFile })
  const rules = startRules({
    ...{ docs, author, clock, random: deps.random, facts, speaks },
    onFacts: (listener) => {
      const ends = [onAttendance(listener), heard.onChange(listener)]
      return () => ends.forEach((end) => end())
    },
    minuteOf: around.minuteOf ?? ((ms) => Math.floor(ms / 60_000) % 1_440),
    flush: store.flush,
    drawFile,
    say: around.say,
    record: recording.desk.start,
    screens: () =>
      [...(deps.book.roster()?.devices.values() ?? [])].flatMap(({ role, device }) =>
        role === 'screen' ? device : [],
      ),
    isInReach: (screen) => neighbours.linkTo(screen) !== undefined,
  })
  const { openMedia } = around
  const shares = openMedia && makeShares({ author, docs, onCommons: deps.onCommons, neighbours, openMedia, clock })
  const ledger = await startLedger({
    ...{ docs, author, store, clock },
    taken: deps.files.taken,
    watchRequests: around.watchRequests,
  })
  const stops = [
    appearing.stop,
    rules.stop,
    ledger.stop,
    services.stop,
    pages.stop,
    keepTimers({ docs, author, clock, speaks, chime: () => sounds.play('chime') }),
    keepTheDay({ docs, author, clock, speaks, visitors: deps.visitors, presence, company: seeing.company }),
  ]
  return {
    ...{ services, recording, ears, drawFile, turnPage, appearing, rules, shares, ledger },
    async stop() {
      await recording.stop()
      stops.forEach((stop) => stop())
    },
  }
}
