import { deviceName } from '../../platform/device-name.ts'
import type { BoxClient } from '../../mesh/box-client.ts'
import { devicesOf, isPageOffering, roomFactsOf, shownOn } from '../../room/commons.ts'
import { isBoardOpen } from '../../room/open-notes.ts'
import type { NoteView } from '../../ui/view.ts'
import type { PhoneView } from '../../ui/phone/view.ts'
import type { Pictures } from '../pictures.ts'
import { devicesView, displayView, notesView, peopleView } from '../room-view.ts'
import type { PhoneNode } from './phone-node.ts'
import { drawsServices } from './rights.ts'

/** Notes of this phone that the room has not confirmed yet show at once. */
export function phoneView(
  node: PhoneNode,
  box: BoxClient,
  pictures: Pictures,
  rooms: PhoneView['rooms'],
  myName: string,
  faces: PhoneView['faces'],
): PhoneView {
  const commons = node.documents.get('commons')
  const facts = roomFactsOf(commons)
  const names = devicesOf(commons)
  const standing = node.standing()
  const company = node.company.said()
  const people = peopleView(
    node.presence.people(),
    company.people.map(({ person, name, device, inView }) => ({ id: person, name, inView, ...(device && { device }) })),
    node.me,
  )
  const devices = devicesView(node.book.roster(), names, node.me, (id) =>
    people.some((person) => person.id === id && person.state === 'here'),
  )
  const screens = devices.filter(({ kind }) => kind === 'screen').map(({ id, name }) => ({ id, name }))
  const homeScreen = node.homeScreen()
  const shown =
    'over' in standing ? undefined : displayView(homeScreen && shownOn(commons, homeScreen), pictures, node.me)
  const notes = notesView(commons, node.me)
  const unsent = node.outbox
    .notes()
    .map(({ id, text, atMs, waiting }): NoteView => ({ id, text, by: myName, mine: true, atMs, unsent: waiting }))
  const refusal = node.outbox.refusal()
  const called = people.find(({ me }) => me)?.name || myName
  return {
    state: standing.at === 'coming' ? 'away' : standing.at,
    blank: company.paused,
    helperAway: box.state() === 'away',
    boardOpen: isBoardOpen(commons),
    pageOpen: isPageOffering(commons),
    roomName: facts?.name ?? '',
    place: facts?.place ?? '',
    people: 'over' in standing ? [] : people,
    someone: company.someone,
    faces,
    devices,
    notes: 'over' in standing ? [] : [...notes, ...unsent.filter(({ id }) => !notes.some((note) => note.id === id))],
    ...(shown && { display: shown }),
    ...(refusal !== undefined && { alert: { reason: refusal } }),
    ...('over' in standing
      ? standing.at === 'refused' && { alert: { reason: standing.reason } }
      : node.isAskedToScan() && { alert: { reason: 'scan-again' } }),
    role: node.role,
    admin: node.isAdmin(),
    granted: 'over' in standing ? [] : [...node.granted()],
    services: !('over' in standing) && drawsServices(node),
    // A paired phone is named after its kind until its person says a name: so it is asked for, as of a visitor.
    myName: called === deviceName() && node.role === 'member' ? '' : called,
    screens,
    coming: standing.at === 'coming',
    ...(standing.at === 'away' && node.role === 'visitor' && { awayMinutes: node.minutesLeft() }),
    rooms: rooms.filter(({ id, role }) => id !== node.papers().room && role === 'member'),
  }
}
