import type { Bytes } from '../../lib/bytes.ts'
import { err, type Result } from '../../lib/result.ts'
import type { BlobId } from '../../protocol/ids.ts'
import { PICTURE_BYTES } from '../../room/commons.ts'
import type { RoomDocs } from '../../room/documents.ts'
import { fileById } from '../../room/files.ts'
import type { RoomStore } from '../../storage/room-store.ts'
import type { Surroundings } from '../device.ts'

/** A photograph as cameras make them is smaller; a larger one would fill the tablet's memory. */
const MOST_BYTES = 100 << 20

/** Draws a file of the room as a picture that every screen can show, and keeps it here. A reason where it is none. */
export function makeDrawFile(deps: {
  commons: () => RoomDocs['commons']
  readFile: (blob: BlobId) => Promise<Bytes | undefined>
  store: RoomStore
  readPicture: Surroundings['readPicture']
}): (id: string) => Promise<Result<BlobId>> {
  return async (id) => {
    const file = fileById(deps.commons(), id)
    if (!file) return err('file-gone')
    if (file.size > MOST_BYTES) return err('picture-too-large')
    const bytes = await deps.readFile(file.blob)
    if (!bytes) return err('file-gone')
    const picture = (await deps.readPicture?.(new Blob([bytes]), PICTURE_BYTES)) ?? err('picture-unreadable')
    return picture.ok ? deps.store.putBlob(picture.value) : picture
  }
}
