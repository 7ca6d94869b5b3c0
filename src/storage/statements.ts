import { signedStatement, type SignedStatement } from '../protocol/statement.ts'
import { fromJson, toJson } from './json.ts'
import type { RoomStore } from './room-store.ts'
import type { RowKey } from './schema.ts'
import type { Rows } from './rows.ts'

export type Statements = Pick<RoomStore, 'putStatements' | 'allStatements' | 'dropStatements'>

/** Signed statements under their ids. Signatures are not checked here: whoever uses a statement does that. */
export function openStatements(rows: Rows): Statements {
  return {
    async putStatements(items, ids) {
      const sealed = await Promise.all(
        items.map((item, i) => rows.seal('statements', [ids[i] as string], toJson({ text: item.text, sig: item.sig }))),
      )
      return rows.write(['statements'], (to) => sealed.map((row) => to.put('statements', row)))
    },
    async allStatements() {
      const readable: SignedStatement[] = []
      const broken: RowKey[] = []
      for (const { key, bytes } of (await rows.list('statements')).rows) {
        const statement = fromJson(signedStatement, bytes)
        if (statement.ok) readable.push(statement.value)
        else broken.push(key)
      }
      if (broken.length > 0) await rows.setAside('statements', broken)
      return readable
    },
    dropStatements: (ids) => rows.write(['statements'], (to) => ids.map((id) => to.drop('statements', id))),
  }
}
