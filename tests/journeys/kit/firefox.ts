import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import puppeteer, { type Browser, type ElementHandle, type Page } from 'puppeteer-core'

const FIREFOX = process.env['OSMOSE_FIREFOX'] ?? '/usr/bin/firefox-esr'
export const hasFirefox = existsSync(FIREFOX)

/** A phone whose browser is Firefox, with the few things that people do there. */
export type Fox = {
  page: Page
  errors: string[]
  go(url: string): Promise<void>
  /** Waits until the page's state is this. */
  isAt(state: string): Promise<void>
  /** Waits for these words, wherever they are drawn. */
  reads(words: string): Promise<void>
  /** Waits for this button. */
  shows(button: string): Promise<void>
  tap(button: string): Promise<void>
  fill(box: string, text: string): Promise<void>
  /** Fills the line and presses Enter. */
  write(box: string, text: string): Promise<void>
  textOf(testId: string): Promise<string>
  /** This phone could now start without the box. */
  isInstalled(): Promise<void>
  /** The key of every row this origin keeps. */
  keptRows(): Promise<string[]>
  /** Of each private key in its database, whether a script can take it out: `kept` where it cannot. */
  keysOnDisk(): Promise<Record<string, string>>
  choose(input: string, file: { name: string; bytes: Buffer }): Promise<void>
  close(): Promise<void>
}

/**
 * Firefox as the system has it, driven over WebDriver BiDi. Opened again on its folder, it finds its disk as it left it.
 * `prepare` runs in each page before everything else.
 */
export async function openFirefox(folder: string, prepare?: () => void): Promise<Fox> {
  const browser: Browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: FIREFOX,
    userDataDir: folder,
    // What it would tell or ask its maker: journeys leave the machine alone.
    extraPrefsFirefox: {
      'intl.locale.requested': 'en-GB',
      'intl.accept_languages': 'en-GB, en',
      'services.settings.server': 'data:,',
      'network.captive-portal-service.enabled': false,
      'network.connectivity-service.enabled': false,
    },
  })
  const page = (await browser.pages())[0] ?? (await browser.newPage())
  page.setDefaultTimeout(60_000)
  if (prepare) await page.evaluateOnNewDocument(prepare)
  await page.setViewport({ width: 390, height: 844 })
  const errors: string[] = []
  page.on('pageerror', (fault) => errors.push(String(fault)))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  const named = (role: string, name: string) => page.locator(`::-p-aria([role="${role}"][name="${name}"])`)
  return {
    page,
    errors,
    go: async (url) => void (await page.goto(url)),
    isAt: async (state) => void (await page.waitForSelector(`main[data-screen=phone][data-state=${state}]`)),
    reads: async (words) => void (await page.waitForSelector(`::-p-text(${words})`)),
    shows: async (button) => void (await named('button', button).wait()),
    tap: (button) => named('button', button).click(),
    fill: (box, text) => named('textbox', box).fill(text),
    async write(box, text) {
      await named('textbox', box).fill(text)
      await page.keyboard.press('Enter')
    },
    async textOf(testId) {
      const element = await page.waitForSelector(`[data-testid="${testId}"]`)
      return (await element?.evaluate((one) => (one as HTMLElement).innerText)) ?? ''
    },
    isInstalled: () => page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined)),
    keptRows: () => page.evaluate(rowsOf),
    keysOnDisk: () => page.evaluate(tryKeys),
    async choose(input, { name, bytes }) {
      const path = join(folder, name)
      await writeFile(path, bytes)
      const chooser = await page.waitForSelector(`input[type=file][aria-label="${input}"]`)
      await (chooser as ElementHandle<HTMLInputElement>).uploadFile(path)
    },
    close: () => browser.close(),
  }
}

/** In the page: the names of all rows of all databases. */
async function rowsOf(): Promise<string[]> {
  const answer = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(new Error(request.error?.message))
    })
  const rows: string[] = []
  for (const { name = '' } of await indexedDB.databases()) {
    const db = await answer(indexedDB.open(name))
    for (const shelf of db.objectStoreNames)
      for (const key of await answer(db.transaction(shelf).objectStore(shelf).getAllKeys()))
        rows.push(`${shelf} ${JSON.stringify(key)}`)
    db.close()
  }
  return rows
}

/** In the page: takes each private key of the first room out of its database, and tries to export it. */
async function tryKeys(): Promise<Record<string, string>> {
  const db = await new Promise<IDBDatabase>((resolve) => {
    const opening = indexedDB.open('osmose')
    opening.onsuccess = () => resolve(opening.result)
  })
  const [room] = await new Promise<{ keys: Record<string, unknown> }[]>((resolve) => {
    const asking = db.transaction('rooms').objectStore('rooms').getAll()
    asking.onsuccess = () => resolve(asking.result as { keys: Record<string, unknown> }[])
  })
  db.close()
  const tried = Object.entries(room?.keys ?? {}).flatMap(([name, key]) =>
    key instanceof CryptoKey
      ? [
          crypto.subtle.exportKey('pkcs8', key).then(
            () => [name, 'taken'] as const,
            () => [name, 'kept'] as const,
          ),
        ]
      : [],
  )
  return Object.fromEntries(await Promise.all(tried))
}
