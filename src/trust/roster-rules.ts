import type { DeviceId } from '../protocol/ids.ts'
import type { Graph, Node } from './roster-graph.ts'

/** What became of the operations: which stand, which could ever have (their author was an admin in what they saw). */
export type Settled = { stands(node: Node): boolean; structural: readonly Node[]; withdrawn: Withdrawals }
export type Withdrawals = { removals: ReadonlyMap<DeviceId, Node[]>; unadmins: ReadonlyMap<DeviceId, Node[]> }
type InForce = { removals: Map<DeviceId, Node[]>; unadmins: Map<DeviceId, Node[]>; validated: Set<Node> }

/**
 * Lets withdrawals take effect in order of their authors' seniority, then depth, then id. Each may void operations of
 * the device it names, and with them devices added and withdrawals not yet in force; what is in force stays. Seniority
 * is counted anew after each effect, so an operation that fell lends nobody the rank of an early joiner.
 */
export function settle(graph: Graph, recovery: DeviceId): Settled {
  const inForce: InForce = { removals: new Map(), unadmins: new Map(), validated: new Set() }
  let standing = standingOps(graph, recovery, inForce)
  const structural = graph.nodes.filter((node) => standing.has(node))
  for (let settled = false; !settled;) {
    settled = true
    for (const withdrawal of inTurn(graph.nodes, standing, inForce)) {
      enforce(withdrawal, inForce)
      if (!touches(withdrawal, graph, standing, inForce)) continue
      standing = standingOps(graph, recovery, inForce)
      settled = false
      break
    }
  }
  return { stands: (node) => standing.has(node), structural, withdrawn: inForce }
}

/** What gives each device its place: the first operation that added it, or the last that recovered it. */
export function placesOf(nodes: readonly Node[], stands: (node: Node) => boolean): Map<DeviceId, Node> {
  const places = new Map<DeviceId, Node>()
  for (const node of nodes) {
    const device = added(node)
    if (!device || !stands(node)) continue
    const known = places.get(device)
    if (!known || bySeniority(node, known) < 0) places.set(device, node)
  }
  return places
}

/** Recovered devices before all others, the deepest first; then who came earlier. Ids settle ties, so nobody can later. */
export function bySeniority(a: Node, b: Node): number {
  const place = ({ op, depth }: Node) => (op?.kind === 'recover' ? -depth : depth)
  return place(a) - place(b) || (a.id < b.id ? -1 : a.id === b.id ? 0 : 1)
}

/** Whether a grant outlasts an unadmin: it has seen it; or it is a recovery, and the unadmin has not seen that. */
export const outlasts = (graph: Graph, grant: Node, unadmin: Node): boolean =>
  grant.op?.kind === 'recover' ? !graph.sawIt(unadmin, grant) : graph.sawIt(grant, unadmin)

/** The device that an operation brings into the room. */
export function added({ op }: Node): DeviceId | undefined {
  if (op?.kind === 'root') return op.by
  return op?.kind === 'add' || op?.kind === 'recover' ? op.device : undefined
}

/** The device that an operation makes an admin. */
export function granted(node: Node): DeviceId | undefined {
  if (node.op?.kind === 'admin') return node.op.device
  return node.op?.kind === 'add' && !node.op.admin ? undefined : added(node)
}

type Known = { grants: Map<DeviceId, Node[]>; adds: Map<DeviceId, Node[]> }

/** Ancestors come first in `nodes`, so one walk finds each author's grants before what the author did by them. */
function standingOps(graph: Graph, recovery: DeviceId, inForce: InForce): Set<Node> {
  const standing = new Set<Node>()
  const known: Known = { grants: new Map(), adds: new Map() }
  for (const node of graph.nodes) {
    if (!standsByItself(node, recovery) && !standsByAuthor(node, graph, recovery, known, inForce)) continue
    standing.add(node)
    push(known.grants, granted(node), node)
    push(known.adds, added(node), node)
  }
  return standing
}

/** The root needs no author, and the recovery key nobody's leave. */
const standsByItself = ({ op }: Node, recovery: DeviceId) =>
  op?.kind === 'root' || (op?.kind === 'recover' && op.by === recovery && op.device !== recovery)

function standsByAuthor(node: Node, graph: Graph, recovery: DeviceId, known: Known, inForce: InForce): boolean {
  const { op } = node
  if (!op || op.kind === 'root' || op.kind === 'recover') return false
  // The recovery key is no device: it can neither be brought in nor be taken away.
  if (op.by === recovery || op.device === recovery) return false
  const sawIt = (earlier: Node) => graph.sawIt(node, earlier)
  // No admin without a place in the roster: nobody could see it there and remove it.
  if (op.kind === 'admin' && !known.adds.get(op.device)?.some(sawIt)) return false
  if (!(inForce.removals.get(op.by) ?? []).every((removal) => graph.sawIt(removal, node))) return false
  const unadmins = (inForce.unadmins.get(op.by) ?? []).filter((unadmin) => !graph.sawIt(unadmin, node))
  const grants = (known.grants.get(op.by) ?? []).filter(sawIt)
  return grants.some((grant) => unadmins.every((unadmin) => outlasts(graph, grant, unadmin)))
}

/** Withdrawals not yet in force, the most senior author's first. The sort is stable, and `nodes` go by depth and id. */
function inTurn(nodes: readonly Node[], standing: ReadonlySet<Node>, inForce: InForce): Node[] {
  const places = placesOf(nodes, (node) => standing.has(node))
  const placeOf = ({ by }: Node) => by && places.get(by)
  return nodes
    .filter(
      (node) =>
        (node.op?.kind === 'remove' || node.op?.kind === 'unadmin') &&
        standing.has(node) &&
        !inForce.validated.has(node),
    )
    .sort((a, b) => {
      const [placeA, placeB] = [placeOf(a), placeOf(b)]
      return placeA && placeB ? bySeniority(placeA, placeB) : Number(!placeA) - Number(!placeB)
    })
}

function enforce(withdrawal: Node, inForce: InForce): void {
  inForce.validated.add(withdrawal)
  if (withdrawal.op?.kind === 'remove') push(inForce.removals, withdrawal.op.device, withdrawal)
  if (withdrawal.op?.kind === 'unadmin') push(inForce.unadmins, withdrawal.op.device, withdrawal)
}

/** Whether anything that stands might fall by this withdrawal. */
function touches(withdrawal: Node, graph: Graph, standing: ReadonlySet<Node>, inForce: InForce): boolean {
  const device = withdrawal.op && 'device' in withdrawal.op ? withdrawal.op.device : undefined
  for (const node of standing) {
    if (node.by === device && !inForce.validated.has(node) && !graph.sawIt(withdrawal, node)) return true
  }
  return false
}

function push(lists: Map<DeviceId, Node[]>, device: DeviceId | undefined, node: Node): void {
  if (!device) return
  const list = lists.get(device)
  if (list) list.push(node)
  else lists.set(device, [node])
}
