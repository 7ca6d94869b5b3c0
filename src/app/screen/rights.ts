import type { Clock } from '../../lib/clock.ts'
import type { Link } from '../../mesh/link.ts'
import type { StatementBook } from '../../mesh/statement-book.ts'
import type { DeviceId } from '../../protocol/ids.ts'
import { isRight, RIGHTS, type Right } from '../../trust/rights.ts'
import type { Consents } from './consents.ts'
import type { Visitors } from './visitors.ts'

/** A right may also just end. */
const LOOK_MS = 5_000

/** Gives one visitor a right for the visit that is going on, or takes it back. A reason where that is not possible. */
export async function turnRight(
  deps: { consents: Consents; visitors: Visitors },
  device: DeviceId,
  right: string,
  on: boolean,
): Promise<string | undefined> {
  const visit = deps.visitors.admissionOf(device)
  if (!visit) return 'visit-over'
  if (!isRight(right)) return 'unknown-ask'
  const standing = deps.consents.grantsOf(device).filter((grant) => grant.right === right)
  if (!on) for (const { id } of standing) await deps.consents.withdraw(id)
  else if (standing.length === 0) await deps.consents.grant({ device, right, visit })
  return undefined
}

/** Tells each visitor's phone what it was granted, so that it offers that. Returns its stop. */
export function tellRights(deps: {
  links: () => readonly Link[]
  book: StatementBook
  consents: Consents
  clock: Clock
}): () => void {
  const told = new WeakMap<Link, string>()
  const stops = [deps.book.onChange(look), deps.clock.every(LOOK_MS, look)]
  return () => stops.forEach((stop) => stop())

  function look() {
    for (const link of deps.links()) {
      if (link.peer.role !== 'visitor' || !link.peer.admission) continue
      const granted = rightsOf(deps.consents, link.peer.device)
      // A phone that was told nothing has nothing.
      if ((told.get(link) ?? '') === granted.join()) continue
      told.set(link, granted.join())
      link.send({ type: 'rights', granted })
    }
  }
}

export const rightsOf = (consents: Consents, device: DeviceId): Right[] => {
  const granted = consents.grantedTo(device)
  return RIGHTS.filter((right) => granted.has(right))
}
