import { createPrivateKey, createPublicKey, webcrypto } from 'node:crypto'
import type { Bytes } from '../../src/lib/bytes.ts'
import { concat } from '../../src/lib/bytes.ts'

/*
 * Chance that a seed decides. Import this before anything that imports yjs: lib0 takes hold of its source of chance
 * when it is loaded (`seedPlatform` checks that it came too late for nobody).
 */

export type Chance = {
  /** At least 0, below 1. */
  next(): number
  /** A whole number below `n`. */
  below(n: number): number
  between(least: number, most: number): number
  pick<T>(from: readonly T[]): T
  bytes(length: number): Bytes
  /** Another stream, the same for the same name: what one device draws never shifts what another draws. */
  fork(name: string): Chance
}

/** A small generator (sfc32); the same seed gives the same stream on every machine. */
export function makeChance(seed: string): Chance {
  let [a, b, c, d] = hashed(seed)
  const draw = () => {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + t
    return t >>> 0
  }
  for (let warm = 0; warm < 12; warm++) draw()
  const chance: Chance = {
    next: () => draw() / 2 ** 32,
    below: (n) => Math.floor(chance.next() * n),
    between: (least, most) => least + chance.next() * (most - least),
    pick: <T>(from: readonly T[]) => from[chance.below(from.length)] as T,
    bytes: (length) => Uint8Array.from({ length }, () => draw() & 255),
    fork: (name) => makeChance(`${seed}/${name}`),
  }
  return chance
}

function hashed(text: string): [number, number, number, number] {
  const words: [number, number, number, number] = [1779033703, 3144134277, 1013904242, 2773480762]
  for (const letter of text) {
    for (let i = 0; i < 4; i++) words[i] = Math.imul((words[i] ?? 0) ^ (letter.codePointAt(0) ?? 0), 597399067 + 2 * i)
    words[0] ^= words[3] >>> 7
    words[3] ^= words[1] << 5
  }
  return words
}

/** Which seed the platform's own chance follows: new device keys, and the client ids of Yjs. */
export function seedPlatform(chance: Chance): void {
  platform = chance
}
let platform = makeChance('before any world')

const drawFromOutside = webcrypto.getRandomValues.bind(webcrypto)
Object.defineProperty(webcrypto, 'getRandomValues', {
  configurable: true,
  // lib0 asks for one word at a time and nobody else does.
  value: <T extends Parameters<typeof drawFromOutside>[0]>(into: T): T => {
    if (!(into instanceof Uint32Array) || into.length !== 1) return drawFromOutside(into)
    new Uint8Array(into.buffer, into.byteOffset, 4).set(platform.bytes(4))
    return into
  },
})

let running = 0
let whenIdle: (() => void) | undefined
const { subtle } = webcrypto
const NAMES = ['digest', 'sign', 'verify', 'importKey', 'exportKey', 'deriveBits', 'encrypt', 'decrypt'] as const
for (const name of NAMES) {
  const run = subtle[name].bind(subtle) as (...args: unknown[]) => Promise<unknown>
  Object.defineProperty(subtle, name, {
    configurable: true,
    value: (...args: unknown[]) => counted(run(...args.map(quick))),
  })
}
Object.defineProperty(subtle, 'generateKey', {
  configurable: true,
  value: (name: 'Ed25519' | 'X25519', _extractable: boolean, usages: webcrypto.KeyUsage[]) => seededPair(name, usages),
})

/**
 * Done when nothing is left to do at this instant: WebCrypto works on other threads, and what follows its answers runs
 * in turns of the event loop.
 */
export async function quiet(): Promise<void> {
  for (;;) {
    await new Promise<void>((turned) => void setImmediate(turned))
    if (running === 0) return
    await new Promise<void>((idle) => (whenIdle = idle))
  }
}

/** Says how long each piece of cryptography takes by a clock turned by hand: messages arrive in the middle of it. */
export function takeTime(pause: (resume: () => void) => void): void {
  wait = pause
}
let wait: ((resume: () => void) => void) | undefined

async function counted<T>(task: Promise<T>): Promise<T> {
  const pause = wait
  const waited = pause && new Promise<void>((resume) => pause(resume))
  running += 1
  try {
    return await task
  } finally {
    running -= 1
    if (running === 0) whenIdle?.()
    await waited
  }
}

/** A PIN's 600,000 rounds are there to be slow; a thousand rooms are made here. */
function quick(argument: unknown): unknown {
  const isSlow = typeof argument === 'object' && argument && 'iterations' in argument
  return isSlow ? { ...argument, iterations: 1 } : argument
}

const PKCS8 = {
  Ed25519: Uint8Array.from([0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20]),
  X25519: Uint8Array.from([0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x6e, 4, 0x22, 4, 0x20]),
}
/** Ids are made of keys, and who offers, who speaks and who comes first are decided by ids. */
async function seededPair(name: 'Ed25519' | 'X25519', usages: webcrypto.KeyUsage[]): Promise<webcrypto.CryptoKeyPair> {
  const pkcs8 = concat(PKCS8[name], platform.bytes(32))
  const spki = createPublicKey(createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' })).export({
    format: 'der',
    type: 'spki',
  })
  const forPublic = usages.filter((usage) => usage === 'verify')
  const forPrivate = usages.filter((usage) => usage !== 'verify')
  const privateKey = await subtle.importKey('pkcs8', pkcs8, name, false, forPrivate)
  return { publicKey: await subtle.importKey('spki', spki, name, true, forPublic), privateKey }
}
