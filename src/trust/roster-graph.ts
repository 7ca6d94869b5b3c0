import * as v from 'valibot'
import type { DeviceId, RoomId, StatementId } from '../protocol/ids.ts'
import { parseJson, roomId, statementId } from '../protocol/shape.ts'
import type { StatementBody, StatementOf } from '../protocol/statement.ts'
import type { Statement } from './statement.ts'

export type RosterOp = StatementOf<'root' | 'add' | 'remove' | 'admin' | 'unadmin' | 'recover'>

/** One operation in its place. `depth` is the longest way from the root. */
export type Node = { id: StatementId; at: number; depth: number; by: DeviceId | undefined; op: RosterOp | undefined }

/** Operations with everything they saw; ancestors come first, whatever the order of arrival. */
export type Graph = {
  nodes: readonly Node[]
  sawIt(later: Node, earlier: Node): boolean
  heads(of: readonly Node[]): StatementId[]
}

export const isRosterKind = (body: StatementBody): body is RosterOp => ROSTER_KINDS.has(body.kind)

/** Places the operations of one room under its root. What names a head we do not have is held back, and so are circles. */
export function graphOf(root: Statement, room: RoomId, statements: Iterable<Statement>): Graph {
  const headsOf = new Map<StatementId, StatementId[]>([[root.id, []]])
  const said = new Map<StatementId, Statement>([[root.id, root]])
  for (const statement of statements) {
    const heads = headsIn(statement, room)
    if (said.has(statement.id) || !heads) continue
    said.set(statement.id, statement)
    headsOf.set(statement.id, [...new Set(heads)])
  }
  const depths = depthsFrom(root.id, headsOf)
  const nodes = [...depths]
    .sort(([a, depthA], [b, depthB]) => depthA - depthB || (a < b ? -1 : 1))
    .map(([id, depth], at): Node => {
      const statement = said.get(id)
      const op = statement?.body && isRosterKind(statement.body) ? statement.body : undefined
      return { id, at, depth, by: statement?.by, op }
    })
  return withAncestry(nodes, headsOf)
}

const ROSTER_KINDS: ReadonlySet<string> = new Set(['root', 'add', 'remove', 'admin', 'unadmin', 'recover'])

/** An operation of a later version does nothing here, but what stands on it must not be held back for ever. */
const unknownOperation = v.object({ room: roomId, heads: v.pipe(v.array(statementId), v.maxLength(64)) })

function headsIn(statement: Statement, room: RoomId): StatementId[] | undefined {
  const { body } = statement
  if (body) return isRosterKind(body) && body.kind !== 'root' && body.room === room ? body.heads : undefined
  const unknown = parseJson(unknownOperation, statement.signed.text)
  return unknown.ok && unknown.value.room === room ? unknown.value.heads : undefined
}

/** Only what stands on the root is reached: without heads an operation could be dated before everything. */
function depthsFrom(root: StatementId, headsOf: ReadonlyMap<StatementId, StatementId[]>): Map<StatementId, number> {
  const seenBy = new Map<StatementId, StatementId[]>()
  const missing = new Map<StatementId, number>()
  for (const [id, heads] of headsOf) {
    missing.set(id, heads.length)
    for (const head of heads) {
      const later = seenBy.get(head)
      if (later) later.push(id)
      else seenBy.set(head, [id])
    }
  }
  const depths = new Map<StatementId, number>([[root, 0]])
  // A Map is walked in the order of insertion, and what is added on the way is walked too.
  for (const id of depths.keys()) {
    for (const later of seenBy.get(id) ?? []) {
      const left = (missing.get(later) ?? 0) - 1
      missing.set(later, left)
      if (left > 0) continue
      depths.set(later, 1 + Math.max(...(headsOf.get(later) ?? []).map((head) => depths.get(head) ?? 0)))
    }
  }
  return depths
}

/** Ancestors as one row of bits for each operation: a thousand operations are 125 kB, and a question is one AND. */
function withAncestry(nodes: readonly Node[], headsOf: ReadonlyMap<StatementId, StatementId[]>): Graph {
  const words = Math.ceil(nodes.length / 32)
  const places = new Map(nodes.map((node) => [node.id, node.at]))
  const rows = nodes.map(() => new Uint32Array(words))
  const mark = (into: Uint32Array, from: number) => {
    rows[from]?.forEach((bits, word) => (into[word] = (into[word] ?? 0) | bits))
    into[from >>> 5] = (into[from >>> 5] ?? 0) | (1 << (from & 31))
  }
  nodes.forEach((node, at) => {
    for (const head of headsOf.get(node.id) ?? []) mark(rows[at] ?? new Uint32Array(words), places.get(head) ?? 0)
  })
  const has = (row: Uint32Array | undefined, at: number) => (((row?.[at >>> 5] ?? 0) >>> (at & 31)) & 1) === 1
  return {
    nodes,
    sawIt: (later, earlier) => has(rows[later.at], earlier.at),
    heads(of) {
      const covered = new Uint32Array(words)
      for (const node of of) rows[node.at]?.forEach((bits, word) => (covered[word] = (covered[word] ?? 0) | bits))
      return of.filter((node) => !has(covered, node.at)).map((node) => node.id)
    },
  }
}
