import { X509Certificate } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { err, ok, type Result } from '../src/lib/result.ts'
import { type Certificate, fits, issueLeaf, makeSiteCa, type Pair } from './certificates.ts'
import { readIfThere, writeWhole } from './files.ts'

/** The box's own CA and leaf: made on first run and kept; the leaf follows the networks the box is on. */
export async function openSiteCertificate({ dir, label, hosts, urlHosts, nowMs }: Site): Promise<Result<Certificate>> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const ca = await openCa(dir, label, nowMs())
  if (!ca.ok) return ca
  const authority = ca.value
  const path = resolve(dir, 'leaf.pem')
  let leaf = (await readIfThere(path)) ?? ''

  async function renew(): Promise<Pair | undefined> {
    if (serves(leaf, authority, hosts(), nowMs())) return undefined
    const issued = await issueLeaf(authority, hosts(), nowMs())
    const both = issued.cert + issued.key // one file, so that the two halves never come from different runs
    await writeWhole(path, both, 0o600)
    leaf = both
    return { cert: leaf, key: leaf }
  }

  await renew()
  const fingerprint = new X509Certificate(authority.cert).fingerprint256.replaceAll(':', '').toLowerCase()
  return ok({
    pair: { cert: leaf, key: leaf },
    ca: { path: resolve(dir, 'ca.crt'), pem: authority.cert, fingerprint },
    hosts: urlHosts,
    checkEveryMs: 30_000,
    renew,
  })
}

export type Site = {
  dir: string
  /** Tells this site's CA from others in a tablet's list. */
  label: string
  /** Names and addresses the leaf must carry, as of now. */
  hosts(): readonly string[]
  /** Those of them that people and tablets open, best first. */
  urlHosts(): readonly string[]
  nowMs(): number
}

async function openCa(dir: string, label: string, nowMs: number): Promise<Result<Pair>> {
  const [certPath, keyPath] = [resolve(dir, 'ca.crt'), resolve(dir, 'ca.key')]
  const [cert, key] = [await readIfThere(certPath), await readIfThere(keyPath)]
  if (cert === undefined) {
    const made = await makeSiteCa(label, nowMs)
    await writeWhole(keyPath, made.key, 0o600)
    await writeWhole(certPath, made.cert, 0o644)
    return ok(made)
  }
  // Never replaced on the quiet: every tablet on the site trusts this one.
  if (key !== undefined && fits({ cert, key })) return ok({ cert, key })
  return err(
    `${certPath} and ca.key do not fit together: restore them from a copy, or remove both to begin anew (every tablet must then trust the new one).`,
  )
}

/** Whether the leaf is ours, will last, and speaks for all of these hosts. */
function serves(leaf: string, ca: Pair, hosts: readonly string[], nowMs: number): boolean {
  if (!fits({ cert: leaf, key: leaf })) return false
  const cert = new X509Certificate(leaf)
  const lasts = Date.parse(cert.validFrom) <= nowMs && nowMs + RENEW_BEFORE_MS < Date.parse(cert.validTo)
  const issuer = new X509Certificate(ca.cert)
  const ours = cert.checkIssued(issuer) && cert.verify(issuer.publicKey)
  return lasts && ours && hosts.every((host) => (isIP(host) ? cert.checkIP(host) : cert.checkHost(host)) !== undefined)
}

const RENEW_BEFORE_MS = 30 * 86_400_000
