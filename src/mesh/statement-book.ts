import { digest } from '../lib/digest.ts'
import { utf8 } from '../lib/bytes.ts'
import { makeListeners } from '../lib/listeners.ts'
import type { StatementId, RoomId } from '../protocol/ids.ts'
import type { SignedStatement } from '../protocol/statement.ts'
import { rosterOf, type Roster } from '../trust/roster.ts'
import { verify, type Statement } from '../trust/statement.ts'

/** Phones need to know which screens are the room's, which epoch it is in and whether to scan again; who was admitted is for screens. */
export type Audience = 'screen' | 'phone'
const PHONE_KINDS = new Set(['root', 'add', 'remove', 'admin', 'unadmin', 'recover', 'epoch', 'rescan'])

/** All statements this device holds: a set that only grows by verified members, and what follows from it. */
export type StatementBook = {
  all(): readonly Statement[]
  has(id: StatementId): boolean
  roster(): Roster | undefined
  digestFor(audience: Audience): string
  idsFor(audience: Audience): string[]
  /** What somebody who holds these ids (first 12 letters each) lacks. */
  missingFor(audience: Audience, held: readonly string[]): SignedStatement[]
  /** Verifies what is new and keeps it; returns what was new. A bad signature is dropped and counted. */
  take(items: readonly SignedStatement[], from?: unknown): Promise<Statement[]>
  /** Keeps what was verified or made here. */
  add(items: readonly Statement[]): void
  forget(ids: readonly StatementId[]): void
  /** `from` is what was given to `take`; undefined for what was made here. */
  onChange(listener: (change: { added: readonly Statement[]; from?: unknown }) => void): () => void
  refused(): number
}

export function makeStatementBook(deps: {
  room: RoomId
  keep: (items: readonly Statement[]) => void
  drop: (ids: readonly StatementId[]) => void
}): StatementBook {
  const book = new Map<StatementId, Statement>()
  const bySignature = new Set<string>()
  const changes = makeListeners<{ added: readonly Statement[]; from?: unknown }>()
  let roster: Roster | undefined
  let digests = new Map<Audience, string>()
  let refused = 0

  return {
    all: () => [...book.values()],
    has: (id) => book.has(id),
    roster: () => (roster ??= rosterOf(deps.room, book.values())),
    digestFor(audience) {
      const known = digests.get(audience)
      if (known !== undefined) return known
      const made = digest(
        utf8(
          visible(audience)
            .map(({ id }) => id)
            .sort()
            .join(),
        ),
      )
      digests.set(audience, made)
      return made
    },
    idsFor: (audience) => visible(audience).map(({ id }) => id.slice(0, 12)),
    missingFor(audience, held) {
      const there = new Set(held)
      return visible(audience)
        .filter(({ id }) => !there.has(id.slice(0, 12)))
        .map(({ signed }) => signed)
    },
    async take(items, from) {
      const fresh: Statement[] = []
      for (const item of items) {
        if (bySignature.has(item.sig)) continue
        const verified = await verify(item)
        if (verified.ok) fresh.push(verified.value)
        else refused += 1
      }
      add(fresh, from)
      return fresh
    },
    add: (items) => add(items),
    forget(ids) {
      if (ids.length === 0) return
      for (const id of ids) {
        const gone = book.get(id)
        if (gone) bySignature.delete(gone.signed.sig)
        book.delete(id)
      }
      digests = new Map()
      deps.drop(ids)
    },
    onChange: changes.add,
    refused: () => refused,
  }

  function visible(audience: Audience): Statement[] {
    const all = [...book.values()]
    return audience === 'screen' ? all : all.filter(({ body }) => body && PHONE_KINDS.has(body.kind))
  }

  function add(items: readonly Statement[], from?: unknown) {
    const fresh = items.filter(({ id }) => !book.has(id))
    if (fresh.length === 0) return
    for (const statement of fresh) {
      book.set(statement.id, statement)
      bySignature.add(statement.signed.sig)
    }
    roster = undefined
    digests = new Map()
    deps.keep(fresh)
    changes.tell({ added: fresh, from })
  }
}
