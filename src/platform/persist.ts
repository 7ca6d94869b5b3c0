/** Asks the browser not to evict what we store. Firefox asks the person, others decide by themselves. */
export async function askPersist(): Promise<boolean> {
  const storage = storageManager()
  if (!storage?.persist) return false
  try {
    return (await storage.persisted()) || (await storage.persist())
  } catch {
    return false // refused in some private modes: what is stored may be evicted, as if nobody had asked
  }
}

/** What this origin stores, and may store. Both are the browser's estimates; zeros where it does not say. */
export async function usage(): Promise<{ usedBytes: number; quotaBytes: number }> {
  try {
    const estimate = await storageManager()?.estimate?.()
    return { usedBytes: estimate?.usage ?? 0, quotaBytes: estimate?.quota ?? 0 }
  } catch {
    return { usedBytes: 0, quotaBytes: 0 } // refused in some private modes
  }
}

/** What may still be stored; without end where the browser does not say. */
export async function freeBytes(): Promise<number> {
  const { usedBytes, quotaBytes } = await usage()
  return quotaBytes > 0 ? quotaBytes - usedBytes : Infinity
}

/** Missing on plain http and in old browsers. */
const storageManager = (): (Partial<StorageManager> & Pick<StorageManager, 'persisted'>) | undefined =>
  (globalThis.navigator as Partial<Navigator> | undefined)?.storage
