import type { Clock } from '../../lib/clock.ts'
import { ok } from '../../lib/result.ts'
import type { Documents } from '../../mesh/documents.ts'
import type { DeviceId } from '../../protocol/ids.ts'
import {
  bringUp,
  chooseFile,
  dropShowWhen,
  offeredFiles,
  pictureOf,
  setShowWhen,
  showWhenOf,
  type Attendance,
  type Occasions,
} from '../../room/appearing.ts'
import type { RoomDocs } from '../../room/documents.ts'
import { fileById } from '../../room/files.ts'
import type { Author } from '../../room/records.ts'
import type { DrawFile } from './drawn-file.ts'

/** Files that appear on the wall by themselves, while those whom they are for are here. */
export type Appearing = {
  /** What could be put up by a tap: its people are here, and something else is up, or more than one is wanted. */
  offered(): string[]
  choose(file: string): string | undefined
  setWhen(by: DeviceId, file: string, occasions: Occasions): Promise<string | undefined>
  stop(): void
}

/** A booking begins and ends without anybody saying so. */
const LOOK_MS = 1_000
/** Phones and cameras have told a screen that has just started who is here by then: before that, nothing is taken down. */
const SETTLED_MS = 15_000

export function startAppearing(deps: {
  docs: () => RoomDocs
  documents: Documents
  author: Author
  clock: Clock
  attendance: () => Attendance
  /** Somebody came, went, or was seen. */
  onAttendance: (listener: () => void) => () => void
  drawFile: DrawFile
  /** One screen of those that see each other speaks for all. */
  speaks: () => boolean
}): Appearing {
  const { docs, author, clock, attendance } = deps
  const commons = () => docs().commons
  const startedMs = clock.now()
  let isLooking = false
  const stops = [
    deps.onAttendance(look),
    deps.documents.onUpdate(({ doc }) => doc === 'commons' && look()),
    clock.every(LOOK_MS, look),
  ]
  return {
    offered: () => offeredFiles(commons(), attendance()),
    choose(file) {
      return chooseFile(commons(), file, author) ? undefined : 'file-gone'
    },
    async setWhen(by, file, { people, bookings }) {
      if (people.length + bookings.length === 0) return void dropShowWhen(commons(), file, author)
      if (!fileById(commons(), file)) return 'file-gone'
      const known = showWhenOf(commons(), file)
      const drawn = known ? ok(pictureOf(known)) : await deps.drawFile(file)
      if (!drawn.ok) return drawn.error
      const { blob: picture, page } = drawn.value
      setShowWhen(commons(), file, { people, bookings, picture, ...(page && { page }), by }, author)
      return undefined
    },
    stop: () => stops.forEach((stop) => stop()),
  }

  /** What we write ourselves comes back as an update, in the middle of it. */
  function look() {
    if (isLooking || !deps.speaks()) return
    isLooking = true
    bringUp(commons(), attendance(), { settled: clock.now() - startedMs > SETTLED_MS }, author)
    isLooking = false
  }
}
