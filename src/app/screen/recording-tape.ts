import type { Bytes } from '../../lib/bytes.ts'
import type { Random } from '../../lib/clock.ts'
import type { Documents } from '../../mesh/documents.ts'
import type { RoomClock } from '../../mesh/room-clock.ts'
import type { Piece } from '../../platform/recorder.ts'
import type { DeviceId } from '../../protocol/ids.ts'
import { minutesById, periodsOf, piecesOf, putPeriod, putPiece } from '../../room/recording-minutes.ts'
import type { Line } from '../../room/recording-lines.ts'
import type { Author } from '../../room/records.ts'
import type { RoomStore } from '../../storage/room-store.ts'
import { makePeriodKey, sealPiece } from '../../trust/minutes.ts'
import { framePiece } from '../../trust/minutes-file.ts'
import { writePiece } from '../../trust/minutes-said.ts'

/** Seals what is heard as it comes, under the key of the moment it began in, and keeps it where other screens fetch it. */
export type Tape = {
  /** Another period begins: a new key, to these devices. The old one is forgotten with the last piece begun under it. */
  turn(to: readonly { device: DeviceId; seal: string }[]): Promise<void>
  /** Who is there in this period, by name. Said again, it is the last word that counts: visitors name themselves later. */
  people(names: readonly string[]): Promise<void>
  /** What was shown or noted just now. */
  line(line: Line): Promise<void>
  /** A piece begins; what comes back takes it when it is over. */
  begin(): (piece: Piece) => Promise<void>
  /** Everything handed over so far is kept, or waits for a disk with room. */
  settled(): Promise<void>
  /** Tries again to keep what the disk had no room for. */
  keepAgain(): Promise<boolean>
}

type Period = { n: number; key: CryptoKey }

export function openTape(deps: {
  id: string
  documents: Documents
  store: RoomStore
  author: Author
  roomClock: RoomClock
  random: Random
  /** The disk refuses more. */
  onFault: () => void
}): Tape {
  const { id, author, store } = deps
  const vault = () => deps.documents.get('vault')
  const fromMs = minutesById(vault(), id)?.fromMs ?? deps.roomClock.now()
  let period: Period | undefined
  let lastN = Math.max(-1, ...piecesOf(vault(), id).keys())
  let waiting: { n: number; framed: Bytes }[] = []
  /** One after the other, so that pieces stand in the order in which they were heard. */
  let work: Promise<unknown> = Promise.resolve()

  return {
    async turn(to) {
      const { key, keys } = await makePeriodKey(deps.random(32), to)
      const n = Math.max(-1, ...periodsOf(vault(), id).keys()) + 1
      putPeriod(vault(), id, n, { fromMs: Math.round(deps.roomClock.now()), keys }, author)
      period = { n, key }
    },
    async people(names) {
      const atMs = Math.round(deps.roomClock.now())
      if (period) await keep(period, writePiece({ kind: 'people', atMs, names: [...names] }))
    },
    async line(line) {
      const atMs = Math.round(deps.roomClock.now())
      if (period) await keep(period, writePiece({ kind: 'line', atMs, ...line }))
    },
    begin() {
      const its = period
      const atMs = deps.roomClock.now()
      return async ({ ms, type, bytes }) => {
        if (its) await keep(its, writePiece({ kind: 'sound', atMs: Math.round(atMs), ms: Math.round(ms), type }, bytes))
      }
    },
    settled: () => work.then(() => undefined),
    async keepAgain() {
      const again = waiting
      waiting = []
      for (const { n, framed } of again) await put(n, framed)
      return waiting.length === 0
    },
  }

  function keep({ n: of, key }: Period, piece: Bytes): Promise<void> {
    const n = (lastN = Math.max(lastN + 1, Math.floor((deps.roomClock.now() - fromMs) / 100)))
    const done = work.then(async () => {
      const sealed = await sealPiece(key, { recording: id, period: of, n }, piece)
      await put(n, framePiece({ period: of, n, sealed }))
    })
    work = done
    return done
  }

  async function put(n: number, framed: Bytes): Promise<void> {
    const kept = await store.putBlob(framed)
    if (kept.ok) return putPiece(vault(), id, n, kept.value, author)
    waiting.push({ n, framed })
    deps.onFault()
  }
}
