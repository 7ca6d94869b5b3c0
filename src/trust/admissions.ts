import type { DeviceId, StatementId } from '../protocol/ids.ts'
import type { StatementOf } from '../protocol/statement.ts'
import type { Roster } from './roster.ts'
import type { Statement } from './statement.ts'

/** A visitor's right to be here. Times are room time in ms; `until` is never more than a day after `at`. */
export type Admission = {
  id: StatementId
  device: DeviceId
  by: DeviceId
  at: number
  until: number
  ended?: 'left' | 'shown-out' | 'expired'
}

/** After being shown out, a scan alone does not let a device in again for this long. */
export const SHOWN_OUT_MS = 10 * 60_000
/** Nobody is admitted for longer, whatever the statement says: so a forgotten withdrawal cannot be outlived. */
export const MAX_ADMISSION_MS = 24 * 3_600_000
const KEPT_MS = 48 * 3_600_000

/** Every admission by a screen of the roster, and how it ended. Withdrawal wins in whatever order statements came. */
export function admissionsOf(roster: Roster, statements: Iterable<Statement>): ReadonlyMap<StatementId, Admission> {
  const all = [...statements]
  const admissions = new Map(admitsIn(roster, all).map((admission) => [admission.id, admission]))
  const barred = shownOut(roster, all, admissions)
  for (const { at, until } of rescansIn(roster, all)) {
    for (const admission of admissions.values())
      if (admission.at <= at && until < admission.until) admissions.set(admission.id, { ...admission, until })
  }
  for (const { gone } of gonesIn(roster, all, admissions)) {
    const admission = admissions.get(gone.admit)
    if (admission) admissions.set(admission.id, { ...admission, ended: graver(admission.ended, gone.why) })
  }
  for (const admission of admissions.values()) {
    // Also one by a screen that had not yet heard of the showing out; a tapped one is dated after it (see dateAdmission).
    if (admission.at <= (barred.get(admission.device) ?? -1))
      admissions.set(admission.id, { ...admission, ended: 'shown-out' })
  }
  return admissions
}

/** Room time at which an admission of `at` ends since everybody is asked to scan again; undefined where nobody asks. */
export function scanAgainBy(
  roster: Roster,
  statements: Iterable<Statement>,
  at: number,
  nowMs: number,
): number | undefined {
  const asked = rescansIn(roster, [...statements]).filter((rescan) => at <= rescan.at && rescan.until > nowMs)
  return asked.length > 0 ? Math.min(...asked.map(({ until }) => until)) : undefined
}

/** The admission a device has now: the one that lasts longest, if any. */
export function liveAdmission(
  admissions: ReadonlyMap<StatementId, Admission>,
  device: DeviceId,
  nowMs: number,
): Admission | undefined {
  let live: Admission | undefined
  for (const admission of admissions.values()) {
    if (admission.device !== device || admission.ended || admission.until <= nowMs) continue
    if (!live || admission.until > live.until || (admission.until === live.until && admission.id < live.id))
      live = admission
  }
  return live
}

/** Until when (room time, ms) a scan does not let this device in; 0 if it was not shown out. */
export function shownOutUntil(roster: Roster, statements: Iterable<Statement>, device: DeviceId): number {
  const all = [...statements]
  const admissions = new Map(admitsIn(roster, all).map((admission) => [admission.id, admission]))
  return shownOut(roster, all, admissions).get(device) ?? 0
}

/** Whether anybody was shown out within the last ten minutes: a phone makes new keys for each visit, so nobody can tell who. */
export const someoneWasShownOut = (statements: Iterable<Statement>, nowMs: number): boolean =>
  [...statements].some(
    ({ body }) => body?.kind === 'gone' && body.why === 'shown-out' && body.at > nowMs - SHOWN_OUT_MS,
  )

/** What `at` an admission takes. One tapped for a device that was shown out dates itself after that: so it is told from a scan. */
export const dateAdmission = (nowMs: number, shownOutUntilMs: number): number => Math.max(nowMs, shownOutUntilMs + 1)

/**
 * What the next epoch may leave out: admissions that could not count for two days, and the withdrawals of those. A
 * withdrawal is never forgotten while its admission, kept by a device that was off, could still be read as live.
 */
export function forgettable(statements: Iterable<Statement>, nowMs: number): StatementId[] {
  const all = [...statements]
  const ends = new Map<StatementId, number>()
  for (const { id, body } of all) if (body?.kind === 'admit') ends.set(id, lastsUntil(body))
  const over = ({ id, body }: Statement) => {
    if (body?.kind === 'admit') return lastsUntil(body) + KEPT_MS < nowMs
    if (body?.kind === 'gone') return (ends.get(body.admit) ?? body.at + MAX_ADMISSION_MS) + KEPT_MS < nowMs
    return id === undefined
  }
  return all.filter(over).map(({ id }) => id)
}

const lastsUntil = ({ at, until }: StatementOf<'admit'>) => Math.min(until, at + MAX_ADMISSION_MS)

function admitsIn(roster: Roster, statements: readonly Statement[]): Admission[] {
  const admissions: Admission[] = []
  for (const { id, body } of statements) {
    if (body?.kind !== 'admit' || body.room !== roster.room) continue
    if (roster.devices.get(body.by)?.role !== 'screen') continue
    admissions.push({ id, device: body.device, by: body.by, at: body.at, until: lastsUntil(body) })
  }
  return admissions
}

/** By whoever may end an admission: a screen, an admin, or a device removed since, which brings nobody back. */
function rescansIn(roster: Roster, statements: readonly Statement[]): StatementOf<'rescan'>[] {
  return statements.flatMap(({ body }) =>
    body?.kind === 'rescan' && body.room === roster.room && speaksFor(roster, body.by) ? [body] : [],
  )
}

type Gone = { gone: StatementOf<'gone'>; admission: Admission | undefined }

function gonesIn(
  roster: Roster,
  statements: readonly Statement[],
  admissions: ReadonlyMap<StatementId, Admission>,
): Gone[] {
  const gones: Gone[] = []
  for (const { body } of statements) {
    if (body?.kind !== 'gone' || body.room !== roster.room || !mayEnd(roster, body)) continue
    const admission = admissions.get(body.admit)
    if (admission && admission.device !== body.device) continue
    gones.push({ gone: body, admission })
  }
  return gones
}

const mayEnd = (roster: Roster, gone: StatementOf<'gone'>): boolean =>
  speaksFor(roster, gone.by) || (gone.by === gone.device && gone.why === 'left')

/** A device removed since may still have ended an admission: taking its screen off the wall lets nobody back in. */
function speaksFor({ devices, removed }: Roster, by: DeviceId): boolean {
  const author = devices.get(by)
  return author?.role === 'screen' || author?.admin || removed.has(by)
}

/** The end of each device's ten minutes. A clock that lies moves it only within the admission that was ended. */
function shownOut(
  roster: Roster,
  statements: readonly Statement[],
  admissions: ReadonlyMap<StatementId, Admission>,
): Map<DeviceId, number> {
  const until = new Map<DeviceId, number>()
  for (const { gone, admission } of gonesIn(roster, statements, admissions)) {
    if (gone.why !== 'shown-out') continue
    const at = admission ? Math.min(Math.max(gone.at, admission.at), admission.until) : gone.at
    until.set(gone.device, Math.max(at + SHOWN_OUT_MS, until.get(gone.device) ?? 0))
  }
  return until
}

const GRAVITY = { expired: 0, left: 1, 'shown-out': 2 }
type Ended = keyof typeof GRAVITY
const graver = (a: Ended | undefined, b: Ended): Ended => (a && GRAVITY[a] >= GRAVITY[b] ? a : b)
