import { execFile } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright'
import type { Box } from './house.ts'

const run = promisify(execFile)

/** The box over https, under a name that its own certificate carries and every device of a test can resolve. */
export function secureUrl(box: Box, host = 'localhost'): string {
  const [any] = box.urls.https
  if (any === undefined) throw new Error('The box serves no https')
  return `https://${host}:${new URL(any).port}/`
}

/**
 * What a person does by hand on a wall tablet: imports the box's CA. To be done before the device is switched on;
 * Chromium reads the database in its home, which here is the device's folder.
 */
export async function trustBox(deviceFolder: string, box: Box): Promise<void> {
  if (box.urls.ca === null) throw new Error('The box has no CA of its own')
  const database = join(deviceFolder, '.pki/nssdb')
  await mkdir(database, { recursive: true })
  await run('certutil', ['-d', `sql:${database}`, '-N', '--empty-password'])
  await run('certutil', ['-d', `sql:${database}`, '-A', '-t', 'C,,', '-n', 'Osmose site CA', '-i', box.urls.ca])
}

/** Goes past the browser's own warning as a visitor does, and says how many taps that took: none where it remembers. */
export async function pastWarning(page: Page, url: string): Promise<number> {
  const warned = await page.goto(url).then(
    () => false,
    (error: unknown) => {
      if (error instanceof Error && error.message.includes('ERR_CERT_AUTHORITY_INVALID')) return true
      throw error
    },
  )
  if (!warned) return 0
  // Chromium's own page, in its own words: Advanced, then Proceed.
  await page.locator('#details-button').click()
  await page.locator('#proceed-link').click()
  await page.locator('main').waitFor()
  return 2
}
