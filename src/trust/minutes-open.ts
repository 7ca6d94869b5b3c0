import { type Bytes, fromBase64url } from '../lib/bytes.ts'
import type { DeviceId } from '../protocol/ids.ts'
import { aesKey } from './derive.ts'
import { openPeriodKey, openPiece } from './minutes.ts'
import type { MinutesFile, MinutesHead } from './minutes-file.ts'
import { readPiece, type LinePiece, type SoundPiece } from './minutes-said.ts'

export type OpenedMinutes = {
  id: string
  fromMs: number
  /** When somebody came or went, and who was there then; without names where this device has no key to that time. */
  chapters: { atMs: number; names: string[] | undefined }[]
  sounds: SoundPiece[]
  /** What was shown and noted meanwhile, in order. */
  lines: LinePiece[]
  /** Pieces that should have opened and did not: altered, or damaged. */
  damaged: number
  /** The file ends in the middle of a piece. */
  isCut: boolean
}

type Keys = { device: DeviceId; seal: string; sealKey: CryptoKey }

/** What of these minutes this device may hear. `mine`: its keys in the room they were made in, if it has them. */
export async function openMinutes(file: MinutesFile, mine: Keys | undefined): Promise<OpenedMinutes> {
  const { head, pieces, isCut } = file
  const keys = await keysTo(head, mine)
  const sounds: SoundPiece[] = []
  const lines: LinePiece[] = []
  const names = new Map<number, string[]>()
  let damaged = 0
  for (const { period, n, sealed } of pieces) {
    const key = keys.get(period)
    if (!key) continue
    const bytes = await openPiece(key, { recording: head.id, period, n }, sealed)
    const said = bytes && readPiece(bytes)
    if (!said) damaged += 1
    else if (said.kind === 'sound') sounds.push(said)
    else if (said.kind === 'line') lines.push(said)
    else if (said.kind === 'people') names.set(period, said.names)
  }
  for (const list of [sounds, lines]) list.sort((a, b) => a.atMs - b.atMs)
  const chapters = head.periods.map(({ n, fromMs }) => ({ atMs: fromMs, names: names.get(n) }))
  return { id: head.id, fromMs: head.fromMs, chapters, sounds, lines, damaged, isCut }
}

async function keysTo(head: MinutesHead, mine: Keys | undefined): Promise<Map<number, CryptoKey>> {
  const keys = new Map<number, CryptoKey>()
  for (const { n, keys: sealed, open } of head.periods) {
    const secret = open === undefined ? mine && (await openPeriodKey(mine, sealed)) : fromBase64url(open)
    if (secret?.length === 32) keys.set(n, await aesKey(secret))
  }
  return keys
}

/** The same head with this device's keys laid open: for whoever takes a file along and whose own keys will end. */
export async function layOpen(head: MinutesHead, mine: Keys, encode: (bytes: Bytes) => string): Promise<MinutesHead> {
  const periods = await Promise.all(
    head.periods.map(async (period) => {
      const secret = await openPeriodKey(mine, period.keys)
      return secret ? { ...period, open: encode(secret) } : period
    }),
  )
  return { ...head, periods }
}
