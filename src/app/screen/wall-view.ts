import type { BoxClient } from '../../mesh/box-client.ts'
import { arePagesOpen, devicesOf, isPageOffering, roomFactsOf, shownOn, visitorsMayOf } from '../../room/commons.ts'
import { showWhensOf } from '../../room/appearing.ts'
import { bookingRulesOf } from '../../room/bookings.ts'
import { fileLimitsOf, filesOf } from '../../room/files.ts'
import { isBoardOpen } from '../../room/open-notes.ts'
import { durationsOf } from '../../room/residents.ts'
import { visitorPreview } from '../../trust/preview.ts'
import type { Pairing, SettingsView, WallView } from '../../ui/view.ts'
import { comingView, keptView } from '../files/file-views.ts'
import { occasionChoices, offerView } from '../occasions.ts'
import type { Pictures } from '../pictures.ts'
import { blankedBy } from '../../room/blanks.ts'
import { dayView } from '../day-view.ts'
import { servicesView } from '../services-view.ts'
import { devicesView, displayView, notesView, peopleView } from '../room-view.ts'
import { boardView } from './board-view.ts'
import { visitsView } from './visits-view.ts'
import type { Lock } from './lock.ts'
import { rulesView } from './wall-rules.ts'
import type { ScreenNode } from './screen-node.ts'

/** What this device alone knows about itself. */
export type WallDevice = Pick<SettingsView, 'lang' | 'ground' | 'offline' | 'release' | 'storage'> & {
  backupAtMs: number | undefined
  joinUrl: string | undefined
  joinCode: string
  touchedAtMs: number
  /** The words on the button that lets a waiting visitor in. */
  letIn: string
  onLetIn: () => Promise<string | undefined>
  alert: WallView['alert'] | undefined
}

/** With nobody here by phone, nothing shown and nobody touching for this long, the wall goes quiet. */
const QUIET_MS = 10 * 60_000

export function wallView(
  node: ScreenNode,
  box: BoxClient,
  lock: Lock,
  device: WallDevice,
  pictures: Pictures,
  faces: WallView['faces'],
  speech: WallView['speech'],
  listening: WallView['listening'],
  recording: WallView['recording'],
  nowMs: number,
): WallView {
  const { commons, residents } = node.docs()
  const facts = roomFactsOf(commons)
  const names = devicesOf(commons)
  const { company } = node.seeing
  const people = peopleView(
    node.presence.people(),
    company.people().filter(({ name }) => name),
    node.me,
  )
  const shown = displayView(shownOn(commons, node.me), pictures, node.me, node.shares?.streamOf)
  const dark = blankedBy(commons, node.me)
  const saying = node.sounds.said()
  const pinWaitMs = lock.waitMs()
  const knock = node.visitors.knocks()[0]
  const alert = device.alert ?? (node.scanAgainUntilMs() === undefined ? undefined : { reason: 'scan-again' })
  const board = boardView(node, box)
  const blankingRule = node.rules.blankedBy()
  const showWhens = showWhensOf(commons)
  const pairing = pairingView(node, names.get(node.me)?.name ?? '')
  return {
    state: stateOf(node, box),
    blank: company.isPaused() || blankingRule !== undefined,
    ...(blankingRule !== undefined && !company.isPaused() && { blankingRule }),
    helperAway: box.state() === 'away',
    boardOpen: isBoardOpen(commons),
    pageOpen: isPageOffering(commons),
    roomName: facts?.name ?? '',
    place: facts?.place ?? '',
    people,
    someone: company.someone(),
    faces,
    speech,
    listening,
    recording,
    devices: devicesView(
      node.book.roster(),
      names,
      node.me,
      (id) =>
        node.neighbours.linkTo(id) !== undefined ||
        people.some((person) => person.id === id && person.state === 'here'),
    ),
    notes: notesView(commons, node.me),
    files: [
      ...node.files.coming().map((arrival) => comingView(arrival, node.book.roster())),
      ...filesOf(commons).map((file) => keptView(file, node.me, node.book.roster(), showWhens.get(file.id))),
    ],
    egress: node.ledger.all(),
    rules: rulesView(node),
    occasions: occasionChoices(commons, company.people(), nowMs),
    offered: node.appearing.offered().flatMap((id) => offerView(commons, id)),
    ...(shown && { display: shown }),
    ...(knock
      ? { alert: { reason: 'knock', action: { label: device.letIn, run: device.onLetIn } } }
      : alert && { alert }),
    ...(device.joinUrl !== undefined &&
      box.state() === 'here' && { join: { url: device.joinUrl, code: device.joinCode } }),
    clockMs: nowMs,
    locked: lock.isLocked(),
    ...(pinWaitMs > 0 && { pinWaitUntilMs: nowMs + pinWaitMs }),
    ...(pairing && { pairing }),
    day: dayView(commons, nowMs),
    services: servicesView(commons, nowMs),
    ...(saying !== undefined && { saying }),
    ...(dark && { dark: { by: dark.byName } }),
    quiet:
      people.length === 0 && company.someone() === 0 && !shown && !pairing && nowMs - device.touchedAtMs > QUIET_MS,
    settings: {
      lang: device.lang,
      ground: device.ground,
      screenName: names.get(node.me)?.name ?? '',
      visitorAwayMinutes: durationsOf(residents).visitorAwayMinutes,
      visitorsMay: visitorsMayOf(commons),
      pagesOpen: arePagesOpen(commons),
      visitorPreview: visitorPreview(visitorsMayOf(commons)),
      visits: visitsView(node, people),
      fileLimits: fileLimitsOf(commons),
      bookingRules: bookingRulesOf(commons),
      phoneAddress: node.phoneOrigin(),
      storage: device.storage,
      backup: {
        toBox: box.state() === 'here',
        ...(device.backupAtMs !== undefined && { lastAtMs: device.backupAtMs }),
      },
      offline: device.offline,
      release: device.release,
      ...(board && { board }),
    },
  }
}

function stateOf(node: ScreenNode, box: BoxClient): WallView['state'] {
  const links = node.neighbours.links()
  if (links.length === 0 && box.state() === 'away') return 'offline'
  const others = [...(node.book.roster()?.devices.values() ?? [])].some(
    ({ role, device }) => role === 'screen' && device !== node.me,
  )
  return others && !links.some(({ peer }) => peer.role === 'screen') ? 'alone' : 'live'
}

function pairingView(node: ScreenNode, mine: string): Pairing | undefined {
  const state = node.pairing.state()
  if (!state) return undefined
  if (state.at === 'inviting') return { ...state, qrText: state.url, code: state.digits }
  if (state.at === 'comparing') return { ...state, mine }
  return state
}
