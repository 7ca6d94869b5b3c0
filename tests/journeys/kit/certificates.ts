import 'reflect-metadata' // @peculiar/x509 expects it to be there first
import { execFile } from 'node:child_process'
import { createPrivateKey, randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import * as x509 from '@peculiar/x509'
import type { Page } from 'playwright'
import { issueLeaf, type Pair } from '../../../signaling/certificates.ts'
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
  await trustCa(deviceFolder, box.urls.ca)
}

export async function trustCa(deviceFolder: string, file: string): Promise<void> {
  const database = join(deviceFolder, '.pki/nssdb')
  await mkdir(database, { recursive: true })
  await run('certutil', ['-d', `sql:${database}`, '-N', '--empty-password'])
  await run('certutil', ['-d', `sql:${database}`, '-A', '-t', 'C,,', '-n', 'A test’s CA', '-i', file])
}

/** An authority that may vouch for any name, as those that browsers know: `issue` is what one buys there. */
export async function makeAuthority(): Promise<{ cert: string; issue(host: string): Promise<Pair> }> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const made = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: `01${randomBytes(15).toString('hex')}`,
    name: 'CN=An authority',
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey)
  const key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' })
  const ca = { cert: made.toString('pem'), key: key.export({ type: 'pkcs8', format: 'pem' }).toString() }
  return { cert: ca.cert, issue: (host) => issueLeaf(ca, [host], Date.now()) }
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
