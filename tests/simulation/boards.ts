import * as Y from 'yjs'
import type { AttachBoard, BoardAddress } from '../../src/mesh/board.ts'
import type { Timeline } from './time.ts'

/** In place of y-webrtc: whoever is attached under the same name and password has the same document, soon. */
export type Boards = {
  attach: AttachBoard
  /** An application somebody wrote: its document, and what closes it. */
  openApplication(address: Pick<BoardAddress, 'room' | 'password'>): { doc: Y.Doc; close(): void }
  /** Hands bytes to whoever is attached, as an application may that nobody wrote for this. */
  send(address: Pick<BoardAddress, 'room' | 'password'>, update: Uint8Array): void
  /** Updates carried so far. */
  carried(): number
}

const CARRY_MS = 3

export function makeBoards(timeline: Pick<Timeline, 'soon'>): Boards {
  const attached = new Map<string, Map<Y.Doc, (bytes: number) => void>>()
  let carried = 0

  const join = (
    doc: Y.Doc,
    { room, password }: Pick<BoardAddress, 'room' | 'password'>,
    onSent: (bytes: number) => void = () => {},
  ) => {
    const key = `${room} ${password}`
    const there = attached.get(key) ?? new Map<Y.Doc, (bytes: number) => void>()
    attached.set(key, there)
    const carry = (update: Uint8Array, to: Y.Doc) => {
      carried += 1
      onSent(update.length)
      timeline.soon(CARRY_MS, () => there.has(to) && there.has(doc) && Y.applyUpdate(to, update, there))
    }
    // y-webrtc sends on what it was sent; everybody being linked with everybody, once is enough here.
    const tell = (update: Uint8Array, origin: unknown) => {
      if (origin !== there) for (const other of there.keys()) if (other !== doc) carry(update, other)
    }
    for (const [other, theirSent] of there) {
      carry(Y.encodeStateAsUpdate(doc), other)
      timeline.soon(CARRY_MS, () => {
        if (!there.has(doc)) return
        const state = Y.encodeStateAsUpdate(other)
        theirSent(state.length)
        Y.applyUpdate(doc, state, there)
      })
    }
    there.set(doc, onSent)
    doc.on('update', tell)
    return () => {
      doc.off('update', tell)
      there.delete(doc)
    }
  }

  return {
    attach: join,
    openApplication(address) {
      const doc = new Y.Doc()
      return { doc, close: join(doc, address) }
    },
    send({ room, password }, update) {
      for (const doc of attached.get(`${room} ${password}`)?.keys() ?? []) Y.applyUpdate(doc, update, 'application')
    },
    carried: () => carried,
  }
}
