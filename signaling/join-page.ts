/** The page for those who arrive by plain http: no script, nothing fetched, nothing asked. */
export function joinPage({
  language,
  links,
  fingerprint,
}: {
  language: 'en' | 'fr'
  links: readonly string[]
  fingerprint: string | undefined
}): string {
  const words = WORDS[language]
  const [first = '', ...others] = links
  const open = others.length > 0 ? `<p>${words.others} ${others.map(link).join(', ')}</p>` : ''
  const trust = fingerprint === undefined ? '' : trustSection(words, fingerprint)
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Osmose</title><style>${JOIN_STYLE}</style></head><body><main>
<h1>Osmose</h1>
<p>${words.secure}</p>
<p><a class="open" href="${first}">${words.open} ${first.replace(/^https:|\//g, '')}</a></p>
${open}${trust}
</main></body></html>
`
}

export const JOIN_STYLE = `:root{color-scheme:light dark;--ground:#e6ece9;--ink:#12201d;--membrane:#0e6e62;--card:#f3f7f5}
@media (prefers-color-scheme:dark){:root{--ground:#0b1517;--ink:#e8f0ed;--membrane:#3fc9ae;--card:#132124}}
body{margin:0;background:var(--ground);color:var(--ink);font:500 18px/1.5 system-ui,sans-serif}
main{max-width:38em;margin:auto;padding:24px}
a{color:var(--membrane)}
.open{display:inline-block;padding:16px 24px;border-radius:20px;background:var(--membrane);color:var(--ground);text-decoration:none}
dt{font-weight:700;margin-top:1em}dd{margin:0}
section{background:var(--card);border-radius:20px;padding:4px 24px 24px;margin-top:32px}
code{overflow-wrap:anywhere}`

const link = (url: string) => `<a href="${url}">${url}</a>`

function trustSection(words: Words, fingerprint: string): string {
  const steps = words.steps.map(([device, how]) => `<dt>${device}</dt><dd>${how}</dd>`).join('\n')
  return `<section><h2>${words.trust}</h2>
<p>${words.why}</p><p>${words.may}</p><p>${words.mayNot}</p>
<p>${words.compare}<br><code>${fingerprint}</code></p>
<dl>${steps}</dl></section>`
}

const CA = '<a href="/ca.crt">ca.crt</a>'
const PROFILE = '<a href="/osmose.mobileconfig">osmose.mobileconfig</a>'

type Words = {
  secure: string
  open: string
  others: string
  trust: string
  why: string
  may: string
  mayNot: string
  compare: string
  steps: readonly (readonly [device: string, how: string])[]
}

const WORDS: Readonly<Record<'en' | 'fr', Words>> = {
  en: {
    secure: 'The room is reached over a secure connection.',
    open: 'Open',
    others: 'Or, where that is not found:',
    trust: 'Trust this box',
    why: 'A visitor needs none of this: the browser warns once, and you may go on. A tablet on the wall, or a device that should work while the box is off, must trust the certificate of this site.',
    may: 'What it may do: vouch for the Osmose box, under local names such as osmose.local and under private addresses. Whoever controls the box could use it to pose as other devices of this network.',
    mayNot:
      'What it may not do: speak for any site on the internet, read your traffic, sign programs or mail. Its limits are written into it, and your browser holds it to them. Remove it whenever you like.',
    compare: 'Before you trust it, compare this fingerprint with the one the box printed when it started:',
    steps: [
      [
        'Android',
        `Download ${CA}. Settings → Security → Encryption and credentials → Install a certificate → CA certificate.`,
      ],
      [
        'iPhone, iPad',
        `Open ${PROFILE} in Safari. Settings → Profile downloaded → Install; then General → About → Certificate Trust Settings: switch it on.`,
      ],
      [
        'Windows',
        `Download ${CA}, open it: Install Certificate → Current User → Trusted Root Certification Authorities.`,
      ],
      ['Mac', `Download ${CA}, open it in Keychain Access, and under Trust choose “Always Trust”.`],
      ['Firefox', `Settings → Certificates → View Certificates → Authorities → Import ${CA}.`],
    ],
  },
  fr: {
    secure: 'La salle s’ouvre par une connexion sécurisée.',
    open: 'Ouvrir',
    others: 'Ou, si c’est introuvable :',
    trust: 'Faire confiance à cette boîte',
    why: 'Un visiteur n’en a pas besoin : le navigateur avertit une fois, et vous pouvez continuer. Une tablette au mur, ou un appareil qui doit fonctionner quand la boîte est éteinte, doit faire confiance au certificat de ce site.',
    may: 'Ce qu’il peut : répondre de la boîte Osmose, sous des noms locaux comme osmose.local et des adresses privées. Qui contrôle la boîte pourrait s’en servir pour se faire passer pour d’autres appareils de ce réseau.',
    mayNot:
      'Ce qu’il ne peut pas : parler au nom d’un site d’internet, lire votre trafic, signer des programmes ou du courrier. Ses limites y sont inscrites, et votre navigateur les fait respecter. Retirez-le quand vous voulez.',
    compare: 'Avant de lui faire confiance, comparez cette empreinte avec celle que la boîte a affichée au démarrage :',
    steps: [
      [
        'Android',
        `Téléchargez ${CA}. Paramètres → Sécurité → Chiffrement et identifiants → Installer un certificat → Certificat CA.`,
      ],
      [
        'iPhone, iPad',
        `Ouvrez ${PROFILE} dans Safari. Réglages → Profil téléchargé → Installer ; puis Général → Informations → Réglages des certificats : activez-le.`,
      ],
      [
        'Windows',
        `Téléchargez ${CA}, ouvrez-le : Installer un certificat → Utilisateur actuel → Autorités de certification racines de confiance.`,
      ],
      [
        'Mac',
        `Téléchargez ${CA}, ouvrez-le dans Trousseaux d’accès, et sous « Se fier » choisissez « Toujours approuver ».`,
      ],
      ['Firefox', `Paramètres → Certificats → Afficher les certificats → Autorités → Importer ${CA}.`],
    ],
  },
}
