import { generate } from 'lean-qr'
import type { Urls } from './box.ts'

/** The one line for programs that start the box. */
export const readyLine = (urls: Urls): string => JSON.stringify(urls)

/** What a person who starts the box needs to know, and nothing more. */
export function readyText(urls: Urls): string {
  const [wall = urls.local, ...others] = urls.https
  // Under the site's own CA the first visit is the join page, which explains how to trust it before opening the app.
  const first = (urls.ca === null ? urls.https[0] : urls.join[0]) ?? wall
  const next = urls.ca === null ? 'it opens Osmose.' : 'it shows how to trust this box, then opens Osmose.'
  return [
    '',
    '  Osmose is ready.',
    '',
    `  Screens and phones   ${wall}`,
    ...others.slice(0, 3).map((url) => `                    or ${url}`),
    `  This computer        ${urls.local}`,
    ...(urls.caFingerprint === null ? [] : [`  Certificate          ${urls.caFingerprint}`]),
    '',
    qrText(first),
    `  Scan this with the first tablet (${first}): ${next}`,
    '  Always set up screens by the name, never by the address: their memory hangs on it. Ctrl-C stops the box.',
    '',
  ].join('\n')
}

/** Two modules a letter, in half blocks, black on white whatever the terminal's colours. */
function qrText(text: string): string {
  const code = generate(text)
  const edge = 2
  const lines: string[] = []
  for (let y = -edge; y < code.size + edge; y += 2) {
    let line = ''
    for (let x = -edge; x < code.size + edge; x++)
      line += HALVES[(code.get(x, y) ? 2 : 0) + (code.get(x, y + 1) ? 1 : 0)]
    lines.push(`  \x1b[30;107m${line}\x1b[0m`)
  }
  return `${lines.join('\n')}\n`
}

const HALVES = [' ', '▄', '▀', '█'] as const
