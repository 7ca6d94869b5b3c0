import type * as Y from 'yjs'
import * as v from 'valibot'
import type { BlobId, DeviceId } from '../protocol/ids.ts'
import { blobId, deviceId, statementId, text } from '../protocol/shape.ts'
import { blobsOfMinutes } from './recording-minutes.ts'
import { dropRecord, putRecord, records, type Author, type Stamp } from './records.ts'

/* What screens alone read: where the sealed templates are, and whose. The templates themselves are blobs. */

/** A person whose face the room knows. `consent` is the statement without which none of this counts. */
const known = v.object({
  /** What walls and phones may call them; empty: they are never named. */
  name: text(60),
  /** The person's own phone, where they have one here. */
  device: v.optional(deviceId),
  consent: statementId,
  template: blobId,
  /** Eight digits the person was given: who knows them may have this forgotten, without phone or face. */
  receipt: v.pipe(v.string(), v.regex(/^\d{8}$/)),
})
export type KnownPerson = v.InferOutput<typeof known> & Stamp & { id: string }

export const knownPeople = (vault: Y.Doc): KnownPerson[] =>
  [...records(vault, 'faces', known)].map(([id, value]) => ({ id, ...value }))
export const keepPerson = (vault: Y.Doc, id: string, value: v.InferOutput<typeof known>, author: Author) =>
  putRecord(vault, 'faces', id, value, author)
export const dropPerson = (vault: Y.Doc, id: string, author: Author) => dropRecord(vault, 'faces', id, author)

export const vaultBlobs = (vault: Y.Doc): Set<BlobId> =>
  new Set([...knownPeople(vault).map(({ template }) => template), ...[...blobsOfMinutes(vault).values()].flat()])

export const personOfReceipt = (vault: Y.Doc, receipt: string) =>
  knownPeople(vault).find((person) => person.receipt === receipt)

/** Receipts under which somebody was forgotten. A receipt outlives the template and says nothing of whose it was. */
const asked = v.object({})
export const startForgetting = (vault: Y.Doc, receipt: string, author: Author) =>
  putRecord(vault, 'forgetting', receipt, {}, author)
export const forgetting = (vault: Y.Doc): string[] =>
  [...records(vault, 'forgetting', asked)].map(([receipt]) => receipt)

/** A screen's word that nothing of what was forgotten under this receipt is on its disk any more. */
const done = v.object({ screen: deviceId })
export const tellForgotten = (vault: Y.Doc, receipt: string, screen: DeviceId, author: Author) =>
  putRecord(vault, 'forgotten', `${receipt}~${screen}`, { screen }, author)
export const forgottenBy = (vault: Y.Doc, receipt: string): Set<DeviceId> =>
  new Set(
    [...records(vault, 'forgotten', done)].flatMap(([id, { screen }]) =>
      id.startsWith(`${receipt}~`) ? [screen] : [],
    ),
  )
