import * as Y from 'yjs'
import * as v from 'valibot'
import { parse } from '../protocol/shape.ts'
import type { DeviceId } from '../protocol/ids.ts'
import { isPlain } from './plain.ts'

/*
 * A room's documents are flat: top-level maps of id → plain JSON (DESIGN 3). Every record carries when it was written
 * and a revision, (screen, counter). The map `revs` keeps each screen's highest counter, so that a device returning
 * from before an epoch can tell which of its records the baseline never saw. A key of it has one writer, so that no
 * counter ever falls: a screen counts under its own name, and whoever carries counts over does so under `name~carrier`.
 */
const REVS = 'revs'

/** The screen that writes, and room time. Only screens write documents; `by` names the person's device that asked. */
export type Author = { screen: DeviceId; now(): number }

const stamp = v.object({
  at: v.number(),
  rev: v.tuple([v.string(), v.number()]),
  gone: v.optional(v.literal(true)),
})
export type Stamp = v.InferOutput<typeof stamp>

/** Eight letters of a key tell a room's few screens apart and keep records small. */
const shortName = (screen: DeviceId) => screen.slice(0, 8)

/** Writes one record, replacing what was under its id. */
export function putRecord(doc: Y.Doc, map: string, id: string, fields: object, author: Author): void {
  write(doc, map, id, fields, author)
}

/**
 * Marks a record as gone. A mark, not a deletion: deletions are invisible to state vectors, which is what heals us.
 * False where this device has never heard of it.
 */
export function dropRecord(doc: Y.Doc, map: string, id: string, author: Author): boolean {
  const isKnown = doc.getMap(map).has(id)
  if (isKnown) write(doc, map, id, { gone: true }, author)
  return isKnown
}

/** The records of a map that are well-formed and not gone, with their ids. */
export function* records<S extends v.GenericSchema>(
  doc: Y.Doc,
  map: string,
  schema: S,
): Generator<[string, v.InferOutput<S> & Stamp]> {
  for (const [id, value] of doc.getMap(map)) {
    const read = readRecord(value, schema)
    if (read) yield [id, read]
  }
}

export function record<S extends v.GenericSchema>(
  doc: Y.Doc,
  map: string,
  id: string,
  schema: S,
): (v.InferOutput<S> & Stamp) | undefined {
  return readRecord(doc.getMap(map).get(id), schema)
}

/** Each screen's highest revision in this document. */
export function seenRevisions(doc: Y.Doc): Record<string, number> {
  const seen: Record<string, number> = Object.create(null) as Record<string, number>
  for (const [key, counter] of doc.getMap(REVS)) {
    const screen = key.split('~', 1)[0] ?? key
    if (typeof counter === 'number') seen[screen] = Math.max(counter, seen[screen] ?? 0)
  }
  return seen
}

function readRecord<S extends v.GenericSchema>(value: unknown, schema: S): (v.InferOutput<S> & Stamp) | undefined {
  const stamped = parse(stamp, value)
  if (!stamped.ok || stamped.value.gone) return undefined
  const read = parse(schema, value)
  return read.ok ? ({ ...(read.value as object), ...stamped.value } as v.InferOutput<S> & Stamp) : undefined
}

function write(doc: Y.Doc, map: string, id: string, fields: object, author: Author): void {
  const me = shortName(author.screen)
  doc.transact(() => {
    const revs = doc.getMap<number>(REVS)
    // At least the time: a screen that lost its last writes with its power must not give their numbers to others.
    const counter = Math.max((seenRevisions(doc)[me] ?? 0) + 1, author.now())
    revs.set(me, counter)
    const at = laterThan(doc.getMap(map), author.now())
    doc.getMap(map).set(id, { ...fields, at, rev: [me, counter] })
  })
}

/**
 * Room time, but later than what stands in this map: when a screen with a fast clock has written and left, what is
 * written next must neither sort nor lose behind it. A clock more than a day wrong is not followed.
 */
function laterThan(map: Y.Map<unknown>, nowMs: number): number {
  let latest = nowMs
  // Every write looks at its whole map: forEach makes no arrays on the way (71 µs against 126 among a thousand).
  map.forEach((value) => {
    const at = timeOf(value)
    if (at >= latest && at < nowMs + MOST_AHEAD_MS) latest = at + 1
  })
  return latest
}
const MOST_AHEAD_MS = 24 * 3_600_000

/** When a record says that it was written; 0 where it does not say, or says no number. */
export function timeOf(value: unknown): number {
  const at = (value as { at?: unknown } | null | undefined)?.at
  return typeof at === 'number' ? at : 0
}

/** Top-level maps that hold records. */
export const recordMaps = (doc: Y.Doc): string[] => [...doc.share.keys()].filter((name) => name !== REVS)
export const isGone = (value: unknown): boolean => parse(stamp, value).ok && (value as { gone?: unknown }).gone === true
export const revisionOf = (value: unknown): Stamp['rev'] | undefined => {
  const stamped = parse(stamp, value)
  return stamped.ok ? stamped.value.rev : undefined
}
/** Puts a record as it stands, stamps and all: for baselines and for what a returning device brings. */
export function carryRecord(doc: Y.Doc, map: string, id: string, value: unknown): void {
  if (isPlain(value)) doc.getMap(map).set(id, value)
}
export function carryRevisions(doc: Y.Doc, seen: Readonly<Record<string, number>>): void {
  const known = seenRevisions(doc)
  const carrier = doc.clientID.toString(36)
  for (const [screen, counter] of Object.entries(seen)) {
    if ((known[screen] ?? 0) < counter) doc.getMap(REVS).set(`${screen}~${carrier}`, counter)
  }
}
