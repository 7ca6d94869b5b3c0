import type { DeviceId, RoomId, StatementId } from '../protocol/ids.ts'
import type { StatementOf } from '../protocol/statement.ts'
import { type Graph, graphOf } from './roster-graph.ts'
import { bySeniority, granted, outlasts, placesOf, settle, type Settled } from './roster-rules.ts'
import { roomOf, type Statement } from './statement.ts'

export { isRosterKind } from './roster-graph.ts'

/** A device that belongs to the room. Rank 0 is the most senior. */
export type RosterDevice = { device: DeviceId; seal: string; role: 'screen' | 'member'; admin: boolean; rank: number }

/** Who belongs to a room, as one set of statements has it. `heads` is what the next operation names. */
export type Roster = {
  room: RoomId
  root: StatementId
  recovery: { sign: DeviceId; seal: string }
  devices: ReadonlyMap<DeviceId, RosterDevice>
  removed: ReadonlySet<DeviceId>
  heads: StatementId[]
}

/** The roster that these statements make: a pure function of the set, whatever its order. No root, no roster. */
export function rosterOf(room: RoomId, statements: Iterable<Statement>): Roster | undefined {
  const all = [...statements]
  const root = rootOf(room, all)
  if (!root || root.body.by === root.body.recovery.sign) return undefined
  const { recovery } = root.body
  const graph = graphOf(root, room, all)
  const settled = settle(graph, recovery.sign)
  return {
    room,
    root: root.id,
    recovery,
    devices: devicesOf(graph, settled),
    removed: new Set(settled.withdrawn.removals.keys()),
    heads: headsOf(graph, settled),
  }
}

/** The id of a room is a hash of its root, so at most one statement can answer to it. */
function rootOf(
  room: RoomId,
  statements: readonly Statement[],
): (Statement & { body: StatementOf<'root'> }) | undefined {
  for (const statement of statements) {
    const { body } = statement
    if (body?.kind === 'root' && roomOf(statement) === room) return { ...statement, body }
  }
  return undefined
}

/** The operation that gives a device its place also says what it is: whoever adds it again changes nothing. */
function devicesOf(graph: Graph, settled: Settled): Map<DeviceId, RosterDevice> {
  const { removals } = settled.withdrawn
  const admins = adminsOf(graph, settled)
  const places = [...placesOf(graph.nodes, settled.stands)].filter(([device]) => !removals.has(device))
  const devices = new Map<DeviceId, RosterDevice>()
  for (const [device, { op }] of places.sort(([, a], [, b]) => bySeniority(a, b))) {
    if (op?.kind !== 'root' && op?.kind !== 'add' && op?.kind !== 'recover') continue
    const role = op.kind === 'root' ? 'screen' : op.role
    devices.set(device, { device, seal: op.seal, role, admin: admins.has(device), rank: devices.size })
  }
  return devices
}

/** Whoever has a grant that every withdrawal of theirs leaves standing. */
function adminsOf(graph: Graph, { stands, withdrawn }: Settled): Set<DeviceId> {
  const admins = new Set<DeviceId>()
  for (const node of graph.nodes) {
    const device = granted(node)
    if (!device || admins.has(device) || !stands(node)) continue
    const unadmins = withdrawn.unadmins.get(device) ?? []
    if (unadmins.every((unadmin) => outlasts(graph, node, unadmin))) admins.add(device)
  }
  return admins
}

/** As many as a statement may name: standing ones first, then the deepest. What is left out is named the next time. */
function headsOf(graph: Graph, { structural, stands }: Settled): StatementId[] {
  const standing = structural.filter(stands)
  const heads = graph.heads(structural)
  const first = new Set(standing.map((node) => node.id))
  const places = new Map(structural.map((node) => [node.id, node.depth]))
  const order = (id: StatementId) => (first.has(id) ? 0 : 1e9) - (places.get(id) ?? 0)
  return heads.sort((a, b) => order(a) - order(b) || (a < b ? -1 : 1)).slice(0, 64)
}
