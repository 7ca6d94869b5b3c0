import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { err, ok, type Result } from '../src/lib/result.ts'
import { type Certificate, fits, type Pair } from './certificates.ts'

/** A certificate that somebody else issues and renews: looked at again and again, taken when it is whole. */
export async function openCertificateFiles(files: Files): Promise<Result<Certificate>> {
  const first = await read(files)
  if (!first || !fits(first))
    return err(`${files.cert} and ${files.key} are not a certificate and its key: check --cert and --key.`)
  let serving = first
  let broken = { seen: '', looks: 0 }

  return ok({
    pair: first,
    ca: undefined,
    hosts: () => hostsOf(serving, files.fallbackHosts()),
    checkEveryMs: 5_000,
    async renew() {
      const next = await read(files)
      const seen = next ? next.cert + next.key : 'missing'
      if (seen === serving.cert + serving.key) return undefined
      if (next && fits(next)) {
        serving = next
        return next
      }
      // A renewal writes two files one after the other, so one bad look is no news; the second is, once.
      broken = { seen, looks: broken.seen === seen ? broken.looks + 1 : 1 }
      if (broken.looks === 2) files.say(`The new certificate in ${files.cert} cannot be used, so the old one stays.`)
      return undefined
    },
  })
}

export type Files = { cert: string; key: string; say(sentence: string): void; fallbackHosts(): readonly string[] }

async function read({ cert, key }: Files): Promise<Pair | undefined> {
  try {
    return { cert: await readFile(cert, 'utf8'), key: await readFile(key, 'utf8') }
  } catch {
    return undefined // missing or unreadable, which is all the caller needs to know
  }
}

/** A wildcard names no host; such a certificate is opened under the names the box has anyway. */
function hostsOf({ cert }: Pair, fallback: readonly string[]): readonly string[] {
  const names = new X509Certificate(cert).subjectAltName ?? ''
  const hosts = [...names.matchAll(/(?:DNS|IP Address):([^,\s]+)/g)].map(([, host = '']) => host)
  const usable = hosts.filter((host) => !host.includes('*') && host !== 'localhost' && !host.startsWith('127.'))
  return usable.length > 0 ? usable : fallback
}
