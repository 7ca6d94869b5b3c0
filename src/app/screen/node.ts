import { fromBase64url, toBase64url, type Bytes } from '../../lib/bytes.ts'
import { makeListeners } from '../../lib/listeners.ts'
import { makeBulk } from '../../mesh/bulk.ts'
import { makeCalls, type CallHandler } from '../../mesh/calls.ts'
import { makeHeardBook } from '../../mesh/heard.ts'
import { startIntroductions } from '../../mesh/introductions.ts'
import { makePresence } from '../../mesh/presence.ts'
import { makeRoomClock } from '../../mesh/room-clock.ts'
import { startSync } from '../../mesh/sync.ts'
import { makeVoices } from '../../mesh/voices.ts'
import type { BlobId, RoomId } from '../../protocol/ids.ts'
import { DOC_NAMES } from '../../protocol/link.ts'
import { devicesOf } from '../../room/commons.ts'
import type { RoomDocs } from '../../room/documents.ts'
import type { Author } from '../../room/records.ts'
import { durationsOf, phoneOriginOf } from '../../room/residents.ts'
import type { RoomStore } from '../../storage/room-store.ts'
import { signerOf, type DeviceKeys } from '../../trust/keys.ts'
import type { Peer } from '../../trust/judge.ts'
import type { Surroundings } from '../device.ts'
import { openSight } from '../faces/open-sight.ts'
import { openHoldings } from '../holdings.ts'
import { makeAdminDesk } from './admins.ts'
import { makeBlobs } from './blobs.ts'
import { startOpenBoard } from './board.ts'
import { makeCallContext } from './call-context.ts'
import { startVisitorCodes } from './codes.ts'
import { makeConsents } from './consents.ts'
import { startDoings } from './doings.ts'
import { makeDoor } from './door.ts'
import { startEpochKeeper } from './epochs.ts'
import { startScreenFiles } from './files.ts'
import { listenWhereFound } from './found.ts'
import { startMeeting } from './meeting.ts'
import { makeReception } from './reception.ts'
import { makePairing } from './pairing.ts'
import { makeRemoving } from './removing.ts'
import type { ScreenNode } from './screen-node.ts'
import { openSecrets } from './secrets.ts'
import { makeSounds } from './sounds.ts'
import { tellRights } from './rights.ts'
import { keepOnlyWhoMayStay } from './staying.ts'
import { startSeeing } from './seeing.ts'
import { startTypedCodes } from './typed.ts'
import { keepScreensLinked } from './upkeep.ts'
import { startVisitors } from './visitors.ts'

/** Opens what this screen holds of its room, and starts what it does there. */
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
  const roomClock = makeRoomClock(clock)
  const unlocks = makeListeners<void>()
  const removals = makeListeners<void>()
  const sounds = makeSounds(clock)
  const heard = makeHeardBook()
  const voices = makeVoices({ clock })
  const { book, documents } = await openHoldings({ room, store, names: () => DOC_NAMES, writes: true })
  const docs = (): RoomDocs => ({ commons: documents.get('commons'), residents: documents.get('residents') })
  const onCommons = (listener: () => void) => documents.onUpdate(({ doc }) => doc === 'commons' && listener())
  const author: Author = { screen: me, now: roomClock.now }
  const handed = fromBase64url(deps.introductions) as Bytes
  const secrets = await openSecrets({ handed, documents, author, clock, random })
  const self: Peer = {
    device: me,
    seal: keys.seal,
    role: 'screen',
    get admin() {
      return book.roster()?.devices.get(me)?.admin ?? false
    },
  }

  const trusted = { room, signer: signerOf(keys), book, roomClock, random }
  const consents = makeConsents(trusted)
  /** What nearly every part stands on. */
  const ground = { ...trusted, me, clock, store, documents, docs, onCommons, author, consents }
  const context = makeCallContext({
    ...ground,
    parts: () => ({ visitors, reception, files, blobs, removing, seeing, admins, ...doings }),
    unlock: () => unlocks.tell(),
  })
  const reception = makeReception({
    ...ground,
    secret: () => secrets.now(),
    context,
    pairing: () => pairing,
    visitors: () => visitors,
    presence: () => presence,
  })

  const codes = await startVisitorCodes(ground)
  const pairing = makePairing({
    ...ground,
    device: me,
    origin: (kind) => (kind === 'member' ? phoneOrigin() : around.origin),
    admit: reception.pair,
    offerTyped: (leads, accept) => typed.offer(leads, accept),
  })
  const boot = toBase64url(random(16))
  const { neighbours, ...meeting } = startMeeting({
    ...ground,
    keys,
    boot,
    openRtc: around.openRtc,
    openRelay: around.openRelay,
    codes: codes.live,
    invitations: pairing.invitations,
    onRemoved: removals.tell,
  })
  const presence = makePresence({ me, screen: true, clock })
  const visitors = startVisitors({
    ...ground,
    presence,
    links: neighbours.links,
    memberName: (device) => devicesOf(docs().commons).get(device)?.name ?? '',
    isMembersName: (name) => reception.isMembersName(name),
    awayMs: () => durationsOf(docs().residents).visitorAwayMinutes * 60_000,
    onKnock: () => documents.nudge(),
    speaks,
  })
  const sync = startSync({ ...ground, onBaselineLost: () => void epochs.open() })
  const introductions = startIntroductions({
    me,
    box,
    neighbours,
    random,
    mayIntroduce: ({ peer }) => peer.role !== 'newcomer',
    onward: (phone) => files.screenOf(phone),
  })
  const calls = makeCalls({ clock, random, handle: answer })
  const bulk = makeBulk({
    ...ground,
    serve: (link, blob) => files.serve(link, blob),
  })
  const blobs = makeBlobs({ ...ground, neighbours, bulk: () => bulk, coming: () => files })
  const files = await startScreenFiles({
    ...ground,
    neighbours,
    presence,
    calls: () => calls,
    bulk: () => bulk,
    nameOf: context.nameOf,
    freeBytes: around.freeBytes ?? (() => Promise.resolve(Infinity)),
    isDrawable: around.isDrawable,
    readFile,
    serveBlob: (link, blob) => blobs.serve(link.peer, blob, doings.recording.mayTake(link.peer.device, blob)),
  })
  const epochs = startEpochKeeper({ ...ground, neighbours })
  const removing = makeRemoving({
    ...ground,
    codes,
    visitors,
    openEpoch: epochs.open,
    renewSecrets: secrets.renew,
    renewBoard: () => board.renew(),
    seal: keys.seal,
  })
  const admins = makeAdminDesk({ ...ground, neighbours, visitors, removing })
  const seeing = await startSeeing({
    ...ground,
    // With the screen's own code: behind a certificate warning nothing can be loaded later, while the box is away.
    sight: around.sees && openSight(around),
    presence,
    neighbours,
    fetchMissing: blobs.fetchMissing,
    tidy: blobs.tidy,
    openEpoch: epochs.open,
  })
  const typed = await startTypedCodes({ ...ground, boot, codes, introductions })

  const doings = await startDoings({
    ...ground,
    ...{ around, sounds, heard, context, neighbours, presence, visitors, calls, seeing, files, readFile, speaks },
    tidy: blobs.tidy,
    openEpoch: epochs.open,
  })
  const { shares, ledger } = doings
  const door = makeDoor({
    ...{ calls, pairing, visitors, presence, introductions, bulk, shares, sync, roomClock, heard, voices },
    fetchMissing: blobs.fetchMissing,
    attachSeeing: seeing.attach,
    onTaken: meeting.isTaken,
  })
  const board = startOpenBoard({
    ...ground,
    neighbours,
    origin: around.origin,
    attach: around.attachBoard,
    onSent: ledger.board,
  })
  const stops = [
    listenWhereFound(introductions, [secrets, codes, typed, pairing]),
    secrets.stop,
    seeing.stop,
    files.stop,
    neighbours.onLink(door.welcome),
    book.onChange(() => book.roster()?.removed.has(me) && removals.tell()),
    keepOnlyWhoMayStay({ ...ground, neighbours, visitors }),
    tellRights({ ...ground, links: neighbours.links }),
    documents.onUpdate(({ doc }) => doc === 'commons' && void blobs.fetchMissing()),
    blobs.keepTidy(),
    keepScreensLinked({ ...ground, neighbours, introductions, box, topics: secrets.residents }),
  ]
  return {
    ...{ me, room, documents, docs, book, author, consents, neighbours, presence, calls, bulk, sounds, heard, voices },
    ...{ codes, typed, pairing, visitors, seeing, board, files, self },
    ...doings,
    onRemoved: removals.add,
    roomNow: roomClock.now,
    phoneOrigin,
    nameMyself: reception.nameMyself,
    ...removing,
    readFile,
    keepBlob: store.putBlob,
    blob: store.getBlob,
    onUnlock: (listener) => unlocks.add(listener),
    async stop() {
      await doings.stop()
      stops.forEach((stop) => stop())
      board.stop()
      epochs.stop()
      codes.stop()
      typed.stop()
      visitors.stop()
      sync.stop()
      introductions.stop()
      meeting.stop()
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

  async function readFile(blob: BlobId) {
    const source = await blobs.find(blob)
    return source?.read(0, source.size)
  }

  /** Of the screens that see each other, one speaks for all. */
  function speaks() {
    return neighbours.links().every(({ peer }) => peer.role !== 'screen' || me < peer.device)
  }

  function phoneOrigin() {
    return phoneOriginOf(docs().residents) ?? around.origin
  }
}
