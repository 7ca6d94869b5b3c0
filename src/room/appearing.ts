import type * as Y from 'yjs'
import * as v from 'valibot'
import type { BlobId } from '../protocol/ids.ts'
import { blobId, deviceId, text } from '../protocol/shape.ts'
import { clearDisplay, displaysOf, show, type Shown } from './commons.ts'
import { fileById } from './files.ts'
import { page } from './pages.ts'
import { dropRecord, putRecord, record, records, type Author } from './records.ts'

/*
 * Files that appear on the wall by themselves while somebody is here, or while a booking lasts. Pure: who is here comes in.
 */

/** More than a file is ever meant for; a longer list is a mistake, or somebody's program. */
export const MOST_OCCASIONS = 50
const ids = v.pipe(v.array(v.pipe(text(64), v.nonEmpty())), v.maxLength(MOST_OCCASIONS))
/** Any of these people is here (a device, or a person known by face only), or one of these bookings is the present one. */
export const occasions = v.object({ people: ids, bookings: ids })
export type Occasions = v.InferOutput<typeof occasions>
const showWhen = v.object({
  ...occasions.entries,
  /** The file as a picture that every screen can show, drawn when this was chosen: it appears at once. */
  picture: blobId,
  /** It is that page of the file. */
  page: v.optional(page),
  /** Who chose it. */
  by: deviceId,
})
export type ShowWhen = v.InferOutput<typeof showWhen>
/** What stands before a rule's id where a rule put something up, and takes it down again. */
export const BY_RULE = 'rule '
const MAP = 'show-when'

/** Of files that are still in the room, by their ids. */
export const showWhensOf = (commons: Y.Doc): ReadonlyMap<string, ShowWhen> =>
  new Map([...records(commons, MAP, showWhen)].filter(([file]) => fileById(commons, file)))
export const showWhenOf = (commons: Y.Doc, file: string) => record(commons, MAP, file, showWhen)
export const setShowWhen = (commons: Y.Doc, file: string, value: ShowWhen, author: Author) =>
  putRecord(commons, MAP, file, value, author)
export const dropShowWhen = (commons: Y.Doc, file: string, author: Author) => dropRecord(commons, MAP, file, author)

/** Who is here, in every way one can be: `asleep` are phones that fell silent and may still be in a pocket here. */
export type Attendance = { here: ReadonlySet<string>; asleep: ReadonlySet<string>; booking: string | undefined }

/** Files that somebody here would see, and those that need not go yet: a phone that sleeps takes nothing down. */
export function wantedFiles(commons: Y.Doc, who: Attendance): { wanted: string[]; kept: ReadonlySet<string> } {
  const all = [...showWhensOf(commons)]
  const isWanted = ({ people, bookings }: ShowWhen) =>
    people.some((person) => who.here.has(person)) || bookings.some((booking) => booking === who.booking)
  const wanted = all.filter(([, when]) => isWanted(when)).map(([file]) => file)
  const asleep = all.filter(([, { people }]) => people.some((person) => who.asleep.has(person))).map(([file]) => file)
  return { wanted: wanted.sort(), kept: new Set([...wanted, ...asleep]) }
}

/**
 * Puts up what is wanted, and takes down what came by itself and is wanted no more. One file appears; of several that are
 * wanted at once a person chooses. What a person put up is never touched, and what one took down does not come back
 * before its people have gone and come again (`had`). `settled`: who is here is known by now, so that something may go.
 */
export function bringUp(commons: Y.Doc, who: Attendance, { settled }: { settled: boolean }, author: Author): void {
  const { wanted, kept } = wantedFiles(commons, who)
  const displays = displaysOf(commons)
  const own = displays.find(({ what }) => what.appears !== undefined && !what.appears.startsWith(BY_RULE))
  const isOver = own?.what.appears !== undefined && !kept.has(own.what.appears) && settled
  const had = hadOf(commons)
  const still = had.filter((file) => !settled || kept.has(file))
  commons.transact(() => {
    if (own && isOver) clearDisplay(commons, own.target, author)
    const isFree = displays.length === 0 || (displays.length === 1 && isOver)
    const [only, another] = wanted
    if (isFree && only !== undefined && another === undefined && !still.includes(only)) {
      putUp(commons, only, author)
      still.push(only)
    }
    if (still.join() !== had.join()) putRecord(commons, 'appeared', 'now', { files: still }, author)
  })
}

/** Puts up what a person chose of several. What gave way to it was not taken down: it comes back when this one goes. */
export function chooseFile(commons: Y.Doc, file: string, author: Author): boolean {
  const gaveWay = new Set(displaysOf(commons).map(({ what }) => what.appears))
  const still = hadOf(commons).filter((other) => other !== file && !gaveWay.has(other))
  return commons.transact(() => {
    const isUp = putUp(commons, file, author)
    if (isUp) putRecord(commons, 'appeared', 'now', { files: [...still, file] }, author)
    return isUp
  })
}

/** Shows a file that is wanted now, as what came by itself. False where it is none of them. */
function putUp(commons: Y.Doc, file: string, author: Author): boolean {
  const [when, kept] = [showWhenOf(commons, file), fileById(commons, file)]
  if (!when || !kept) return false
  const { name, by, byName } = kept
  const shown: Shown = { kind: 'picture', ...pictureOf(when), name: name.slice(0, 120), by, byName, appears: file }
  show(commons, 'all', shown, author)
  return true
}

/** What is put up of it. */
export const pictureOf = ({ picture, page: one }: ShowWhen) => ({ blob: picture, ...(one && { page: one }) })

const appeared = v.object({ files: ids })
const hadOf = (commons: Y.Doc): string[] => record(commons, 'appeared', 'now', appeared)?.files ?? []

/** What could be shown now by a tap: wanted, and not up. */
export function offeredFiles(commons: Y.Doc, who: Attendance): string[] {
  const up = new Set(displaysOf(commons).map(({ what }) => what.appears))
  return wantedFiles(commons, who).wanted.filter((file) => !up.has(file))
}

/** Pictures that stand ready to appear. */
export const readyBlobs = (commons: Y.Doc): Set<BlobId> =>
  new Set([...showWhensOf(commons).values()].map(({ picture }) => picture))
