import { fromBase64url, toBase64url, type Bytes } from '../../lib/bytes.ts'
import { makeListeners } from '../../lib/listeners.ts'
import { makeBulk, type Bulk } from '../../mesh/bulk.ts'
import { makeCalls, type CallHandler, type Calls } from '../../mesh/calls.ts'
import type { Documents } from '../../mesh/documents.ts'
import { startIntroductions } from '../../mesh/introductions.ts'
import type { Link } from '../../mesh/link.ts'
import { startNeighbours, type Neighbours } from '../../mesh/neighbours.ts'
import { makePresence, type Presence } from '../../mesh/presence.ts'
import { makeRoomClock } from '../../mesh/room-clock.ts'
import type { StatementBook } from '../../mesh/statement-book.ts'
import { startSync } from '../../mesh/sync.ts'
import type { BlobId, DeviceId, RoomId } from '../../protocol/ids.ts'
import { DOC_NAMES } from '../../protocol/link.ts'
import { devicesOf, dropDevice, nameDevice } from '../../room/commons.ts'
import type { RoomDocs } from '../../room/documents.ts'
import type { Author } from '../../room/records.ts'
import { durationsOf, phoneOriginOf } from '../../room/residents.ts'
import type { CallContext } from '../../services/room-calls.ts'
import type { RoomStore } from '../../storage/room-store.ts'
import { signerOf, type DeviceKeys } from '../../trust/keys.ts'
import type { Peer } from '../../trust/judge.ts'
import { sign } from '../../trust/statement.ts'
import { subTopic, topicOf } from '../../trust/topics.ts'
import type { Surroundings } from '../device.ts'
import { openHoldings } from '../holdings.ts'
import { makeBlobs } from './blobs.ts'
import { startVisitorCodes, type VisitorCodes } from './codes.ts'
import { screenCredentials } from './credentials.ts'
import { startEpochKeeper } from './epochs.ts'
import { makeReception } from './reception.ts'
import { makePairing, type Pairing } from './pairing.ts'
import { startTypedCodes, type TypedCodes } from './typed.ts'
import { keepScreensLinked } from './upkeep.ts'
import { startVisitors, type Visitors } from './visitors.ts'

/** Pictures that nothing shows any more go within this time. */
const DROP_BLOBS_MS = 10 * 60_000

/** A screen of a room, without anything to look at: what it holds, whom it is linked to, what it answers. */
export type ScreenNode = {
  me: DeviceId
  room: RoomId
  documents: Documents
  docs(): RoomDocs
  book: StatementBook
  neighbours: Neighbours
  presence: Presence
  calls: Calls
  bulk: Bulk
  codes: VisitorCodes
  typed: TypedCodes
  pairing: Pairing
  visitors: Visitors
  author: Author
  /** The screen as itself in front of `authorize`: its buttons are in the hands of whoever stands there. */
  self: Peer
  /** An admin took this screen out of the room: its roster says so, or a screen that has proven itself. */
  onRemoved(listener: () => void): () => void
  roomNow(): number
  /** Where phones open the app. */
  phoneOrigin(): string
  /** Gives this screen a name that no other device of the room has, where it has none. */
  nameMyself(name: string): void
  showOut(device: DeviceId): Promise<string | undefined>
  remove(device: DeviceId): Promise<string | undefined>
  keepBlob(bytes: Bytes): ReturnType<RoomStore['putBlob']>
  blob(id: Parameters<RoomStore['getBlob']>[0]): Promise<Bytes | undefined>
  onUnlock(listener: () => void): () => void
  stop(): Promise<void>
}

export async function startScreen(deps: {
  around: Surroundings
  room: RoomId
  keys: DeviceKeys
  store: RoomStore
  /** Base64url secret from which this room's introductions are derived. */
  introductions: string
}): Promise<ScreenNode> {
  const { around, room, keys, store } = deps
  const { clock, random, box } = around
  const me = keys.device
  const signer = signerOf(keys)
  const roomClock = makeRoomClock(clock)
  const unlocks = makeListeners<void>()
  const removals = makeListeners<void>()
  const secret = fromBase64url(deps.introductions) as Bytes
  const [residentsTopic, visitorsSecret] = await Promise.all([
    subTopic(secret, 'residents').then(topicOf),
    subTopic(secret, 'visitors'),
  ])
  const visitorsTopic = await topicOf(visitorsSecret)

  const { book, documents } = await openHoldings({ room, store, names: () => DOC_NAMES, writes: true })
  const docs = (): RoomDocs => ({ commons: documents.get('commons'), residents: documents.get('residents') })
  const author: Author = { screen: me, now: roomClock.now }
  const self: Peer = {
    device: me,
    seal: keys.seal,
    role: 'screen',
    get admin() {
      return book.roster()?.devices.get(me)?.admin ?? false
    },
  }

  const context: CallContext = {
    get docs() {
      return docs()
    },
    author,
    nameOf: (device) => visitors.nameOf(device) ?? devicesOf(docs().commons).get(device)?.name ?? '',
    setName: (who, name) => reception.setName(who, name),
    fetchBlob: (who, blob, size) => blobs.fetchFrom(who, blob, size),
    leave: async (who) => void (await visitors.end(who.device, 'left')),
    showOut,
    unlock: () => unlocks.tell(),
  }
  const reception = makeReception({
    room,
    signer,
    book,
    roomClock,
    secret,
    context,
    pairing: () => pairing,
    visitors: () => visitors,
    presence: () => presence,
  })

  const codes = await startVisitorCodes({ clock, random })
  const pairing = makePairing({
    clock,
    random,
    device: me,
    origin: (kind) => (kind === 'member' ? phoneOrigin() : around.origin),
    admit: reception.pair,
    offerTyped: (leads, accept) => typed.offer(leads, accept),
  })
  const boot = toBase64url(random(16))
  const showRosterTo = new Set<DeviceId>()
  const neighbours = startNeighbours({
    device: me,
    boot,
    openRtc: around.openRtc,
    clock,
    random,
    // A screen that was removed takes nobody in.
    welcome: () =>
      book.roster()?.devices.has(me)
        ? screenCredentials({
            keys,
            room,
            book,
            random,
            clock,
            roomClock,
            codes: codes.live,
            invitations: pairing.invitations,
            showRosterTo,
          })
        : undefined,
  })
  const presence = makePresence({ me, screen: true, clock })
  const visitors = startVisitors({
    room,
    signer,
    book,
    presence,
    clock,
    roomClock,
    links: neighbours.links,
    memberName: (device) => devicesOf(docs().commons).get(device)?.name ?? '',
    awayMs: () => durationsOf(docs().residents).visitorAwayMinutes * 60_000,
    onKnock: () => documents.nudge(),
    speaks: () => neighbours.links().every(({ peer }) => peer.role !== 'screen' || me < peer.device),
  })
  const sync = startSync({ documents, book, clock, roomClock })
  const introductions = startIntroductions({
    me,
    box,
    neighbours,
    random,
    mayIntroduce: ({ peer }) => peer.role !== 'newcomer',
  })
  const calls = makeCalls({ clock, random, handle: answer })
  const bulk = makeBulk({
    me,
    openRtc: around.openRtc,
    clock,
    random,
    serve: async ({ peer }, blob) =>
      peer.role === 'screen' || blobs.named().has(blob) ? store.getBlob(blob) : undefined,
  })
  const blobs = makeBlobs({ store, documents, neighbours, bulk: () => bulk, clock })
  const typed = await startTypedCodes({ me, boot, clock, random, codes, introductions, store })

  const listen = () =>
    introductions.listen([residentsTopic, visitorsTopic, ...codes.topics(), ...typed.topics(), ...pairing.topics()])
  listen()
  const stops = [
    codes.onChange(listen),
    typed.onChange(listen),
    pairing.onChange(listen),
    neighbours.onLink(welcome),
    neighbours.onRefused(({ reason, device, proven }) => {
      if (proven && device && reason === 'unknown-device') showRosterTo.add(device)
      if (proven && reason === 'removed') removals.tell()
    }),
    book.onChange(() => book.roster()?.removed.has(me) && removals.tell()),
    book.onChange(closeWhoMayNotStay),
    // A right may also just run out.
    clock.every(10_000, closeWhoMayNotStay),
    documents.onUpdate(({ doc }) => doc === 'commons' && void blobs.fetchMissing()),
    keepScreensLinked({ me, book, neighbours, introductions, box, topic: residentsTopic, clock, random }),
  ]
  const dropBlobs = async () => {
    const epoch = book.all().find(({ id }) => id === documents.epoch())?.body
    const baselines = epoch?.kind === 'epoch' ? Object.values(epoch.docs).map(({ hash }) => hash as BlobId) : []
    await store.dropUnreferenced(new Set([...blobs.named(), ...blobs.arriving(), ...baselines]))
  }
  stops.push(clock.every(DROP_BLOBS_MS, () => void dropBlobs()))
  const epochs = startEpochKeeper({ room, signer, book, documents, neighbours, clock, roomClock })

  return {
    me,
    room,
    documents,
    docs,
    book,
    neighbours,
    presence,
    calls,
    bulk,
    codes,
    typed,
    pairing,
    visitors,
    author,
    self,
    onRemoved: removals.add,
    roomNow: roomClock.now,
    phoneOrigin,
    nameMyself(name) {
      if (!devicesOf(docs().commons).has(me))
        nameDevice(docs().commons, me, { name: reception.freeName(name), kind: 'screen' }, author)
    },
    showOut,
    remove,
    keepBlob: store.putBlob,
    blob: store.getBlob,
    onUnlock: (listener) => unlocks.add(listener),
    async stop() {
      stops.forEach((stop) => stop())
      epochs.stop()
      codes.stop()
      typed.stop()
      visitors.stop()
      sync.stop()
      introductions.stop()
      neighbours.stop()
      documents.stop()
      await store.close()
    },
  }

  /** A phone is told that something is done once it is on this screen's disk: pulling the plug then takes nothing back. */
  async function answer(...call: Parameters<CallHandler>): ReturnType<CallHandler> {
    const outcome = await reception.handle(...call)
    await store.flush() // a fault is told through the store's onFault, and the other screens have what was done
    return outcome
  }

  function phoneOrigin() {
    return phoneOriginOf(docs().residents) ?? around.origin
  }

  function welcome(link: Link) {
    if (link.peer.role === 'newcomer') {
      calls.attach(link)
      return pairing.greet(link)
    }
    showRosterTo.delete(link.peer.device)
    link.onClose((reason) => {
      // Who leaves says so; whose page is closed or asleep does not.
      const left = reason === 'removed' || (reason === 'bye' && link.byeReason() === 'stopped')
      if (link.peer.role === 'member' && !left) visitors.fellSilent(link.peer.device)
      visitors.refresh()
      if (link.peer.role === 'screen') roomClock.forget(link.peer.device)
    })
    calls.attach(link)
    // Who came by a code reads nothing, and hears of nobody, before its admission is written. Everybody else is heard
    // from the first word on: what they said while we still shook hands comes in this very turn.
    if (link.peer.role !== 'visitor' || link.peer.admission) return attach(link)
    void visitors.admit(link).then(() => !link.isClosed() && attach(link))
  }

  function attach(link: Link) {
    introductions.attach(link)
    bulk.attach(link)
    presence.attach(link)
    sync.attach(link)
    visitors.refresh()
    void blobs.fetchMissing()
  }

  async function showOut(device: DeviceId): Promise<string | undefined> {
    if (!(await visitors.end(device, 'shown-out'))) return 'not-admitted'
    // The code on the wall may be the one they scanned.
    await codes.renew()
    return undefined
  }

  async function remove(device: DeviceId): Promise<string | undefined> {
    const roster = book.roster()
    if (!roster?.devices.has(device)) return 'unknown-device'
    book.add([await sign(signer, { kind: 'remove', room, by: me, at: roomClock.now(), heads: roster.heads, device })])
    if (book.roster()?.devices.has(device)) return 'admins-only'
    dropDevice(docs().commons, device, author)
    await epochs.open()
    return undefined
  }

  /** Rights end with the statement that gave them: at once, on every link this screen has. */
  function closeWhoMayNotStay() {
    const roster = book.roster()
    const isRemoved = roster && !roster.devices.has(me)
    for (const link of neighbours.links()) {
      const { peer } = link
      // What a removed screen answers is in no room: its phones go to another screen.
      if (isRemoved) link.close('stopped')
      else if (peer.role === 'visitor' && peer.admission && !visitors.admissionOf(peer.device))
        link.close(visitors.endingOf(peer.device) ?? 'admission-ended')
      else if ((peer.role === 'screen' || peer.role === 'member') && !roster?.devices.has(peer.device))
        link.close('removed')
      else if (peer.role === 'member') peer.admin = roster?.devices.get(peer.device)?.admin ?? false
    }
    visitors.refresh()
  }
}
