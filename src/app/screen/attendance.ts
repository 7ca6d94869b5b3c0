import type { Clock } from '../../lib/clock.ts'
import type { HeardBook } from '../../mesh/heard.ts'
import type { Presence } from '../../mesh/presence.ts'
import type { Attendance } from '../../room/appearing.ts'
import { bookingsOf, dayOf } from '../../room/bookings.ts'
import { devicesOf } from '../../room/commons.ts'
import type { RoomDocs } from '../../room/documents.ts'
import type { Author } from '../../room/records.ts'
import type { Facts } from '../../room/rules.ts'
import { sensesOf } from '../../room/senses.ts'
import { switchesOf } from '../../room/switches.ts'
import type { Seeing } from './seeing.ts'

/** A phone that changes from one screen to the other, or falls asleep, is nowhere for a moment: that is not leaving. */
const GONE_MS = 2_000

/** Who is here in every way one can be, for whatever the room does by itself. */
export function watchAttendance(deps: {
  docs: () => RoomDocs
  author: Author
  clock: Clock
  presence: Presence
  seeing: Pick<Seeing, 'company' | 'faces'>
  heard: Pick<HeardBook, 'all'>
}): { attendance(): Attendance; facts(minute: number): Facts } {
  const { clock, presence, seeing, author } = deps
  const commons = () => deps.docs().commons
  const lastKnownMs = new Map<string, number>()
  return { attendance, facts }

  /** By phone, by face, or both. A silent phone of somebody whom the room knows by face says nothing: the cameras do. */
  function attendance(): Attendance {
    const people = presence.people()
    const faces = seeing.company.people()
    const isLooked = sensesOf(commons()).faces === 'names'
    const knownByFace = new Set(isLooked ? seeing.faces.known().map(({ device }) => device) : [])
    const here: string[] = [
      ...people.filter(({ state }) => state === 'here').map(({ device }) => device),
      ...faces.flatMap(({ id, device }) => (device ? [id, device] : [id])),
    ]
    const silent = people.filter(({ device, state }) => state === 'away' && !knownByFace.has(device))
    const nowMs = clock.now()
    for (const id of [...here, ...silent.map(({ device }) => device)]) lastKnownMs.set(id, nowMs)
    for (const [id, ms] of lastKnownMs) if (Math.abs(nowMs - ms) > GONE_MS) lastKnownMs.delete(id)
    return { here: new Set(here), asleep: new Set(lastKnownMs.keys()), booking: current()?.id }
  }

  /** Visitors are counted and never named: a name that somebody chose for themselves starts nothing. */
  function facts(minute: number): Facts {
    const { asleep: present } = attendance()
    const faces = seeing.company.people()
    const names = new Map<string, string>()
    for (const [id, { name, kind }] of devicesOf(commons())) if (kind === 'member') names.set(id, name)
    for (const { id, name, device } of faces) if (name && !(device && names.has(device))) names.set(id, name)
    // A face of somebody whose phone is here, too, is the same person.
    const doubles = faces.filter(({ device }) => device && present.has(device)).map(({ id }) => id)
    const people = [...present].filter((id) => !doubles.includes(id))
    return {
      here: people.flatMap((id) => names.get(id) ?? []).sort(),
      count: people.length,
      stranger: seeing.company.isStrangerHere(),
      booking: current()?.title,
      lamp: switchesOf(commons()).some(({ id, on }) => id === 'lamp' && on),
      sounds: deps.heard.all(),
      minute,
    }
  }

  function current() {
    return dayOf(bookingsOf(commons(), author.now()), author.now()).current
  }
}
