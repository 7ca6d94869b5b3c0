import { wordlist as english } from '@scure/bip39/wordlists/english.js'
import { wordlist as french } from '@scure/bip39/wordlists/french.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toBase64url, utf8 } from '../../src/lib/bytes.ts'
import { verifySignature } from '../../src/trust/keys.ts'
import { openSealed, sealTo } from '../../src/trust/sealed-box.ts'
import { entropyFrom, makeWords, recoveryFrom, recoveryFromEntropy } from '../../src/trust/words.ts'
import { bytesOf } from './people.ts'

const entropy = bytesOf('the room')

test('the same sixteen bytes give the same keys in either language (T17)', async () => {
  const [english, french] = [makeWords(entropy, 'en'), makeWords(entropy, 'fr')]
  expect(english).toHaveLength(12)
  expect(french).not.toEqual(english)
  const read = [
    await recoveryFrom(english.join(' ')),
    await recoveryFrom(french.join(' ')),
    { ok: true as const, value: await recoveryFromEntropy(entropy) },
  ]
  const keys = read.map(
    (recovery) =>
      recovery.ok && [
        recovery.value.sign.device,
        recovery.value.sealPublic,
        toBase64url(recovery.value.backupTopicSecret),
        recovery.value.backupToken,
      ],
  )
  expect(keys[0]).toBeTruthy()
  expect(keys[1]).toEqual(keys[0])
  expect(keys[2]).toEqual(keys[0])
  expect(new Set(keys[0] || []).size).toBe(4)
})

test('these keys are for ever: a change here would lock every room out of its backup (T17)', async () => {
  const recovery = await recoveryFromEntropy(new Uint8Array(16))
  expect(makeWords(new Uint8Array(16), 'en').join(' ')).toBe(`${'abandon '.repeat(11)}about`)
  expect([recovery.sign.device, recovery.sealPublic, toBase64url(recovery.backupTopicSecret), recovery.backupToken])
    .toMatchInlineSnapshot(`
    [
      "fOqLcLR75lD2khnHhfRhm4qg47ahZndVg6yhlk5kQW8",
      "QPfOIxaN0dAqwiepTwfKPF11_Uf1bthb9e58fkIOcCU",
      "kl3sJ9f7UwwA7MFhKeENPD8RCC766cUo3XJO9jccUUY",
      "FkUG712SS6XAkHDxwRZTvg",
    ]
  `)
})

test('what the words open: a signature anybody can check, and a backup', async () => {
  const recovery = await recoveryFromEntropy(entropy)
  const sig = await recovery.sign.sign(utf8('recover'))
  expect(await verifySignature(recovery.sign.device, utf8('recover'), sig)).toBe(true)
  const backup = await sealTo(recovery.sealPublic, utf8('backup'))
  expect(await openSealed(recovery.sealKey, recovery.sealPublic, backup)).toEqual(utf8('backup'))
  expect(recovery.sealKey.extractable).toBe(false)
})

test('words are read however they were written down', () => {
  const words = makeWords(entropy, 'fr')
  const plain = words.map((word) => word.normalize('NFD').replace(/\p{M}/gu, ''))
  const spellings = [
    words.join(' ').toUpperCase(),
    `  ${words.join('\n ')}  `,
    words.map((word, at) => `${at + 1}. ${word}`).join('\n'),
    words.join(', '),
    plain.join(' '),
    words.join(' ').normalize('NFD'),
  ]
  for (const spelling of spellings) expect(entropyFrom(spelling)).toEqual({ ok: true, value: entropy })
})

test('a wrong list has one clear reason', () => {
  const words = makeWords(entropy, 'en')
  expect(entropyFrom('')).toEqual({ ok: false, error: { type: 'count', found: 0 } })
  expect(entropyFrom(words.slice(1).join(' '))).toEqual({ ok: false, error: { type: 'count', found: 11 } })
  expect(entropyFrom([...words, 'zoo'].join(' '))).toEqual({ ok: false, error: { type: 'count', found: 13 } })
  expect(entropyFrom(words.map((word, at) => (at === 6 ? 'osmose' : word)).join(' '))).toEqual({
    ok: false,
    error: { type: 'unknown', word: 'osmose', position: 7 },
  })
  const french = makeWords(entropy, 'fr').map((word, at) => (at === 2 ? 'abeile' : word))
  expect(entropyFrom(french.join(' '))).toEqual({ ok: false, error: { type: 'unknown', word: 'abeile', position: 3 } })
  const [first = '', second = '', ...rest] = makeWords(new Uint8Array(16).fill(7), 'en')
  expect(entropyFrom([second, first, ...rest].join(' '))).toEqual({ ok: false, error: { type: 'checksum' } })
})

test('no two words of a list differ by accents only, so leaving them out loses nothing', () => {
  for (const list of [english, french])
    expect(new Set(list.map((word) => word.normalize('NFD').replace(/\p{M}/gu, ''))).size).toBe(2_048)
})

test('all bytes come back from their words, and anything else is refused without a fault', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 16, maxLength: 16 }),
      fc.constantFrom('en' as const, 'fr' as const),
      (bytes, lang) => {
        const given = new Uint8Array(bytes)
        expect(entropyFrom(makeWords(given, lang).join(' '))).toEqual({ ok: true, value: given })
      },
    ),
    { seed: 6, numRuns: 200 },
  )
  const word = fc.oneof(
    fc.constantFrom(...english.slice(0, 20), ...french.slice(0, 20), 'constructor', '__proto__', 'ﬀ', 'œuf'),
    fc.string(),
  )
  fc.assert(
    fc.property(fc.array(word, { maxLength: 14 }), (words) => {
      const read = entropyFrom(words.join(' '))
      if (!read.ok) expect(['count', 'unknown', 'checksum']).toContain(read.error.type)
    }),
    { seed: 6, numRuns: 300 },
  )
})
