import type { Clock } from '../../lib/clock.ts'
import { makeListeners } from '../../lib/listeners.ts'
import { limitsWith, makeCompany, strangersIn, type Followed } from '../../faces/company.ts'
import type { PersonId } from '../../faces/template.ts'
import { vouchedFor } from '../../faces/vouching.ts'
import type { Presence } from '../../mesh/presence.ts'
import type { RoomClock } from '../../mesh/room-clock.ts'
import type { CompanySaid, SeenBook } from '../../mesh/seen.ts'
import type { DeviceId } from '../../protocol/ids.ts'
import type { RoomDocs } from '../../room/documents.ts'
import type { Author } from '../../room/records.ts'
import { sensesOf, setVouch, vouchOf } from '../../room/senses.ts'
import type { KnownPerson } from '../../room/vault.ts'

/** Somebody the room knows by face and, now or a moment ago, has before a camera. */
export type FacePerson = { id: string; name: string; device?: DeviceId; inView: boolean }

/** Who is here by face as all screens together see it, and whether somebody is here for whom nobody answers. */
export type RoomCompany = {
  /** One look of this screen's own camera. */
  look(faces: readonly Followed[]): void
  /** This screen's own camera shows nothing just now: whoever it saw last without a name is held to be here until it looks. */
  hold(): void
  /**
   * This screen looks no more. Whoever it saw last without a name is held to be here still, unless the room wants no eyes
   * at all: covering the camera un-blanks nothing.
   */
  close(how: { isOff: boolean }): void
  /** Before this screen's own camera right now. */
  before(): readonly FacePerson[]
  people(): readonly FacePerson[]
  /** Faces without a name that the room sees, whoever answers for them. */
  someone(): number
  /** This screen's own camera looks. */
  isLooking(): boolean
  /** Faces for which no phone in this meeting answers: a member's "They are with us" answers for nobody's agreement. */
  unanswered(meeting: ReadonlySet<DeviceId>): number
  /** A face for which nobody answers, whether or not the room blanks for it. */
  isStrangerHere(): boolean
  /** While true nothing of the room is shown: each screen decides it for itself from what all told it. */
  isPaused(): boolean
  /** "They are with us": answers for everybody now here without a name. */
  vouch(by: DeviceId): void
  onChange(listener: () => void): () => void
  stop(): void
}

/** As long as it takes to look up from a phone, read what it says, and be seen by the wall. */
const NEW_MS = 60_000
/** How soon it is noticed that somebody is out of view, in ms. */
const TICK_MS = 250

export function startCompany(deps: {
  clock: Clock
  roomClock: RoomClock
  seen: SeenBook
  presence: Presence
  docs: () => RoomDocs
  author: Author
  /** Whose consent is live. */
  known: () => readonly KnownPerson[]
}): RoomCompany {
  const { clock, seen } = deps
  const settings = () => sensesOf(deps.docs().commons)
  const limits = () => limitsWith(settings(), deps.known().length)
  const changes = makeListeners<void>()
  let company = makeCompany(limits, enrolledMs)
  let strangersSeenMs = 0
  /** Strangers who were there when the eye closed. After that its first looks judge nobody yet: they count as long as in view. */
  let held = 0
  let heldUntilMs = 0
  let paused = false
  let isLooking = false
  let isUnanswered = false
  let last = ''

  const stops = [
    seen.onChange(judge),
    deps.presence.onChange(judge),
    clock.every(TICK_MS, () => {
      seen.say(mine())
      judge()
    }),
  ]

  return {
    look(faces) {
      const nowMs = clock.now()
      if (heldUntilMs === Infinity) heldUntilMs = isLooking ? nowMs : nowMs + settings().inViewMs
      isLooking = true
      company.take(nowMs, faces)
      seen.say(mine())
    },
    hold() {
      keepHeld(mine().strangers)
    },
    close({ isOff }) {
      isLooking = false
      keepHeld(isOff ? 0 : mine().strangers)
      company = makeCompany(limits, enrolledMs)
      seen.say(mine())
    },
    before: () => named(company.at(clock.now()).known.filter(({ inView }) => inView)),
    people,
    someone,
    isLooking: () => isLooking,
    unanswered(meeting) {
      const withoutPhone = people().filter(({ device }) => !device || !meeting.has(device)).length
      const recognised = new Set(deps.known().map(({ device }) => device))
      const byPhone = [...meeting].filter((device) => !recognised.has(device)).length
      return strangersIn([someone() + withoutPhone], byPhone)
    },
    isStrangerHere: () => isUnanswered,
    isPaused: () => paused,
    vouch(by) {
      setVouch(deps.docs().residents, { faces: Math.max(0, someone() - answeredByPhone()), by }, deps.author)
      judge()
    },
    onChange: changes.add,
    stop: () => stops.forEach((stop) => stop()),
  }

  function enrolledMs(person: PersonId): number | undefined {
    const at = deps.known().find(({ id }) => id === person)?.at
    const agoMs = at === undefined ? Infinity : deps.roomClock.now() - at
    // One that is still to come is nobody's: whoever dated it ahead could show a picture at any time.
    return agoMs >= 0 && agoMs <= NEW_MS ? clock.now() - agoMs : undefined
  }

  function keepHeld(strangers: number) {
    held = strangers
    heldUntilMs = Infinity
  }

  function mine() {
    const nowMs = clock.now()
    const { known, strangers } = company.at(nowMs)
    return { known: [...known], strangers: Math.max(nowMs < heldUntilMs ? held : 0, strangers) }
  }

  function judge(): void {
    const { faces, blankOnStranger, inMeetingMs, withUsMs } = settings()
    const nowMs = deps.roomClock.now()
    if (someone() > 0) strangersSeenMs = nowMs
    const vouched = vouchedFor(vouchOf(deps.docs().residents), { nowMs, strangersSeenMs, inMeetingMs, withUsMs })
    const strangers = strangersIn([someone()], answeredByPhone() + vouched)
    isUnanswered = faces !== 'off' && strangers > 0
    paused = blankOnStranger && isUnanswered
    const said: CompanySaid = {
      people: people().flatMap(({ id, name, device, inView }) =>
        name ? [{ person: id, name, inView, ...(device && { device }) }] : [],
      ),
      someone: someone() + people().filter(({ name }) => !name).length,
      paused,
    }
    const now = JSON.stringify(said)
    if (now === last) return
    last = now
    seen.tell(said)
    changes.tell()
  }

  /** Visitors that a screen admitted, asleep or not, and members whose face the room does not know. */
  function answeredByPhone(): number {
    const recognised = new Set(deps.known().map(({ device }) => device))
    return deps.presence.people().filter(({ role, device }) => role === 'visitor' || !recognised.has(device)).length
  }

  function someone(): number {
    return strangersIn(
      seen.all().map(({ strangers }) => strangers),
      0,
    )
  }

  function people(): FacePerson[] {
    const inView = new Map<string, boolean>()
    for (const { known } of seen.all())
      for (const one of known) inView.set(one.person, one.inView || (inView.get(one.person) ?? false))
    return named([...inView].map(([person, isInView]) => ({ person: person as PersonId, inView: isInView })))
  }

  /** Another screen may name somebody whose consent has ended here: then it is nobody. */
  function named(seen: readonly { person: PersonId; inView: boolean }[]): FacePerson[] {
    const known = new Map(deps.known().map((person) => [person.id, person]))
    return seen.flatMap(({ person, inView }) => {
      const found = known.get(person)
      if (!found) return []
      const { name, device } = found
      return [{ id: person, name, inView, ...(device && { device }) }]
    })
  }
}
