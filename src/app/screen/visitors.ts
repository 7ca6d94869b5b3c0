import type { Clock } from '../../lib/clock.ts'
import type { DeviceId, RoomId } from '../../protocol/ids.ts'
import type { HerePerson } from '../../protocol/link.ts'
import type { Link } from '../../mesh/link.ts'
import type { Presence } from '../../mesh/presence.ts'
import type { RoomClock } from '../../mesh/room-clock.ts'
import type { StatementBook } from '../../mesh/statement-book.ts'
import {
  admissionsOf,
  dateAdmission,
  liveAdmission,
  shownOutUntil,
  someoneWasShownOut,
  type Admission,
} from '../../trust/admissions.ts'
import type { Signer } from '../../trust/keys.ts'
import { sign, type Statement } from '../../trust/statement.ts'

/** Nobody visits longer than a working day without scanning again; it also bounds how long statements must be kept. */
const LONGEST_VISIT_MS = 12 * 3_600_000
export const SOMEONE = ''

/** A tablet whose clock jumped so far was asleep, or somebody set it. */
const ASLEEP_MS = 10_000

/** A visitor who waits for somebody at the wall to let them in. */
export type Knock = { answer(letIn: boolean): void }
/** Long enough to look up, walk to the wall and tap. */
export const KNOCK_MS = 60_000

/** Admits visitors, says who of ours is here or away, and ends what has run out. */
export type Visitors = {
  /** The admission of a visitor on this link; made now if it came by a code. */
  admit(link: Link): Promise<Statement | undefined>
  end(device: DeviceId, why: 'left' | 'shown-out' | 'expired'): Promise<boolean>
  setName(device: DeviceId, name: string): void
  nameOf(device: DeviceId): string | undefined
  admissionOf(device: DeviceId): Admission | undefined
  /** Why a device's last admission ended. */
  endingOf(device: DeviceId): string | undefined
  /** Visitors who wait for a tap at this screen, since somebody was shown out in the last ten minutes. */
  knocks(): readonly Knock[]
  /** Whose visit began then, and is not over. */
  begunBetween(fromMs: number, toMs: number): DeviceId[]
  /** A member's phone broke off without saying that it goes. */
  fellSilent(device: DeviceId): void
  /** Says anew who is here; called when links or statements changed. */
  refresh(): void
  stop(): void
}

export function startVisitors(deps: {
  room: RoomId
  signer: Signer
  book: StatementBook
  presence: Presence
  clock: Clock
  roomClock: RoomClock
  links: () => readonly Link[]
  memberName: (device: DeviceId) => string
  /** Whether a member is called so, or nearly. */
  isMembersName: (name: string) => boolean
  awayMs: () => number
  /** True on one of the linked screens only, so that an ending is not written by each of them. */
  speaks: () => boolean
  /** Somebody waits at the door, or no longer does. */
  onKnock: () => void
}): Visitors {
  const names = new Map<DeviceId, string>()
  const lastSeenMs = new Map<DeviceId, number>()
  const silentSinceMs = new Map<DeviceId, number>()
  const admissions = new WeakMap<Link, Promise<Statement | undefined>>()
  let waiting: readonly Knock[] = []
  let tickedAtMs = deps.clock.now()
  const stopTick = deps.clock.every(1_000, tick)

  return {
    admit,
    end,
    setName,
    nameOf,
    admissionOf,
    endingOf,
    fellSilent: (device) => void silentSinceMs.set(device, deps.clock.now()),
    begunBetween: (fromMs, toMs) =>
      [...liveAdmissions()].filter(({ at }) => fromMs <= at && at <= toMs).map(({ device }) => device),
    refresh,
    knocks: () => waiting,
    stop: stopTick,
  }

  /** Asked by whoever first needs it; one link is one admission. */
  function admit(link: Link): Promise<Statement | undefined> {
    if (link.peer.role !== 'visitor') return Promise.resolve(undefined)
    let admitting = admissions.get(link)
    if (!admitting) {
      admitting = admitNow(link)
      admissions.set(link, admitting)
    }
    return admitting
  }

  async function admitNow(link: Link): Promise<Statement | undefined> {
    const { peer } = link
    const live = admissionOf(peer.device)
    let statement = live && deps.book.all().find(({ id }) => id === live.id)
    if (!statement) {
      if (someoneWasShownOut(deps.book.all(), deps.roomClock.now()) && !(await isLetIn(link))) return undefined
      const roster = deps.book.roster()
      const at = dateAdmission(deps.roomClock.now(), roster ? shownOutUntil(roster, deps.book.all(), peer.device) : 0)
      const until = at + LONGEST_VISIT_MS
      statement = await sign(deps.signer, {
        kind: 'admit',
        room: deps.room,
        by: deps.signer.device,
        at,
        device: peer.device,
        until,
      })
      deps.book.add([statement])
    }
    peer.admission = statement.id
    refresh()
    return statement
  }

  function isLetIn(link: Link): Promise<boolean> {
    return new Promise((resolve) => {
      const answer = (letIn: boolean) => {
        stopTimer()
        waiting = waiting.filter((knock) => knock !== mine)
        deps.onKnock()
        if (!letIn) link.close('not-admitted')
        resolve(letIn)
      }
      const stopTimer = deps.clock.after(KNOCK_MS, () => answer(false))
      const mine = { answer }
      waiting = [...waiting, mine]
      link.onClose(() => waiting.includes(mine) && answer(false))
      deps.onKnock()
    })
  }

  async function end(device: DeviceId, why: 'left' | 'shown-out' | 'expired'): Promise<boolean> {
    const roster = deps.book.roster()
    const all = roster ? [...admissionsOf(roster, deps.book.all()).values()] : []
    const live = all.filter((admission) => admission.device === device && !admission.ended)
    const at = deps.roomClock.now()
    for (const { id } of live)
      deps.book.add([
        await sign(deps.signer, { kind: 'gone', room: deps.room, by: deps.signer.device, at, admit: id, device, why }),
      ])
    names.delete(device)
    refresh()
    return live.length > 0
  }

  function setName(device: DeviceId, name: string) {
    names.set(device, name)
    refresh()
  }

  /** What a visitor is called; not what a member has come to be called since. */
  function nameOf(device: DeviceId): string | undefined {
    const name = names.get(device)
    return name !== undefined && deps.isMembersName(name) ? SOMEONE : name
  }

  function admissionOf(device: DeviceId): Admission | undefined {
    const roster = deps.book.roster()
    return roster && liveAdmission(admissionsOf(roster, deps.book.all()), device, deps.roomClock.now())
  }

  function endingOf(device: DeviceId): string | undefined {
    const roster = deps.book.roster()
    const all = roster
      ? [...admissionsOf(roster, deps.book.all()).values()].filter((admission) => admission.device === device)
      : []
    return all.sort((a, b) => b.at - a.at)[0]?.ended
  }

  function refresh() {
    const here: HerePerson[] = []
    for (const { peer } of deps.links()) {
      // A visitor without an admission still waits at the door.
      if (peer.role !== 'member' && !(peer.role === 'visitor' && peer.admission)) continue
      const name = peer.role === 'member' ? deps.memberName(peer.device) : (nameOf(peer.device) ?? SOMEONE)
      here.push({ device: peer.device, name, role: peer.role, admin: peer.admin, state: 'here' })
    }
    const elsewhere = deps.presence.people().filter(({ state }) => state === 'here')
    const seen = new Set([...here, ...elsewhere].map(({ device }) => device))
    for (const { device } of here) silentSinceMs.delete(device)
    deps.presence.say([...here, ...awayMembers(seen), ...awayVisitors(seen)])
  }

  /** A member's phone that sleeps is away for as long as a visitor's would be; we never say that somebody left when all we know is Wi-Fi. */
  function awayMembers(seen: ReadonlySet<DeviceId>): HerePerson[] {
    const away: HerePerson[] = []
    const now = deps.clock.now()
    for (const [device, since] of silentSinceMs) {
      const known = deps.book.roster()?.devices.get(device)
      if (seen.has(device)) silentSinceMs.set(device, now)
      else if (!known || now - since > deps.awayMs()) silentSinceMs.delete(device)
      else away.push({ device, name: deps.memberName(device), role: 'member', admin: known.admin, state: 'away' })
    }
    return away
  }

  /** Admitted, and no screen sees them: asleep is not gone. */
  function awayVisitors(seen: ReadonlySet<DeviceId>): HerePerson[] {
    const now = deps.clock.now()
    for (const device of seen) lastSeenMs.set(device, now)
    const away: HerePerson[] = []
    for (const { device } of liveAdmissions()) {
      if (seen.has(device)) continue
      if (!lastSeenMs.has(device)) lastSeenMs.set(device, now)
      const known = deps.presence.people().find((person) => person.device === device)
      away.push({
        device,
        name: nameOf(device) ?? known?.name ?? SOMEONE,
        role: 'visitor',
        admin: false,
        state: 'away',
      })
    }
    return away
  }

  function* liveAdmissions(): Generator<Admission> {
    const roster = deps.book.roster()
    if (!roster) return
    const now = deps.roomClock.now()
    for (const admission of admissionsOf(roster, deps.book.all()).values())
      if (!admission.ended && admission.until > now) yield admission
  }

  function tick() {
    // Who slept does not know who was here meanwhile: everybody's time away begins anew.
    const now = deps.clock.now()
    if (Math.abs(now - tickedAtMs) > ASLEEP_MS) {
      lastSeenMs.clear()
      for (const device of silentSinceMs.keys()) silentSinceMs.set(device, now)
    }
    tickedAtMs = now
    refresh()
    if (!deps.speaks()) return
    for (const { device } of liveAdmissions()) {
      const seen = lastSeenMs.get(device)
      if (seen !== undefined && now - seen > deps.awayMs()) {
        lastSeenMs.delete(device)
        void end(device, 'expired')
      }
    }
  }
}
