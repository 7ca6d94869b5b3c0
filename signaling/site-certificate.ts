import { createPrivateKey, X509Certificate } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { err, ok, type Result } from '../src/lib/result.ts'
import { issueLeaf, makeSiteCa, type Pair } from './certificates.ts'
import { readIfThere, writeWhole } from './files.ts'

/** What https is served with, whoever issued it. */
export type Certificate = {
  /** What to serve as of now: read again, or issued again for the networks the box is on by now. */
  pair(): Promise<Pair>
  /** What devices may choose to trust; nothing where a public authority vouches already. */
  ca?: { path: string; pem: string; fingerprint: string }
  /** The names and addresses that people and tablets open, where the certificate says so itself. */
  hosts: readonly string[]
}

/** A certificate that somebody else issues and renews. */
export async function openCertificateFiles(cert: string, key: string): Promise<Result<Certificate>> {
  const pair = async () => ({ cert: await readIfThere(cert), key: await readIfThere(key) })
  const first = await pair()
  if (!fits(first)) return err(`${cert} and ${key} are not a certificate and its key: check --cert and --key.`)
  const names = new X509Certificate(first.cert).subjectAltName ?? ''
  const hosts = [...names.matchAll(/(?:DNS|IP Address):([^,\s]+)/g)].map(([, host = '']) => host)
  // A wildcard names no host, and nobody but this computer itself opens the others.
  return ok({ pair, hosts: hosts.filter((host) => !/^(localhost$|127\.|\*)/.test(host)) })
}

/**
 * The box's own CA and leaf: made on first run and kept. The label tells this site's CA from others in a tablet's
 * list; the leaf follows the names and addresses the box has as of now.
 */
export async function openSiteCertificate(
  dir: string,
  label: string,
  hosts: () => readonly string[],
  nowMs: () => number,
): Promise<Result<Certificate>> {
  const [caPath, keyPath, leafPath] = [resolve(dir, 'ca.crt'), resolve(dir, 'ca.key'), resolve(dir, 'leaf.pem')]
  if (!existsSync(caPath)) {
    await mkdir(dir, { recursive: true, mode: 0o700 })
    const made = await makeSiteCa(label, nowMs())
    await writeWhole(keyPath, made.key, 0o600)
    await writeWhole(caPath, made.cert, 0o644)
  }
  const ca = { cert: await readIfThere(caPath), key: await readIfThere(keyPath) }
  // Never replaced on the quiet: every tablet on the site trusts this one.
  if (!fits(ca)) return err(`${caPath} and ca.key do not fit together: restore them from a copy, or remove both.`)
  const fingerprint = new X509Certificate(ca.cert).fingerprint256.replaceAll(':', '').toLowerCase()
  let leaf = await readIfThere(leafPath)
  async function pair(): Promise<Pair> {
    if (!serves(leaf, ca, hosts(), nowMs())) {
      const { cert, key } = await issueLeaf(ca, hosts(), nowMs())
      leaf = cert + key // one file, so that the two halves never come from different runs
      await writeWhole(leafPath, leaf, 0o600)
    }
    return { cert: leaf, key: leaf }
  }
  return ok({ pair, ca: { path: caPath, pem: ca.cert, fingerprint }, hosts: [] })
}

/** Whether this is a certificate with its key. */
export function fits({ cert, key }: Pair): boolean {
  try {
    return new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))
  } catch {
    return false // whatever is wrong with it, the answer is no
  }
}

/** Whether the leaf is ours, will last, and speaks for all of these hosts. */
function serves(leaf: string, ca: Pair, hosts: readonly string[], nowMs: number): boolean {
  if (!fits({ cert: leaf, key: leaf })) return false
  const cert = new X509Certificate(leaf)
  const lasts = nowMs + RENEW_BEFORE_MS < Date.parse(cert.validTo)
  const ours = cert.verify(new X509Certificate(ca.cert).publicKey)
  return lasts && ours && hosts.every((host) => (isIP(host) ? cert.checkIP(host) : cert.checkHost(host)))
}

const RENEW_BEFORE_MS = 30 * 86_400_000
