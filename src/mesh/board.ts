import * as Y from 'yjs'
import type { Clock } from '../lib/clock.ts'
import { BOARD_BYTES, boardBytes, mirrorBoard, type Agreed } from '../room/board.ts'
import type { Author } from '../room/records.ts'

/** How a board is reached: the box's path for it, and what its applications must know. */
export type BoardAddress = { signaling: string; room: string; password: string }

/** Carries a document to whatever attaches under this address, until it is stopped; each sending is told in bytes. */
export type AttachBoard = (doc: Y.Doc, address: BoardAddress, onSent: (bytes: number) => void) => () => void

/** What changes together is mirrored together, and an application that writes all the time costs no more than this. */
const MIRROR_MS = 200

/** A board beside the room's `commons`, on the screen that keeps it. */
export type KeptBoard = {
  /** Something changed in the room. */
  look(): void
  stop(): void
}

export function keepBoard(deps: {
  address: BoardAddress
  attach: AttachBoard
  /** Asked each time: an epoch replaces the document. */
  commons: () => Y.Doc
  author: Author
  clock: Clock
  /** The board has grown beyond what y-webrtc carries, and shrinks no more: it must be begun afresh under another name. */
  onFull: () => void
  /** Bytes that left for an application, as its channel was given them. */
  onSent: (bytes: number) => void
}): KeptBoard {
  const board = new Y.Doc()
  const agreed: Agreed = new Map()
  let stopWaiting: (() => void) | undefined
  const detach = deps.attach(board, deps.address, deps.onSent)
  // Not only what changed it: what refers to what never came is kept by Yjs, too, and weighs as much.
  board.on('afterTransaction', lookAtTheirs)
  look()
  return {
    look,
    stop() {
      stopWaiting?.()
      board.off('afterTransaction', lookAtTheirs)
      detach()
      board.destroy()
    },
  }

  function lookAtTheirs({ local }: Y.Transaction) {
    if (!local) look()
  }

  function look() {
    stopWaiting ??= deps.clock.after(MIRROR_MS, () => {
      stopWaiting = undefined
      mirrorBoard(board, deps.commons(), agreed, deps.author)
      if (boardBytes(board) > BOARD_BYTES) deps.onFull()
    })
  }
}
