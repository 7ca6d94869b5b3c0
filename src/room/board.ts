import * as Y from 'yjs'
import * as v from 'valibot'
import { utf8 } from '../lib/bytes.ts'
import { parse } from '../protocol/shape.ts'
import { notesOf } from './commons.ts'
import {
  dropOpenNote,
  OPEN_NOTE_BYTES,
  openEntries,
  openNotesOf,
  putOpenNote,
  wasTakenAway,
  type OpenNote,
} from './open-notes.ts'
import type { Author } from './records.ts'

/*
 * The open board is a Y.Doc of its own, which stock y-webrtc carries: `notes`, a map of id → { text }. One screen keeps
 * it beside the room's `commons` and mirrors records, by id and only where they differ; updates never cross.
 */
const NOTES = 'notes'

/** y-webrtc loses documents above 256 KiB in silence; history counts, so a board this large is begun afresh. */
export const BOARD_BYTES = 200 << 10
const MOST_NOTES = 500
/** Leaves the rest of a board's bytes for its history. */
const MOST_TEXT_BYTES = 150 << 10
/** Whoever makes and removes notes all day fills the room with marks of removal: then it is heard again after they go. */
const MOST_ENTRIES = 2_000
const MOST_ID_LETTERS = 64

/** What board and room last agreed on, by id: tells a change on one side from a change on the other. */
export type Agreed = Map<string, string | undefined>

/**
 * Makes board and room equal. Outsiders write, change and remove what came from outside, up to the limits; what they
 * do to the room's own notes, and whatever is not a note, is undone on the board. Running it again changes nothing,
 * so two screens that both believe to keep the board do not answer each other.
 */
export function mirrorBoard(board: Y.Doc, commons: Y.Doc, agreed: Agreed, author: Author): void {
  const there = board.getMap<unknown>(NOTES)
  board.transact(() => {
    commons.transact(() => mirrorOpen(there, commons, agreed, author))
    mirrorOwn(there, commons)
  })
}

/** A board's bytes as y-webrtc sends them to a newcomer. */
export const boardBytes = (board: Y.Doc): number => Y.encodeStateAsUpdate(board).length

function mirrorOpen(there: Y.Map<unknown>, commons: Y.Doc, agreed: Agreed, author: Author): void {
  const open = new Map(openNotesOf(commons).map((note) => [note.id, note.text]))
  let bytes = [...open.values()].reduce((sum, words) => sum + bytesOf(words), 0)
  for (const id of new Set([...there.keys(), ...open.keys()])) {
    if (isOwn(commons, id)) continue
    const theirs = readNote(there.get(id))
    const ours = open.get(id)
    const settled = settle(id, theirs, ours)
    if (settled !== theirs) put(there, id, settled)
    if (settled !== ours) {
      if (settled === undefined) dropOpenNote(commons, id, author)
      else putOpenNote(commons, id, settled, author)
      bytes += bytesOf(settled ?? '') - bytesOf(ours ?? '')
      if (settled === undefined) open.delete(id)
      else open.set(id, settled)
    }
    // What never entered the room is not remembered, or whoever makes up ids would fill our memory.
    if (settled === undefined && !wasTakenAway(commons, id)) agreed.delete(id)
    else agreed.set(id, settled)
  }

  /** What both sides shall have. */
  function settle(id: string, theirs: string | undefined | Unfit, ours: string | undefined): string | undefined {
    if (theirs === UNFIT || theirs === ours) return ours
    const before = agreed.get(id)
    if (ours !== before) {
      // Changed in the room. Changed on both sides: taken away is taken away, and of two texts the board's is later.
      if (theirs === before || ours === undefined) return ours
      return theirs === undefined || fits(id, theirs, ours) ? theirs : ours
    }
    // Changed at the board, if it is not a note that was taken away before this board began.
    if (theirs === undefined) return undefined
    if (!agreed.has(id) && wasTakenAway(commons, id)) return undefined
    return fits(id, theirs, ours) ? theirs : ours
  }

  function fits(id: string, theirs: string, ours: string | undefined): boolean {
    if (bytes + bytesOf(theirs) - bytesOf(ours ?? '') > MOST_TEXT_BYTES) return false
    if (ours !== undefined) return true
    return id.length <= MOST_ID_LETTERS && open.size < MOST_NOTES && openEntries(commons) < MOST_ENTRIES
  }
}

/** The room's own notes, the newest where not all have a place beside what came from outside. */
function mirrorOwn(there: Y.Map<unknown>, commons: Y.Doc): void {
  const open: OpenNote[] = openNotesOf(commons)
  let places = MOST_NOTES - open.length
  let bytes = MOST_TEXT_BYTES - open.reduce((sum, note) => sum + bytesOf(note.text), 0)
  const shown = new Map<string, string>()
  for (const note of notesOf(commons).reverse()) {
    const size = bytesOf(note.text)
    if (size > OPEN_NOTE_BYTES || size > bytes || places <= 0) continue
    shown.set(note.id, note.text)
    places -= 1
    bytes -= size
  }
  for (const id of [...there.keys()]) if (isOwn(commons, id) && !shown.has(id)) there.delete(id)
  for (const [id, words] of shown) put(there, id, words)
}

/** Also one that was removed: its id stays the room's for as long as it is remembered. */
const isOwn = (commons: Y.Doc, id: string): boolean => commons.getMap('notes').has(id)

function put(there: Y.Map<unknown>, id: string, words: string | undefined): void {
  if (words === undefined) there.delete(id)
  else if (readText(there.get(id)) !== words) there.set(id, { text: words })
}

const UNFIT: unique symbol = Symbol('no note of ours')
type Unfit = typeof UNFIT

function readNote(value: unknown): string | undefined | Unfit {
  if (value === undefined) return undefined
  const words = readText(value)
  if (words === undefined || bytesOf(words) > OPEN_NOTE_BYTES) return UNFIT
  // oxlint-disable-next-line no-control-regex -- what a note of the room may not hold, a space stands for
  return words.replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ')
}

const noteValue = v.object({ text: v.string() })
function readText(value: unknown): string | undefined {
  // A shared type inside the map is no plain record, whatever it is called.
  if (value instanceof Y.AbstractType) return undefined
  const read = parse(noteValue, value)
  return read.ok ? read.value.text : undefined
}

const bytesOf = (words: string): number => utf8(words).length
