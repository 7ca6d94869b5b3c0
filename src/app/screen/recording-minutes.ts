import { concat, toBase64url, type Bytes } from '../../lib/bytes.ts'
import { makeListeners } from '../../lib/listeners.ts'
import type { BlobId, DeviceId } from '../../protocol/ids.ts'
import { devicesOf } from '../../room/commons.ts'
import {
  blobsOfMinutes,
  deleteMinutes,
  dropContents,
  erasedBy,
  isDeleted,
  joinPieces,
  logMinutes,
  minutesBlobs,
  minutesById,
  minutesLogs,
  minutesOf,
  participantsOf,
  periodsOf,
  piecesOf,
  tellErased,
  type Minutes,
  type MinutesLog,
} from '../../room/recording-minutes.ts'
import type { MinutesEntry, RecordingDesk } from '../../services/recording-desk.ts'
import type { RecordingDeps } from './recording.ts'

/** So many pieces of two seconds are put together into one part: a quarter of an hour. */
const JOINED = 450
const LOOK_MS = 60_000

/** Sealed minutes on this screen: it keeps, lists, hands out and erases them, and cannot open them. */
export function startMinutes(deps: RecordingDeps) {
  const { me, documents, store, author } = deps
  const vault = () => documents.get('vault')
  const changes = makeListeners<void>()
  const changed = () => {
    void erase()
    changes.tell()
  }
  const stops = [
    documents.onUpdate(({ doc }) => (doc === 'vault' || doc === 'commons') && changed()),
    documents.onEpoch(changed),
    deps.clock.every(LOOK_MS, () => {
      for (const { id, owner } of minutesOf(vault()))
        if (owner === me && piecesOf(vault(), id).size > JOINED) void join(id)
    }),
  ]
  const desk: Pick<RecordingDesk, 'isParticipant' | 'listFor' | 'all' | 'take' | 'remove'> = {
    isParticipant: (id, device) => participantsOf(vault(), id).has(device as DeviceId),
    listFor: (device) => listed((id) => participantsOf(vault(), id).has(device)),
    all: () => listed(() => true),
    async take(id, to, byName) {
      const found = minutesById(vault(), id)
      if (!found || isDeleted(vault(), id)) return undefined
      const blobs = await Promise.all(
        minutesBlobs(vault(), id).map(async (blob) => ({ blob, bytes: (await store.blobBytes(blob)) ?? 0 })),
      )
      const periods = [...periodsOf(vault(), id)]
      if (!isSaid(id, to, byName)) log(id, to, byName)
      return {
        fromMs: found.fromMs,
        periods: periods.map(([n, { fromMs, keys }]) => ({ n, fromMs, keys })),
        blobs: blobs.filter(({ bytes }) => bytes > 0),
      }
    },
    async remove(id, byName) {
      if (!minutesById(vault(), id)) return 'minutes-gone'
      deleteMinutes(vault(), id, author)
      log(id, 'deleted', byName)
      // Its keys are not to linger in a document's history.
      await deps.openEpoch()
      return undefined
    },
  }
  void erase()

  return {
    desk,
    log,
    join,
    mayTake: (device: DeviceId, blob: string) =>
      [...blobsOfMinutes(vault())].some(
        ([id, blobs]) => blobs.includes(blob as BlobId) && participantsOf(vault(), id).has(device),
      ),
    onChange: changes.add,
    stop: () => stops.forEach((stop) => stop()),
  }

  function log(id: string, what: MinutesLog['what'], byName: string): void {
    logMinutes(vault(), toBase64url(deps.random(16)), { minutes: id, what, byName }, author)
  }

  /** Asked again within a minute, it is the same opening. */
  function isSaid(id: string, what: MinutesLog['what'], byName: string): boolean {
    const last = minutesLogs(vault()).get(id)?.at(-1)
    return last?.what === what && last.byName === byName && deps.roomClock.now() - last.at < LOOK_MS
  }

  function listed(isFor: (id: string) => boolean): MinutesEntry[] {
    const logs = minutesLogs(vault())
    return minutesOf(vault()).flatMap((minutes) =>
      isFor(minutes.id) ? entry(minutes, logs.get(minutes.id) ?? []) : [],
    )
  }

  function entry({ id, fromMs, ms, byName }: Minutes, happened: readonly MinutesLog[]): MinutesEntry[] {
    const deleted = isDeleted(vault(), id)
    // Asked for and never begun: there is nothing to list.
    if (!deleted && periodsOf(vault(), id).size === 0) return []
    const entries = happened.map(({ at, what, byName: by }) => ({ atMs: at, what, byName: by }))
    const shared = { id, fromMs, ...(ms !== undefined && { ms }), byName, log: entries }
    return [deleted ? { ...shared, deleted: receipts(id) } : shared]
  }

  function receipts(id: string): { done: string[]; outstanding: string[] } {
    const erased = erasedBy(vault(), id)
    const names = devicesOf(deps.docs().commons)
    const screens = [...(deps.book.roster()?.devices.values() ?? [])].filter(({ role }) => role === 'screen')
    const split = (isDone: boolean) =>
      screens.flatMap(({ device }) => (erased.has(device) === isDone ? [names.get(device)?.name ?? ''] : []))
    return { done: split(true), outstanding: split(false) }
  }

  /** A screen that was off hears of it when it is back, and erases before it serves. */
  async function erase(): Promise<void> {
    const mine = minutesOf(vault()).filter(({ id }) => isDeleted(vault(), id) && !erasedBy(vault(), id).has(me))
    if (mine.length === 0) return
    for (const { id } of mine) dropContents(vault(), id, author)
    await deps.tidy()
    for (const { id } of mine) if (!erasedBy(vault(), id).has(me)) tellErased(vault(), id, me, author)
  }

  /** Puts single pieces together: a thousand small records weigh on everybody. What cannot be read is left as it is. */
  async function join(id: string): Promise<void> {
    const pieces = [...piecesOf(vault(), id)].sort(([a], [b]) => a - b)
    const bytes: Bytes[] = []
    for (const [, { blob }] of pieces) {
      const piece = await store.getBlob(blob)
      if (!piece) return
      bytes.push(piece)
    }
    const kept = bytes.length > 0 ? await store.putBlob(concat(...bytes)) : undefined
    const minutes = minutesById(vault(), id)
    if (!kept?.ok || !minutes || isDeleted(vault(), id)) return
    joinPieces(
      vault(),
      minutes,
      kept.value,
      pieces.map(([n]) => n),
      author,
    )
  }
}
