import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fileKind, mayBeShown } from '../../src/lib/file-kind.ts'
import { utf8 } from '../../src/lib/bytes.ts'
import { cleanFileName, FILE_NAME_LETTERS } from '../../src/room/file-name.ts'

test.each([
  ['minutes.pdf', 'minutes.pdf'],
  ['Compte rendu – été.pdf', 'Compte rendu – été.pdf'],
  // Turns the reading direction: shown, it would end on .jpg.
  ['photo\u202Egpj.exe', 'photogpj.exe'],
  ['\u2066a\u2069\u200B\uFEFFb.txt', 'ab.txt'],
  ['../../etc/passwd', '_.._etc_passwd'],
  ['C:\\Users\\ann\\a.txt', 'C__Users_ann_a.txt'],
  ['.htaccess', 'htaccess'],
  ['a\n\tb\0.txt', 'ab.txt'],
  ['   ', 'file'],
  ['', 'file'],
])('%j is shown and saved as %j', (name, clean) => {
  expect(cleanFileName(name)).toBe(clean)
})

test('a long name is cut before its ending', () => {
  const clean = cleanFileName(`${'a'.repeat(300)}.tar.gz`)
  expect([...clean].length).toBe(FILE_NAME_LETTERS)
  expect(clean.endsWith('….gz')).toBe(true)
})

test('whatever a name is made of, what is left of it is short, is one line, and cleaned again it is the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
      const clean = cleanFileName(name)
      expect(clean).not.toMatch(/[\p{Cc}\p{Cf}/\\]/u)
      expect(clean.length).toBeGreaterThan(0)
      expect([...clean].length).toBeLessThanOrEqual(FILE_NAME_LETTERS)
      expect(cleanFileName(clean)).toBe(clean)
    }),
    { seed: 1 },
  )
})

test('a wall may be able to show a picture, a HEIC and a PDF, and nothing else', () => {
  expect((['picture', 'heic', 'pdf', 'broken', 'other'] as const).filter(mayBeShown)).toEqual([
    'picture',
    'heic',
    'pdf',
  ])
})

test('what a file is, its first bytes say, not its name', () => {
  const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
  const kindOf = (head: Uint8Array, size = 1_000) => fileKind(head, size)
  expect(kindOf(latin('\x89PNG\r\n\x1a\n....'))).toBe('picture')
  expect(kindOf(latin('\xff\xd8\xff\xe0....'))).toBe('picture')
  expect(kindOf(latin('RIFF....WEBPVP8 '))).toBe('picture')
  expect(kindOf(latin('\0\0\0\x18ftypheic\0\0\0\0'))).toBe('heic')
  expect(kindOf(latin('\0\0\0\x18ftypmp42\0\0\0\0'))).toBe('other')
  expect(kindOf(utf8('<html><script>'))).toBe('other')
  expect(kindOf(new Uint8Array())).toBe('other')
  // A bitmap says how large it is; a text that begins like one does not.
  const bitmap = latin('BM\xe8\x03\0\0\0\0\0\0\x36\0\0\0\x28\0')
  expect([kindOf(bitmap), kindOf(bitmap, 999)]).toEqual(['picture', 'other'])
  expect(kindOf(latin('BMW prices, 2026'))).toBe('other')
  expect(kindOf(latin('BM'), 2)).toBe('other')
})
