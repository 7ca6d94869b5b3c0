import type * as Y from 'yjs'
import * as v from 'valibot'
import { text } from '../protocol/shape.ts'
import { dropRecord, isGone, putRecord, record, records, type Author, type Stamp } from './records.ts'

/*
 * Notes that came by the open board, from applications that are nobody's device. They have a map of their own in
 * `commons`: whoever writes at the board can alter nothing else, and a version that does not know them shows none as
 * the room's own.
 */
const OPEN = 'open'
/** A note's 4 KB are at most so many letters. */
export const OPEN_NOTE_BYTES = 4 << 10

const openNote = v.object({ text: text(OPEN_NOTE_BYTES) })
export type OpenNote = Stamp & { id: string; text: string }

export const openNotesOf = (commons: Y.Doc): OpenNote[] =>
  [...records(commons, OPEN, openNote)]
    .map(([id, value]) => ({ id, ...value }))
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
export const putOpenNote = (commons: Y.Doc, id: string, words: string, author: Author) =>
  putRecord(commons, OPEN, id, { text: words }, author)
export const dropOpenNote = (commons: Y.Doc, id: string, author: Author) => dropRecord(commons, OPEN, id, author)

/** Whether somebody took this note away, and the room still remembers it. */
export const wasTakenAway = (commons: Y.Doc, id: string): boolean => isGone(commons.getMap(OPEN).get(id))
/** All that ever came and is not forgotten yet, marks of removal included. */
export const openEntries = (commons: Y.Doc): number => commons.getMap(OPEN).size

/** Whether applications of others may attach now: read by everyone, so that no screen says otherwise. */
const openness = v.object({ open: v.boolean() })
export const isBoardOpen = (commons: Y.Doc): boolean => record(commons, 'room', 'board', openness)?.open ?? false
export const setBoardOpen = (commons: Y.Doc, open: boolean, author: Author) =>
  putRecord(commons, 'room', 'board', { open }, author)
