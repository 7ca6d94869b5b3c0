import encodeQR from 'qr'
import type { Urls } from './box.ts'

/** What a person who starts the box needs to know, and nothing more. */
export function readyText({ local, https, join, caFingerprint }: Urls): string {
  // Under the site's own CA the first visit is the join page, which explains how to trust it before opening the app.
  const first = (caFingerprint === null ? https[0] : join[0]) ?? local
  // White on black, whatever the terminal's colours.
  const code = encodeQR(first, 'ascii').replace(/^.+$/gm, '  \x1b[97;40m$&\x1b[0m')
  return `
  Osmose is ready.

  Screens and phones   ${https.slice(0, 4).join('\n                    or ')}
  This computer        ${local}${caFingerprint === null ? '' : `\n  Certificate          ${caFingerprint}`}

${code}
  Scan this with the first tablet: ${first}
  Set up screens by the name, not by an address: their memory hangs on it. Ctrl-C stops the box.
`
}
