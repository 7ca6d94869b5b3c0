import type { DocName } from '../protocol/link.ts'
import { authorize } from '../trust/authorize.ts'
import type { Peer } from '../trust/judge.ts'

/** Which documents a link carries follows from who is linked, and from nothing else (M7). */
export const mayRead = (peer: Peer, doc: DocName): boolean =>
  authorize(peer, `read-${doc}`, { visitorsMay: NOTHING }) === 'allowed'

/** Whether a link may change documents and hand on statements: screens only (M6). */
export const mayWrite = (peer: Peer): boolean =>
  authorize(peer, 'write-documents', { visitorsMay: NOTHING }) === 'allowed'

const NOTHING = { addNotes: false, show: false, files: false }
