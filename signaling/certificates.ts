import 'reflect-metadata' // @peculiar/x509 expects it to be there first
import { createPrivateKey, randomBytes } from 'node:crypto'
import { isIP } from 'node:net'
import * as x509 from '@peculiar/x509'
import { concat } from '../src/lib/bytes.ts'
import { PRIVATE_NETWORKS } from './addresses.ts'

/** PEM. */
export type Pair = { cert: string; key: string }

/**
 * The CA of one site. It may vouch for web servers under local names and private addresses only, so that whoever
 * steals it cannot pose as anything on the internet.
 */
export async function makeSiteCa(label: string, nowMs: number): Promise<Pair> {
  const keys = await makeKeys()
  const cert = await x509.X509CertificateGenerator.createSelfSigned({
    ...validFor(CA_DAYS, nowMs),
    // A few letters of chance, so that a tablet that knows two boxes can tell their CAs apart.
    name: `CN=Osmose site CA ${label} ${randomBytes(3).toString('hex')}`,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.Extension(NAME_CONSTRAINTS, true, nameConstraints()),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return toPem(cert, keys)
}

/** A server certificate for these names and addresses, signed by the site CA. */
export async function issueLeaf(ca: Pair, hosts: readonly string[], nowMs: number): Promise<Pair> {
  const keys = await makeKeys()
  const issuer = new x509.X509Certificate(ca.cert)
  const caKey = createPrivateKey(ca.key).export({ type: 'pkcs8', format: 'der' })
  const cert = await x509.X509CertificateGenerator.create({
    ...validFor(LEAF_DAYS, nowMs),
    subject: 'CN=Osmose box',
    issuer: issuer.subject,
    publicKey: keys.publicKey,
    signingKey: await crypto.subtle.importKey('pkcs8', caKey, CURVE, false, ['sign']),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(hosts.map(generalName)),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  })
  return toPem(cert, keys)
}

const CA_DAYS = 3652
const LEAF_DAYS = 90
const DAY_MS = 86_400_000
const CURVE = { name: 'ECDSA', namedCurve: 'P-256' }
const NAME_CONSTRAINTS = '2.5.29.30'
/** Names that no public authority gives out (RFC 6761, 6762, 8375, ICANN's .internal). */
const LOCAL_DOMAINS = ['local', 'localhost', 'lan', 'internal', 'home.arpa', 'test']

const makeKeys = () => crypto.subtle.generateKey(CURVE, true, ['sign', 'verify'])

const validFor = (days: number, nowMs: number) => ({
  // Positive, and long enough that no two certificates share one.
  serialNumber: `01${randomBytes(15).toString('hex')}`,
  // Tablets without a time server may be behind.
  notBefore: new Date(nowMs - 2 * DAY_MS),
  notAfter: new Date(nowMs + days * DAY_MS),
  signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
})

/** A host, or a network as `address/bits`. */
const generalName = (value: string) => ({ type: isIP(value.replace(/\/.*/, '')) ? 'ip' : 'dns', value }) as const

/** The value of a name constraint (RFC 5280, 4.2.1.10): these names and private addresses, and no others. */
function nameConstraints(): Uint8Array<ArrayBuffer> {
  const permitted = [...LOCAL_DOMAINS, ...PRIVATE_NETWORKS].map(generalName)
  // A subtree without bounds is written as a list of one name.
  const subtrees = permitted.map((name) => new Uint8Array(new x509.GeneralNames([name]).rawData))
  return tagged(0x30, tagged(0xa0, concat(...subtrees)))
}

/** For contents of 128 to 255 bytes, as ours are. */
const tagged = (tag: number, content: Uint8Array) => concat(Uint8Array.of(tag, 0x81, content.length), content)

async function toPem(cert: x509.X509Certificate, { privateKey }: CryptoKeyPair): Promise<Pair> {
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', privateKey)
  return { cert: `${cert.toString('pem')}\n`, key: `${x509.PemConverter.encode(pkcs8, 'PRIVATE KEY')}\n` }
}
