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
