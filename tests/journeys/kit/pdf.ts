/** A PDF with one page for each text, in letters that the file does not bring along; every page is a slide, 960 wide. */
export function pdfOf(...texts: string[]): Buffer {
  const pages = texts.map((text, at) => ({ text, page: 4 + 2 * at, content: 5 + 2 * at }))
  const objects = [
    [1, '<< /Type /Catalog /Pages 2 0 R >>'],
    [2, `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map(({ page }) => `${page} 0 R`).join(' ')}] >>`],
    [3, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'],
    ...pages.flatMap(({ text, page, content }): [number, string][] => {
      const words = `BT /F 72 Tf 60 300 Td (${text}) Tj ET`
      return [
        [
          page,
          `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 960 540] /Contents ${content} 0 R /Resources << /Font << /F 3 0 R >> >> >>`,
        ],
        [content, `<< /Length ${words.length} >>\nstream\n${words}\nendstream`],
      ]
    }),
  ] as const
  return whole(objects)
}

/** The same, and it says that it wants a password. */
export const lockedPdf = (): Buffer =>
  Buffer.from(
    pdfOf('secret')
      .toString('latin1')
      .replace(
        '/Root 1 0 R',
        `/Root 1 0 R /ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'11'.repeat(32)}> /U <${'22'.repeat(32)}> >>`,
      ),
    'latin1',
  )

/**
 * A page that tries everything a PDF has to run code or to fetch from afar: scripts as it opens, as the page opens and by
 * name, a form of XFA, links and forms that go to an address, programs to start, a picture whose bytes are elsewhere, a file
 * beside it, a font whose matrix is code. Its own words stand on it all the same.
 */
export function hostilePdf(address: string): Buffer {
  const script = `<< /S /JavaScript /JS (app.launchURL\\("${address}/launch"\\); this.submitForm\\("${address}/form"\\); fetch\\("${address}/fetch"\\)) >>`
  const uri = (path: string) => `<< /S /URI /URI (${address}/${path}) >>`
  const xfa = `<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template><subform><event activity="initialize"><script>fetch("${address}/xfa")</script></event><image href="${address}/xfa.png"/></subform></template></xdp:xdp>`
  const words =
    'BT /F 72 Tf 60 300 Td (still here) Tj ET q 90 0 0 90 60 60 cm /I Do Q BT /G 20 Tf 60 200 Td (code) Tj ET'
  return whole([
    [
      1,
      `<< /Type /Catalog /Pages 2 0 R /OpenAction ${script} /AA << /WC ${script} >> /Names << /JavaScript << /Names [(a) ${script}] >> >> /AcroForm << /Fields [8 0 R] /XFA 9 0 R >> >>`,
    ],
    [2, '<< /Type /Pages /Count 1 /Kids [4 0 R] >>'],
    [3, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'],
    [
      4,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 960 540] /Contents 5 0 R /AA << /O ${script} /C ${uri('closed')} >> /Annots [7 0 R 8 0 R 10 0 R] /Resources << /Font << /F 3 0 R /G 11 0 R >> /XObject << /I 6 0 R >> >> >>`,
    ],
    [5, `<< /Length ${words.length} >>\nstream\n${words}\nendstream`],
    [
      6,
      `<< /Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8 /F << /FS /URL /F (${address}/picture) >> /FFilter /DCTDecode /Length 0 >>\nstream\n\nendstream`,
    ],
    [7, `<< /Type /Annot /Subtype /Link /Rect [0 0 960 540] /A ${uri('link')} /AA << /PO ${uri('seen')} >> >>`],
    [
      8,
      `<< /Type /Annot /Subtype /Widget /FT /Tx /T (f) /Rect [0 0 9 9] /AA << /PV ${script} /F ${script} >> /A << /S /SubmitForm /F << /FS /URL /F (${address}/submit) >> >> >>`,
    ],
    [9, `<< /Length ${xfa.length} >>\nstream\n${xfa}\nendstream`],
    [
      10,
      `<< /Type /Annot /Subtype /Screen /Rect [0 0 9 9] /A << /S /Launch /F (${address}/program) >> /AA << /PV << /S /GoToR /F << /FS /URL /F (${address}/beside.pdf) >> /D [0 /Fit] >> >> >>`,
    ],
    [
      11,
      `<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FontMatrix [0.001 0 0 0.001 0 (0\\); fetch\\("${address}/font"\\); //)] >>`,
    ],
  ])
}

function whole(objects: readonly (readonly [number, string])[]): Buffer {
  let body = '%PDF-1.4\n'
  const at = objects.map(([id, object]) => {
    const offset = body.length
    body += `${id} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = ['0000000000 65535 f ', ...at.map((offset) => `${String(offset).padStart(10, '0')} 00000 n `)]
  const start = body.length
  return Buffer.from(
    `${body}xref\n0 ${table.length}\n${table.join('\n')}\ntrailer << /Size ${table.length} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`,
    'latin1',
  )
}
