import type { BrowserContext, Page } from 'playwright'
import type { Device } from './house.ts'

/* Disks that are full, refuse, or fail. */

/** Chromium's own quota for this origin is one byte from now on; answers with what gives the space back. */
export async function fillDisk({ page, context }: Device): Promise<() => Promise<void>> {
  const session = await context.newCDPSession(page)
  const { origin } = new URL(page.url())
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 })
  return async () => void (await session.send('Storage.overrideQuotaForOrigin', { origin }))
}

/** A disk that refuses what is written as a full one does, while `osmoseDiskFull` is set. Chromium's own quota shows with a delay. */
export const withRefusingDisk = (context: BrowserContext) =>
  context.addInitScript(() => {
    const put = Reflect.get(IDBObjectStore.prototype, 'put') as IDBObjectStore['put']
    IDBObjectStore.prototype.put = function (...args) {
      if (Reflect.get(window, 'osmoseDiskFull')) throw new DOMException('', 'QuotaExceededError')
      return put.apply(this, args)
    }
  })
export const refuseWrites = (page: Page, refuse: boolean) =>
  page.evaluate((full) => Reflect.set(window, 'osmoseDiskFull', full), refuse)

/** Keys of all rows on one shelf of this origin's disk, as text. */
export const rowsIn = (page: Page, shelf: string) =>
  page.evaluate(
    (name) =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open('osmose')
        opening.onerror = () => reject(new Error(opening.error?.message))
        opening.onsuccess = () => {
          const asking = opening.result.transaction(name).objectStore(name).getAllKeys()
          asking.onsuccess = () => {
            opening.result.close()
            resolve(asking.result.map((key) => JSON.stringify(key)))
          }
        }
      }),
    shelf,
  )

/** Overwrites every row on a shelf, but for those with these keys, as a failing disk would. */
export const damage = (page: Page, shelf: string, spared: readonly string[]) =>
  page.evaluate(
    ([name, spare]) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('osmose')
        opening.onerror = () => reject(new Error(opening.error?.message))
        opening.onsuccess = () => {
          const writing = opening.result.transaction(name, 'readwrite')
          const asking = writing.objectStore(name).getAllKeys()
          asking.onsuccess = () => {
            for (const key of asking.result)
              if (!spare.includes(JSON.stringify(key))) writing.objectStore(name).put(new Uint8Array(64).fill(7), key)
          }
          writing.oncomplete = () => {
            opening.result.close()
            resolve()
          }
        }
      }),
    [shelf, spared] as const,
  )
