import { err, ok, type Result } from '../lib/result.ts'

/** The device has no room left; the browser's store fails or refuses; a row does not unseal or does not parse. */
export type StoreFault = 'storage-full' | 'storage-broken' | 'store-corrupt'

/** Runs something that touches the disk; what the browser throws becomes a value, without the browser's words. */
export async function attempt<T>(run: () => Promise<T>): Promise<Result<T, StoreFault>> {
  try {
    return ok(await run())
  } catch (error) {
    if (!(error instanceof DOMException)) throw error // a bug of ours
    return err(error.name === 'QuotaExceededError' ? 'storage-full' : 'storage-broken')
  }
}
