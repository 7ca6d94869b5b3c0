import 'reflect-metadata' // @peculiar/x509 expects it to be there first
import { randomBytes, webcrypto } from 'node:crypto'
import { isIP } from 'node:net'
import { createSecureContext } from 'node:tls'
import * as x509 from '@peculiar/x509'
import { toHex } from '../src/lib/bytes.ts'
import { nameConstraints } from './der.ts'

/** PEM. */
export type Pair = { cert: string; key: string }

/** What https is served with, whoever issued it. */
export type Certificate = {
  pair: Pair
  /** What devices may choose to trust; nothing where a public authority vouches already. */
  ca: { path: string; pem: string; fingerprint: string } | undefined
  /** Names and addresses under which the box is opened, best first. */
  hosts(): readonly string[]
  checkEveryMs: number
  /** A pair to serve from now on, where there is a new one. */
  renew(): Promise<Pair | undefined>
}

/**
 * The CA of one site. It may vouch for web servers under local names and private addresses only, so that whoever
 * steals it cannot pose as anything on the internet.
 */
export async function makeSiteCa(label: string, nowMs: number): Promise<Pair> {
  const keys = await makeKeys()
  const cert = await x509.X509CertificateGenerator.createSelfSigned({
    // A few letters of chance, so that a tablet that knows two boxes can tell their CAs apart.
    name: named(`Osmose site CA ${label} ${toHex(randomBytes(3))}`),
    ...valid(nowMs, CA_DAYS),
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.Extension(NAME_CONSTRAINTS, true, nameConstraints(LOCAL_DOMAINS)),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return { cert: `${cert.toString('pem')}\n`, key: await exportKey(keys) }
}

/** A server certificate for these names and addresses, signed by the site CA. */
export async function issueLeaf(ca: Pair, hosts: readonly string[], nowMs: number): Promise<Pair> {
  const keys = await makeKeys()
  const issuer = new x509.X509Certificate(ca.cert)
  const names = hosts.map((host) => ({ type: isIP(host) ? 'ip' : 'dns', value: host }) as const)
  const cert = await x509.X509CertificateGenerator.create({
    subject: named('Osmose box'),
    ...valid(nowMs, LEAF_DAYS),
    issuer: issuer.subject,
    publicKey: keys.publicKey,
    signingKey: await importKey(ca.key),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(names),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  })
  return { cert: `${cert.toString('pem')}\n`, key: await exportKey(keys) }
}

/** Whether TLS would take this certificate with this key. */
export function fits({ cert, key }: Pair): boolean {
  try {
    createSecureContext({ cert, key })
    return cert.includes('BEGIN CERTIFICATE')
  } catch {
    return false // whatever is wrong with it, the answer is no
  }
}

/** Names that no public authority gives out (RFC 6761, 6762, 8375, ICANN's .internal). */
export const LOCAL_DOMAINS = ['local', 'localhost', 'lan', 'internal', 'home.arpa', 'test']

const NAME_CONSTRAINTS = '2.5.29.30'
const DAY_MS = 86_400_000
const CA_DAYS = 3652
const LEAF_DAYS = 90
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' }
const CURVE = { name: 'ECDSA', namedCurve: 'P-256' }

x509.cryptoProvider.set(webcrypto as unknown as Crypto)

const makeKeys = () => webcrypto.subtle.generateKey(CURVE, true, ['sign', 'verify']) as Promise<CryptoKeyPair>

const named = (commonName: string) => [{ CN: [commonName] }]

const valid = (nowMs: number, days: number) => ({
  // Positive, and long enough that no two certificates share one.
  serialNumber: `01${toHex(randomBytes(15))}`,
  // Tablets without a time server may be behind.
  notBefore: new Date(nowMs - 2 * DAY_MS),
  notAfter: new Date(nowMs + days * DAY_MS),
  signingAlgorithm: SIGNING,
})

async function exportKey({ privateKey }: CryptoKeyPair): Promise<string> {
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', privateKey as webcrypto.CryptoKey)
  return `${x509.PemConverter.encode(pkcs8, 'PRIVATE KEY')}\n`
}

const importKey = (pem: string) =>
  webcrypto.subtle.importKey('pkcs8', x509.PemConverter.decodeFirst(pem), CURVE, false, ['sign']) as Promise<CryptoKey>
