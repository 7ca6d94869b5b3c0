import type { Clock } from '../../lib/clock.ts'
import type { Documents } from '../../mesh/documents.ts'
import { devicesOf } from '../../room/commons.ts'
import type { RoomDocs } from '../../room/documents.ts'
import type { Author } from '../../room/records.ts'
import type { AdminDesk } from '../../services/admin-calls.ts'
import type { CallContext } from '../../services/call.ts'
import { DOCUMENT_BYTES, makeQuotas } from '../../services/quotas.ts'
import type { Appearing } from './appearing.ts'
import type { makeBlobs } from './blobs.ts'
import type { Consents } from './consents.ts'
import type { Ears } from './ears.ts'
import { fewAtOnce } from './few-at-once.ts'
import type { ScreenFiles } from './files.ts'
import type { makeReception } from './reception.ts'
import type { makeRemoving } from './removing.ts'
import type { ServiceDesk } from '../../services/service.ts'
import type { Recordings } from './recording.ts'
import type { Seeing } from './seeing.ts'
import type { Visitors } from './visitors.ts'

/** What this screen brings to answering calls. */
export function makeCallContext(deps: {
  docs: () => RoomDocs
  documents: Documents
  author: Author
  clock: Clock
  consents: Consents
  /** Made after the context that they, too, answer by: asked for when a call comes. */
  parts: () => {
    visitors: Visitors
    reception: Pick<ReturnType<typeof makeReception>, 'setName'>
    files: ScreenFiles
    blobs: Pick<ReturnType<typeof makeBlobs>, 'fetchFrom'>
    removing: Pick<ReturnType<typeof makeRemoving>, 'showOut'>
    seeing: Seeing
    appearing: Appearing
    services: ServiceDesk
    recording: Recordings
    ears: Ears
    admins: AdminDesk
  }
  unlock: () => void
}): CallContext {
  const { docs, parts } = deps
  return {
    get docs() {
      return docs()
    },
    author: deps.author,
    nameOf: (device) => parts().visitors.nameOf(device) ?? devicesOf(docs().commons).get(device)?.name ?? '',
    setName: (who, name) => parts().reception.setName(who, name),
    get files() {
      return parts().files
    },
    showWhen: (who, file, occasions) => parts().appearing.setWhen(who.device, file, occasions),
    fetchBlob: fewAtOnce((who, blob, size) => parts().blobs.fetchFrom(who, blob, size)),
    leave: async (who) => void (await parts().visitors.end(who.device, 'left')),
    showOut: (device) => parts().removing.showOut(device),
    unlock: deps.unlock,
    get recording() {
      return parts().recording.desk
    },
    get ears() {
      return parts().ears
    },
    get faces() {
      return parts().seeing.desk
    },
    get services() {
      return parts().services
    },
    get admins() {
      return parts().admins
    },
    quotas: makeQuotas({ clock: deps.clock }),
    isFull: () => deps.documents.heaviestBytes() > DOCUMENT_BYTES,
    grantedTo: deps.consents.grantedTo,
    agree: deps.consents.take,
  }
}
