import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39'
import { wordlist as english } from '@scure/bip39/wordlists/english.js'
import { wordlist as french } from '@scure/bip39/wordlists/french.js'
import { assert } from '../lib/assert.ts'
import { type Bytes, toBase64url } from '../lib/bytes.ts'
import { err, ok, type Result } from '../lib/result.ts'
import type { DeviceId } from '../protocol/ids.ts'
import { hkdf } from './derive.ts'
import { type Signer, signerOf } from './keys.ts'
import { pairFrom } from './private-key.ts'

export type WordsLang = 'en' | 'fr'

/** Why twelve words are not twelve words: each is one sentence. `position` counts from 1. */
export type WordsFault =
  | { type: 'count'; found: number }
  | { type: 'unknown'; word: string; position: number }
  | { type: 'checksum' }

/** What the words open: the key above all admins, and the backups. Never stored; the private keys cannot be read out. */
export type Recovery = {
  sign: Signer
  sealPublic: string
  sealKey: CryptoKey
  backupTopicSecret: Bytes
  backupToken: string
}

/** Twelve words (BIP 39) for sixteen random bytes. The same bytes make the same keys in either language. */
export function makeWords(entropy: Bytes, lang: WordsLang): string[] {
  assert(entropy.length === ENTROPY_BYTES, 'twelve words carry sixteen bytes')
  return entropyToMnemonic(entropy, LISTS[lang]).normalize('NFC').split(' ')
}

/** Reads words however they were written down: capitals, commas, numbering, missing accents. */
export async function recoveryFrom(words: string): Promise<Result<Recovery, WordsFault>> {
  const entropy = entropyFrom(words)
  return entropy.ok ? ok(await recoveryFromEntropy(entropy.value)) : entropy
}

/** Sixteen uniform bytes need no slow hash: 2^128 guesses are out of reach. */
export async function recoveryFromEntropy(entropy: Bytes): Promise<Recovery> {
  assert(entropy.length === ENTROPY_BYTES, 'twelve words carry sixteen bytes')
  const [sign, seal] = await Promise.all([
    pairFrom(await hkdf(entropy, 'osmose recovery sign 1', 32), 'Ed25519'),
    pairFrom(await hkdf(entropy, 'osmose recovery seal 1', 32), 'X25519'),
  ])
  return {
    sign: signerOf({ device: sign.publicText as DeviceId, signKey: sign.privateKey }),
    sealPublic: seal.publicText,
    sealKey: seal.privateKey,
    backupTopicSecret: await hkdf(entropy, 'osmose recovery backup topic 1', 32),
    backupToken: toBase64url(await hkdf(entropy, 'osmose recovery backup token 1', 16)),
  }
}

/** The bytes behind the words, in whichever language they are. */
export function entropyFrom(words: string): Result<Bytes, WordsFault> {
  const written = words.length > 2_000 ? [] : (plain(words).match(/\p{L}+/gu) ?? [])
  if (written.length !== 12) return err({ type: 'count', found: written.length })
  const read = LANGS.map((lang) => ({ lang, unknown: written.findIndex((word) => !KNOWN[lang].has(word)) }))
  const candidates = read.filter(({ unknown }) => unknown < 0)
  for (const { lang } of candidates) {
    const entropy = checked(written.map((word) => KNOWN[lang].get(word) ?? word).join(' '), lang)
    if (entropy) return ok(entropy)
  }
  if (candidates.length > 0) return err({ type: 'checksum' })
  const likely = [...LANGS].sort((a, b) => knownIn(b, written) - knownIn(a, written))[0]
  const at = written.findIndex((word) => likely === undefined || !KNOWN[likely].has(word))
  return err({ type: 'unknown', word: written[at] ?? '', position: at + 1 })
}

const ENTROPY_BYTES = 16
const LANGS: readonly WordsLang[] = ['en', 'fr']
const LISTS: Record<WordsLang, string[]> = { en: english, fr: french }

/** Without capitals and accents: no two words of either list differ by them only. */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

const KNOWN: Record<WordsLang, ReadonlyMap<string, string>> = {
  en: new Map(english.map((word) => [plain(word), word])),
  fr: new Map(french.map((word) => [plain(word), word])),
}

const knownIn = (lang: WordsLang, written: readonly string[]) => written.filter((word) => KNOWN[lang].has(word)).length

function checked(mnemonic: string, lang: WordsLang): Bytes | undefined {
  try {
    return new Uint8Array(mnemonicToEntropy(mnemonic, LISTS[lang]))
  } catch {
    return undefined // all words are known and there are twelve of them: what is left is the checksum
  }
}
