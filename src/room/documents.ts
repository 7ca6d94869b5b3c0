import type * as Y from 'yjs'

/** The documents a screen writes. A phone holds `commons` only (an admin's also `residents`). */
export type RoomDocs = { commons: Y.Doc; residents: Y.Doc }
