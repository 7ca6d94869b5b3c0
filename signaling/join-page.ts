import { createHash, randomUUID } from 'node:crypto'
import { type Answer, fresh } from './answer.ts'
import type { Certificate } from './site-certificate.ts'

/** What plain http shows the network: how to come in by https, and the CA to trust; nothing else. */
export function makeJoinPages(ca: Certificate['ca'], httpsUrls: () => readonly string[]) {
  const downloads = new Map<string, Answer>()
  if (ca) {
    downloads.set('/ca.crt', fresh('application/x-x509-ca-cert', ca.pem))
    downloads.set('/osmose.mobileconfig', fresh('application/x-apple-aspen-config', profile(ca)))
  }
  function page(acceptLanguage = ''): Answer {
    // The first of our languages that the browser names; browsers list theirs by preference.
    const language = /(?:^|,)\s*(en|fr)\b/i.exec(acceptLanguage)?.[1]?.toLowerCase() === 'fr' ? 'fr' : 'en'
    const headers = { 'content-security-policy': POLICY, vary: 'accept-language' }
    return fresh('text/html; charset=utf-8', html(language, httpsUrls(), ca?.fingerprint), headers)
  }
  return { downloads, page }
}

export type JoinPages = ReturnType<typeof makeJoinPages>

/** Only addresses we know: what the request calls us is not repeated. No script, nothing fetched, nothing asked. */
function html(language: 'en' | 'fr', [first = '', ...others]: readonly string[], fingerprint?: string): string {
  const { open, orElse, trust } = WORDS[language]
  const links = others.map((url) => `<a href="${url}">${url}</a>`).join(', ')
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Osmose</title><style>${STYLE}</style></head><body><h1>Osmose</h1>
<p><a class="open" href="${first}">${open} ${first.replace(/^https:|\//g, '')}</a></p>
${links && `<p>${orElse} ${links}</p>`}
${fingerprint ? trust(`<br><code>${fingerprint}</code>`) : ''}
</body></html>
`
}

const STYLE = `:root{color-scheme:light dark;--ground:#e6ece9;--ink:#12201d;--membrane:#0e6e62}
@media (prefers-color-scheme:dark){:root{--ground:#0b1517;--ink:#e8f0ed;--membrane:#3fc9ae}}
body{max-width:38em;margin:auto;padding:24px;background:var(--ground);color:var(--ink);font:500 18px/1.5 system-ui,sans-serif}
a{color:var(--membrane)}code{overflow-wrap:anywhere}li{margin:.5em 0}
.open{display:inline-block;padding:16px 24px;border-radius:20px;background:var(--membrane);color:var(--ground);text-decoration:none}`
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`

const CA = '<a href="/ca.crt">ca.crt</a>'
const PROFILE = '<a href="/osmose.mobileconfig">osmose.mobileconfig</a>'

const WORDS = {
  en: {
    open: 'Open',
    orElse: 'Or, where that is not found:',
    trust: (fingerprint: string) => `<h2>Trust this box</h2>
<p>A visitor needs none of this: the browser warns once, and you may go on. A tablet on the wall, or a device that should work while the box is off, must trust the certificate of this site.</p>
<p>What it may do: vouch for the Osmose box, under local names such as osmose.local and under private addresses. Whoever controls the box could use it to pose as other devices of this network. What it may not do: speak for any site on the internet, read your traffic, sign programs or mail. Its limits are written into it, and your browser holds it to them. Remove it whenever you like.</p>
<p>Before you trust it, compare this fingerprint with the one the box printed when it started:${fingerprint}</p>
<ul><li>Android: download ${CA}. Settings → Security → Encryption and credentials → Install a certificate → CA certificate.
<li>iPhone, iPad: open ${PROFILE} in Safari. Settings → Profile downloaded → Install; then General → About → Certificate Trust Settings: switch it on.
<li>Windows: download ${CA}, open it: Install Certificate → Current User → Trusted Root Certification Authorities.
<li>Mac: download ${CA}, open it in Keychain Access, and under Trust choose “Always Trust”.
<li>Firefox: Settings → Certificates → View Certificates → Authorities → Import ${CA}.</ul>`,
  },
  fr: {
    open: 'Ouvrir',
    orElse: 'Ou, si c’est introuvable :',
    trust: (fingerprint: string) => `<h2>Faire confiance à cette boîte</h2>
<p>Un visiteur n’en a pas besoin : le navigateur avertit une fois, et vous pouvez continuer. Une tablette au mur, ou un appareil qui doit fonctionner quand la boîte est éteinte, doit faire confiance au certificat de ce site.</p>
<p>Ce qu’il peut : répondre de la boîte Osmose, sous des noms locaux comme osmose.local et des adresses privées. Qui contrôle la boîte pourrait s’en servir pour se faire passer pour d’autres appareils de ce réseau. Ce qu’il ne peut pas : parler au nom d’un site d’internet, lire votre trafic, signer des programmes ou du courrier. Ses limites y sont inscrites, et votre navigateur les fait respecter. Retirez-le quand vous voulez.</p>
<p>Avant de lui faire confiance, comparez cette empreinte avec celle que la boîte a affichée au démarrage :${fingerprint}</p>
<ul><li>Android : téléchargez ${CA}. Paramètres → Sécurité → Chiffrement et identifiants → Installer un certificat → Certificat CA.
<li>iPhone, iPad : ouvrez ${PROFILE} dans Safari. Réglages → Profil téléchargé → Installer ; puis Général → Informations → Réglages des certificats : activez-le.
<li>Windows : téléchargez ${CA}, ouvrez-le : Installer un certificat → Utilisateur actuel → Autorités de certification racines de confiance.
<li>Mac : téléchargez ${CA}, ouvrez-le dans Trousseaux d’accès, et sous « Se fier » choisissez « Toujours approuver ».
<li>Firefox : Paramètres → Certificats → Afficher les certificats → Autorités → Importer ${CA}.</ul>`,
  },
}

/** The site CA as iPhones and iPads install it. A second try replaces the first, by its identifier. */
function profile({ pem, fingerprint }: { pem: string; fingerprint: string }): string {
  const payload = (type: string, content: string) => `<dict>
<key>PayloadType</key><string>${type}</string><key>PayloadVersion</key><integer>1</integer>
<key>PayloadIdentifier</key><string>osmose.${fingerprint.slice(0, 16)}.${type}</string>
<key>PayloadUUID</key><string>${randomUUID().toUpperCase()}</string>
<key>PayloadDisplayName</key><string>Osmose site CA: local names and private addresses only</string>
<key>PayloadContent</key>${content}
</dict>`
  const base64 = pem.replace(/-----[^-]+-----|\s/g, '')
  const root = payload('com.apple.security.root', `<data>${base64}</data>`)
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">${payload('Configuration', `<array>${root}</array>`)}</plist>
`
}
