import { toBase64url } from '../../lib/bytes.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Documents } from '../../mesh/documents.ts'
import type { Neighbours } from '../../mesh/neighbours.ts'
import type { RoomClock } from '../../mesh/room-clock.ts'
import type { StatementBook } from '../../mesh/statement-book.ts'
import type { RoomId } from '../../protocol/ids.ts'
import type { DocName } from '../../protocol/link.ts'
import { baselineOf, EPOCH_BYTES, type Baseline } from '../../room/epoch.ts'
import { forgettable } from '../../trust/admissions.ts'
import { forgettableConsents } from '../../trust/consents.ts'
import type { Signer } from '../../trust/keys.ts'
import { sha256 } from '../../trust/derive.ts'
import { sign } from '../../trust/statement.ts'

const LOOK_MS = 60_000

/** Opens the next epoch when a document's history outweighs it (the most senior linked screen does), or when asked. */
export function startEpochKeeper(deps: {
  room: RoomId
  signer: Signer
  book: StatementBook
  documents: Documents
  neighbours: Neighbours
  clock: Clock
  roomClock: RoomClock
}): { open(): Promise<void>; stop(): void } {
  const { book, documents } = deps
  const stop = deps.clock.every(LOOK_MS, () => {
    if (documents.historyBytes() > EPOCH_BYTES && isMostSenior()) void open()
  })
  // As of the epoch and on every screen alike: what only some had let go of, the others would teach them again.
  const stops = [stop, documents.onEpoch(forget), book.onChange(forget)]
  return { open, stop: () => stops.forEach((end) => end()) }

  async function open() {
    const made = new Map<DocName, Baseline>(
      documents.names.map((doc) => [doc, baselineOf(documents.get(doc), deps.roomClock.now())]),
    )
    const docs: Record<string, { hash: string; seen: Record<string, number> }> = {}
    for (const [doc, { bytes, seen }] of made) docs[doc] = { hash: toBase64url(await sha256(bytes)), seen }
    const n = 1 + Math.max(0, ...book.all().map(({ body }) => (body?.kind === 'epoch' ? body.n : 0)))
    const statement = await sign(deps.signer, {
      kind: 'epoch',
      room: deps.room,
      by: deps.signer.device,
      at: deps.roomClock.now(),
      n,
      docs,
    })
    book.add([statement])
    await documents.adopt(statement.id, made)
  }

  function forget() {
    const opened = book.all().find(({ id }) => id === documents.epoch())?.body
    if (opened) book.forget([forgettable, forgettableConsents].flatMap((over) => over(book.all(), opened.at)))
  }

  function isMostSenior(): boolean {
    const devices = book.roster()?.devices
    const mine = devices?.get(deps.signer.device)?.rank ?? Infinity
    return deps.neighbours
      .links()
      .every(({ peer }) => peer.role !== 'screen' || (devices?.get(peer.device)?.rank ?? Infinity) > mine)
  }
}
