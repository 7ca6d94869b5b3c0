import { makeListeners } from '../lib/listeners.ts'
import { ok, type Result } from '../lib/result.ts'
import type { SignedStatement } from '../protocol/statement.ts'
import type { StatementId } from '../protocol/ids.ts'
import type { StoreFault } from '../storage/fault.ts'
import type { RoomStore } from '../storage/room-store.ts'

/**
 * The same store, heard: whatever it could not keep is told to `onFault`, also where the writer did not look at the
 * answer, and statements that found no room are written again by the next flush.
 */
export function heardStore<Store extends RoomStore>(store: Store): Store {
  const faults = makeListeners<StoreFault>()
  const unkept = new Map<StatementId, SignedStatement>()
  store.onFault(faults.tell)

  async function hear<T>(write: Promise<Result<T, StoreFault>>): Promise<Result<T, StoreFault>> {
    const written = await write
    if (!written.ok) faults.tell(written.error)
    return written
  }

  async function putStatements(...[items, ids]: Parameters<RoomStore['putStatements']>) {
    ids.forEach((id, i) => unkept.set(id, items[i] as SignedStatement))
    const put = await hear(store.putStatements(items, ids))
    if (put.ok) ids.forEach((id) => unkept.delete(id))
    return put
  }

  return {
    ...store,
    putStatements,
    dropStatements(ids) {
      for (const id of ids) unkept.delete(id)
      return hear(store.dropStatements(ids))
    },
    setValue: (key, value) => hear(store.setValue(key, value)),
    async flush() {
      const put = unkept.size > 0 ? await putStatements([...unkept.values()], [...unkept.keys()]) : ok(undefined)
      const flushed = await store.flush()
      return put.ok ? flushed : put
    },
    onFault: faults.add,
  }
}
