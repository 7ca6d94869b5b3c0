import type { Bytes } from '../../lib/bytes.ts'
import { toBase64url } from '../../lib/bytes.ts'
import type { Clock, Random } from '../../lib/clock.ts'
import { makeListeners } from '../../lib/listeners.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { decodeTemplate, type PersonId, type Template } from '../../faces/template.ts'
import type { Documents } from '../../mesh/documents.ts'
import type { StatementBook } from '../../mesh/statement-book.ts'
import type { BlobId, DeviceId } from '../../protocol/ids.ts'
import type { Author } from '../../room/records.ts'
import {
  dropPerson,
  forgetting,
  forgottenBy,
  keepPerson,
  knownPeople,
  personOfReceipt,
  startForgetting,
  tellForgotten,
  type KnownPerson,
} from '../../room/vault.ts'
import type { RoomStore } from '../../storage/room-store.ts'
import type { Consent } from '../../trust/consents.ts'
import type { Consents } from './consents.ts'

/** What a consent to be recognised is given to. */
export const FACE_CONSENT = 'enrol-face'

/** Whom the room knows by face: only with a consent that stands, and gone everywhere once it does not. */
export type Faces = {
  known(): readonly KnownPerson[]
  /** What this screen can compare with: the templates it holds of those who are known. */
  gallery(): readonly Template[]
  /** Keeps a template under a consent; a reason where the consent does not cover it. */
  enrol(enrolment: Enrolment): Promise<Result<{ person: string; receipt: string }>>
  /** "That's not me": another template in place of the person's own, which holds the face that was mistaken for it. */
  replace(person: string, template: Bytes): Promise<void>
  forget(person: string): Promise<string | undefined>
  forgetReceipt(receipt: string): Promise<string | undefined>
  /** How far a forgetting has come; undefined: there was none under this receipt. */
  progress(receipt: string): { done: DeviceId[]; outstanding: DeviceId[] } | undefined
  onChange(listener: () => void): () => void
  stop(): void
}
export type Enrolment = { consent: Consent; template: Bytes; name: string }

const SWEEP_MS = 30_000

export function startFaces(deps: {
  me: DeviceId
  book: StatementBook
  consents: Consents
  documents: Documents
  store: RoomStore
  author: Author
  clock: Clock
  random: Random
  /** Fetches blobs that documents name and this screen lacks. */
  fetchMissing: () => Promise<void>
  /** Drops blobs that nothing names any more, now. */
  tidy: () => Promise<void>
  /** What was forgotten is not to linger in a document's history. */
  openEpoch: () => Promise<void>
  /** True on one of the linked screens only. */
  speaks: () => boolean
}): Faces {
  const { me, book, consents, documents, store, author } = deps
  const vault = () => documents.get('vault')
  const changes = makeListeners<void>()
  const templates = new Map<BlobId, Template>()
  let known: readonly KnownPerson[] | undefined

  const stops = [
    book.onChange(changed),
    documents.onUpdate(({ doc }) => doc === 'vault' && changed()),
    documents.onEpoch(changed),
    documents.onNudge(() => void load()),
    deps.clock.every(SWEEP_MS, () => {
      changed()
      void endExpired()
    }),
  ]
  changed()

  return {
    known: knownNow,
    gallery: () => knownNow().flatMap(({ template }) => templates.get(template) ?? []),
    enrol,
    async replace(person, bytes) {
      const found = knownPeople(vault()).find(({ id }) => id === person)
      const kept = found && (await store.putBlob(bytes))
      if (found && kept?.ok) keepPerson(vault(), person, { ...fieldsOf(found), template: kept.value }, author)
    },
    forget,
    forgetReceipt: async (receipt) => {
      const found = personOfReceipt(vault(), receipt)
      return found ? forget(found.id) : 'receipt-unknown'
    },
    progress(receipt) {
      if (!forgetting(vault()).includes(receipt)) return undefined
      const done = forgottenBy(vault(), receipt)
      const screens = [...(book.roster()?.devices.values() ?? [])].filter(({ role }) => role === 'screen')
      const split = (isDone: boolean) =>
        screens.map(({ device }) => device).filter((device) => done.has(device) === isDone)
      return { done: split(true), outstanding: split(false) }
    },
    onChange: changes.add,
    stop: () => stops.forEach((stop) => stop()),
  }

  function knownNow(): readonly KnownPerson[] {
    if (known) return known
    const standing = new Set(consents.standing().map(({ id }) => id))
    return (known = knownPeople(vault()).filter(({ consent }) => standing.has(consent)))
  }

  function changed() {
    known = undefined
    void load()
    void deps.fetchMissing()
    void eraseForgotten()
    changes.tell()
  }

  async function load(): Promise<void> {
    const wanted = new Map(knownNow().map((person) => [person.template, person.id as PersonId]))
    for (const blob of templates.keys()) if (!wanted.has(blob)) templates.delete(blob)
    for (const [blob, person] of wanted) {
      if (templates.has(blob)) continue
      const bytes = await store.getBlob(blob)
      const template = bytes && decodeTemplate(bytes)
      if (!template?.ok) continue
      templates.set(blob, { ...template.value, person })
      changes.tell()
    }
  }

  async function enrol({ consent, template, name }: Enrolment) {
    if (!decodeTemplate(template).ok) return err('malformed')
    if (consent.to !== FACE_CONSENT || !consents.standing().some(({ id }) => id === consent.id))
      return err('no-consent')
    const kept = await store.putBlob(template)
    if (!kept.ok) return kept
    const device = consent.atWall ? {} : { device: consent.by }
    // Whoever enrols anew replaces what was known of them: one person is not two. In this order: forgetting tidies away
    // every template that is not named yet.
    const before = knownPeople(vault()).filter((old) => old.device && old.device === device.device)
    const person = toBase64url(deps.random(16))
    const receipt = digits(deps.random)
    keepPerson(vault(), person, { name, consent: consent.id, template: kept.value, receipt, ...device }, author)
    for (const old of before) await forget(old.id)
    return ok({ person, receipt })
  }

  async function forget(person: string): Promise<string | undefined> {
    const found = knownPeople(vault()).find(({ id }) => id === person)
    if (!found) return 'face-unknown'
    await consents.withdraw(found.consent)
    startForgetting(vault(), found.receipt, author)
    dropPerson(vault(), person, author)
    await deps.openEpoch()
    return undefined
  }

  /** A screen that was off hears of it when it is back, and erases before anything else. */
  async function eraseForgotten(): Promise<void> {
    const mine = forgetting(vault()).filter((receipt) => !forgottenBy(vault(), receipt).has(me))
    if (mine.length === 0) return
    await deps.tidy()
    for (const receipt of mine) if (!forgottenBy(vault(), receipt).has(me)) tellForgotten(vault(), receipt, me, author)
  }

  async function endExpired(): Promise<void> {
    if (!deps.speaks()) return
    const live = new Set(knownNow().map(({ id }) => id))
    for (const { id } of knownPeople(vault())) if (!live.has(id)) await forget(id)
  }
}

const fieldsOf = ({ name, consent, template, receipt, device }: KnownPerson) => ({
  name,
  consent,
  template,
  receipt,
  ...(device && { device }),
})

/** Eight digits, none likelier than another to matter. */
const digits = (random: Random) => Array.from(random(8), (byte) => byte % 10).join('')
