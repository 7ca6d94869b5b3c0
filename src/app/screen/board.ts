import { toBase64url } from '../../lib/bytes.ts'
import type { Clock, Random } from '../../lib/clock.ts'
import { keepBoard, type AttachBoard, type KeptBoard } from '../../mesh/board.ts'
import type { Documents } from '../../mesh/documents.ts'
import type { Neighbours } from '../../mesh/neighbours.ts'
import type { StatementBook } from '../../mesh/statement-book.ts'
import { BOARD_PATH } from '../../protocol/board.ts'
import type { DeviceId } from '../../protocol/ids.ts'
import type { RoomDocs } from '../../room/documents.ts'
import { setBoardOpen } from '../../room/open-notes.ts'
import type { Author } from '../../room/records.ts'
import { boardOf, closeBoard, setBoard, type BoardRecord } from '../../room/residents.ts'

const LOOK_MS = 10_000

/** The open board, as this screen sees it: one screen of the room keeps it, and a record says which. */
export type OpenBoard = {
  /** Undefined while it is closed. */
  record(): BoardRecord | undefined
  /** Opens it here, under a name and a password that nobody has yet. */
  open(): void
  /** Closes it for everybody; what came by it stays until somebody takes it away. */
  close(): void
  /** A device that knew name and password was removed: while it is open, it goes on under others. */
  renew(): void
  stop(): void
}

export function startOpenBoard(deps: {
  me: DeviceId
  /** The box's origin, as this screen reaches it. */
  origin: string
  attach: AttachBoard
  docs: () => RoomDocs
  documents: Documents
  book: StatementBook
  neighbours: Neighbours
  author: Author
  clock: Clock
  random: Random
  onSent: (bytes: number) => void
}): OpenBoard {
  const { me, docs, book, author } = deps
  let kept: { room: string; board: KeptBoard } | undefined
  const stops = [
    deps.documents.onUpdate(look),
    deps.documents.onEpoch(look),
    book.onChange(look),
    deps.clock.every(LOOK_MS, look),
  ]
  look()
  return {
    record: () => boardOf(docs().residents),
    open: () => openAfresh({ grown: false }),
    renew: () => boardOf(docs().residents) && openAfresh({ grown: false, renewed: true }),
    close() {
      closeBoard(docs().residents, author)
      setBoardOpen(docs().commons, false, author)
    },
    stop() {
      stops.forEach((stop) => stop())
      kept?.board.stop()
      kept = undefined
    },
  }

  function look() {
    const said = boardOf(docs().residents)
    const isMine = said?.keeper === me && isScreen(me)
    if (kept && (!isMine || kept.room !== said.room)) {
      kept.board.stop()
      kept = undefined
    }
    if (kept) return kept.board.look()
    if (isMine) keep(said)
    else if (said && !isScreen(said.keeper) && isNextInLine())
      setBoard(docs().residents, { ...said, keeper: me }, author)
  }

  function keep({ room, password }: BoardRecord) {
    const signaling = signalingOf(deps.origin)
    const board = keepBoard({
      address: { signaling, room, password },
      attach: deps.attach,
      commons: () => docs().commons,
      author,
      clock: deps.clock,
      onSent: deps.onSent,
      onFull: () => openAfresh({ grown: true }),
    })
    kept = { room, board }
  }

  function openAfresh(why: Pick<BoardRecord, 'grown' | 'renewed'>) {
    const secret = () => toBase64url(deps.random(16))
    setBoard(docs().residents, { room: secret(), password: secret(), keeper: me, ...why }, author)
    setBoardOpen(docs().commons, true, author)
  }

  /** Of the screens that see each other, one takes over from a keeper that was removed. */
  function isNextInLine(): boolean {
    const others = deps.neighbours.links().filter(({ peer }) => peer.role === 'screen')
    return isScreen(me) && others.every(({ peer }) => me < peer.device)
  }

  function isScreen(device: DeviceId): boolean {
    return book.roster()?.devices.get(device)?.role === 'screen'
  }
}

/** Where applications find the board, on a box that is reached under this origin. */
export const signalingOf = (origin: string): string => new URL(BOARD_PATH, origin.replace(/^http/, 'ws')).href
