import type { Bytes } from '../../lib/bytes.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { BlobId } from '../../protocol/ids.ts'
import { PICTURE_BYTES } from '../../room/commons.ts'
import type { RoomDocs } from '../../room/documents.ts'
import { fileById } from '../../room/files.ts'
import type { Page } from '../../room/pages.ts'
import type { RoomStore } from '../../storage/room-store.ts'
import type { Surroundings } from '../device.ts'

/** A photograph as cameras make them is smaller; a larger one would fill the tablet's memory. So would a larger PDF. */
const MOST_BYTES = 100 << 20

/** A file as a picture; `page`: it is that page of it. */
export type Drawn = { blob: BlobId; page?: Page }
export type DrawFile = (id: string, number?: number) => Promise<Result<Drawn>>

/** Draws a file of the room as a picture that every screen can show, and keeps it here. A reason where it is none. */
export function makeDrawFile(deps: {
  commons: () => RoomDocs['commons']
  readFile: (blob: BlobId) => Promise<Bytes | undefined>
  store: RoomStore
  readPicture: Surroundings['readPicture']
  drawPage: Surroundings['drawPage']
}): DrawFile {
  const { store, drawPage } = deps
  return async (id, number = 1) => {
    const file = fileById(deps.commons(), id)
    if (!file) return err('file-gone')
    const isPdf = file.kind === 'pdf'
    if (file.size > MOST_BYTES) return err(isPdf ? 'pdf-too-heavy' : 'picture-too-large')
    if (isPdf) return drawnPage(id as BlobId, file.blob, number)
    const bytes = await deps.readFile(file.blob)
    if (!bytes) return err('file-gone')
    const picture = (await deps.readPicture?.(new Blob([bytes]), PICTURE_BYTES)) ?? err('picture-unreadable')
    return picture.ok ? keep(picture.value) : picture
  }

  async function drawnPage(file: BlobId, blob: BlobId, number: number): Promise<Result<Drawn>> {
    const drawn = await drawPage?.({
      key: blob,
      read: async () => {
        const bytes = await deps.readFile(blob)
        return bytes && new Blob([bytes])
      },
      number,
      mostBytes: PICTURE_BYTES,
    })
    if (!drawn?.ok) return drawn ?? err('pdf-no-reader')
    return keep(drawn.value.picture, { file, number: drawn.value.number, of: drawn.value.of })
  }

  async function keep(picture: Bytes, page?: Page): Promise<Result<Drawn>> {
    const kept = await store.putBlob(picture)
    return kept.ok ? ok({ blob: kept.value, ...(page && { page }) }) : kept
  }
}
