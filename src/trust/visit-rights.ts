import type { DeviceId } from '../protocol/ids.ts'
import { admissionsOf, liveAdmission } from './admissions.ts'
import { grantsOf, type Grant } from './consents.ts'
import { isOfVisit, isRight } from './rights.ts'
import type { Roster } from './roster.ts'
import type { Statement } from './statement.ts'

/**
 * The grants that a visitor has for the visit that is going on: none without a live admission, and none from a visit
 * before it (T27). So they end as the visit does: by leaving, being shown out, a booking's end, or being asked to scan again.
 */
export function grantsOfVisit(
  roster: Roster,
  statements: Iterable<Statement>,
  device: DeviceId,
  nowMs: number,
): Grant[] {
  const all = [...statements]
  const granted = grantsOf(roster, all, nowMs).filter((grant) => grant.device === device && isRight(grant.right))
  if (granted.length === 0) return []
  const visit = liveAdmission(admissionsOf(roster, all), device, nowMs)
  return visit ? granted.filter(({ at }) => isOfVisit(at, visit.at)) : []
}

/** What `at` a grant takes: whoever was let back in has a visit that is dated ahead (see dateAdmission). */
export const dateGrant = (nowMs: number, visitAtMs: number): number => Math.max(nowMs, visitAtMs)
