import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { type Answer, NOT_FOUND, notAllowed } from './answer.ts'
import { urlHost } from './addresses.ts'
import { caProfile } from './ca-profile.ts'
import type { Certificate } from './certificates.ts'
import { joinPage, JOIN_STYLE } from './join-page.ts'

/** What plain http shows the network: how to come in by https, and the CA to trust; nothing else. */
export function makeJoinPages({ certificate, httpsPort }: { certificate: Certificate; httpsPort(): number }) {
  const { ca } = certificate
  const downloads: Readonly<Record<string, Answer>> = ca
    ? {
        '/ca.crt': download('application/x-x509-ca-cert', ca.pem),
        '/osmose.mobileconfig': download('application/x-apple-aspen-config', caProfile(ca)),
      }
    : {}

  return {
    certificate: (path: string): Answer | undefined => downloads[path],
    answer(request: IncomingMessage, path: string): Answer {
      if (request.method !== 'GET' && request.method !== 'HEAD') return notAllowed('GET, HEAD')
      if (path !== '/') return downloads[path] ?? NOT_FOUND
      // Only addresses we know: what the request calls us is not repeated.
      const links = certificate.hosts().map((host) => `https://${urlHost(host)}:${httpsPort()}/`)
      const language = preferred(request.headers['accept-language'])
      return {
        status: 200,
        headers: {
          'content-type': 'text/html; charset=utf-8',
          'content-language': language,
          'content-security-policy': PAGE_POLICY,
          'cache-control': 'no-store',
          vary: 'accept-language',
        },
        body: joinPage({ language, links, fingerprint: ca?.fingerprint }),
      }
    },
  }
}

/** The first of our languages that the browser names; browsers list theirs by preference. */
export const preferred = (header: string | undefined): 'en' | 'fr' =>
  /(?:^|,)\s*(en|fr)\b/i.exec(header ?? '')?.[1]?.toLowerCase() === 'fr' ? 'fr' : 'en'

const styleHash = createHash('sha256').update(JOIN_STYLE).digest('base64')
const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${styleHash}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`

const download = (type: string, body: string): Answer => ({
  status: 200,
  headers: { 'content-type': type, 'cache-control': 'no-store' },
  body,
})
