import type { Clock, Random } from '../../lib/clock.ts'
import type { Documents } from '../../mesh/documents.ts'
import type { Link } from '../../mesh/link.ts'
import type { Neighbours } from '../../mesh/neighbours.ts'
import type { Presence } from '../../mesh/presence.ts'
import type { RoomClock } from '../../mesh/room-clock.ts'
import { makeSeenBook } from '../../mesh/seen.ts'
import type { StatementBook } from '../../mesh/statement-book.ts'
import type { DeviceId } from '../../protocol/ids.ts'
import { devicesOf } from '../../room/commons.ts'
import type { RoomDocs } from '../../room/documents.ts'
import { isSpokenToByLook } from '../../room/hearing.ts'
import type { Author } from '../../room/records.ts'
import { sensesOf } from '../../room/senses.ts'
import type { FaceDesk } from '../../services/call.ts'
import type { RoomStore } from '../../storage/room-store.ts'
import type { Sight } from '../faces/sight.ts'
import { startCompany, type RoomCompany } from './company.ts'
import type { Consents } from './consents.ts'
import { startEye, type Eye } from './eye.ts'
import { makeFaceDesk } from './face-desk.ts'
import { startFaces, type Faces } from './faces.ts'

/** All of a screen's seeing: whom the room knows, who is here, and this screen's own eye where it can have one. */
export type Seeing = {
  faces: Faces
  company: RoomCompany
  /** Missing where the device cannot see at all, as in the simulation. */
  eye: Eye | undefined
  sight: Sight | undefined
  desk: FaceDesk
  attach(link: Link): void
  stop(): void
}

export async function startSeeing(deps: {
  me: DeviceId
  sight: Sight | undefined
  book: StatementBook
  consents: Consents
  documents: Documents
  docs: () => RoomDocs
  store: RoomStore
  author: Author
  clock: Clock
  roomClock: RoomClock
  random: Random
  presence: Presence
  neighbours: Neighbours
  fetchMissing: () => Promise<void>
  tidy: () => Promise<void>
  openEpoch: () => Promise<void>
}): Promise<Seeing> {
  const { me, sight, documents, docs } = deps
  const seen = makeSeenBook(deps)
  const faces = startFaces({
    ...deps,
    speaks: () => deps.neighbours.links().every(({ peer }) => peer.role !== 'screen' || me < peer.device),
  })
  const company = startCompany({ ...deps, seen, known: faces.known })
  const onSenses = (listener: () => void) => {
    const stops = [documents.onUpdate(({ doc }) => doc === 'commons' && listener()), documents.onEpoch(listener)]
    return () => stops.forEach((stop) => stop())
  }
  const eye =
    sight &&
    (await startEye({
      ...{ sight, onSenses, store: deps.store, faces, company },
      senses: () => sensesOf(docs().commons),
      lipsMatter: () => isSpokenToByLook(docs().commons),
    }))
  const desk = makeFaceDesk({
    faces,
    company,
    consents: deps.consents,
    deviceName: (device) => devicesOf(docs().commons).get(device)?.name ?? '',
    faceOf: (person) => eye?.faceOf(person),
  })
  return {
    faces,
    company,
    eye,
    sight,
    desk,
    attach: seen.attach,
    stop() {
      eye?.stop()
      company.stop()
      faces.stop()
    },
  }
}
