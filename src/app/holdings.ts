import { openDocuments, type Documents } from '../mesh/documents.ts'
import { makeStatementBook, type StatementBook } from '../mesh/statement-book.ts'
import type { RoomId } from '../protocol/ids.ts'
import type { DocName } from '../protocol/link.ts'
import type { SignedStatement } from '../protocol/statement.ts'
import type { RoomStore } from '../storage/room-store.ts'
import { verify } from '../trust/statement.ts'

/** What a device holds of its room, read from its disk and kept there as it changes. */
export type Holdings = { book: StatementBook; documents: Documents }

export async function openHoldings(deps: {
  room: RoomId
  store: RoomStore
  /** Which documents, as what is known of the roster allows. */
  names: (book: StatementBook) => readonly DocName[]
  writes: boolean
  /** Statements that came with a device's papers. */
  handed?: readonly SignedStatement[]
}): Promise<Holdings> {
  const { store } = deps
  let loading = true
  const book = makeStatementBook({
    room: deps.room,
    keep(items) {
      const signed = items.map((item) => item.signed)
      if (!loading)
        void store.putStatements(
          signed,
          items.map(({ id }) => id),
        ) // a fault is told through the store's onFault
    },
    drop: (ids) => void store.dropStatements(ids),
  })
  for (const signed of await store.allStatements()) {
    const verified = await verify(signed)
    if (verified.ok) book.add([verified.value])
  }
  loading = false
  if (deps.handed) await book.take(deps.handed)
  return { book, documents: await openDocuments({ names: deps.names(book), writes: deps.writes, store }) }
}
