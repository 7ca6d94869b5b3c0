import { createHash } from 'node:crypto'

/** The site CA as iPhones and iPads install it. Their identifiers follow from the CA, so a second try replaces the first. */
export function caProfile({ pem, fingerprint }: { pem: string; fingerprint: string }): string {
  const base64 = pem.replace(/-----[^-]+-----|\s/g, '')
  const payload = (type: string, name: string, more: string) => `<dict>
<key>PayloadType</key><string>${type}</string>
<key>PayloadVersion</key><integer>1</integer>
<key>PayloadIdentifier</key><string>osmose.${fingerprint.slice(0, 16)}.${name}</string>
<key>PayloadUUID</key><string>${uuid(`${fingerprint} ${name}`)}</string>
<key>PayloadDisplayName</key><string>Osmose site CA</string>
${more}
</dict>`
  const certificate = payload(
    'com.apple.security.root',
    'ca',
    `<key>PayloadCertificateFileName</key><string>ca.crt</string>\n<key>PayloadContent</key><data>${base64}</data>`,
  )
  const profile = payload(
    'Configuration',
    'profile',
    `<key>PayloadDescription</key><string>Trusts the Osmose box of this site: local names and private addresses only.</string>
<key>PayloadContent</key><array>${certificate}</array>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">${profile}</plist>
`
}

const uuid = (seed: string) =>
  createHash('sha256')
    .update(seed)
    .digest('hex')
    .slice(0, 32)
    .replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
    .toUpperCase()
