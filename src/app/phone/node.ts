import { toBase64url, type Bytes } from '../../lib/bytes.ts'
import { fromBase64url } from '../../lib/bytes.ts'
import { makeListeners } from '../../lib/listeners.ts'
import type { Result } from '../../lib/result.ts'
import { makeBulk, sourceOf, type Bulk, type Source } from '../../mesh/bulk.ts'
import type { CallHandler } from '../../mesh/calls.ts'
import type { Documents } from '../../mesh/documents.ts'
import { DEAD_MS, type Link } from '../../mesh/link.ts'
import { makePresence, type Presence } from '../../mesh/presence.ts'
import { makeRoomClock } from '../../mesh/room-clock.ts'
import type { StatementBook } from '../../mesh/statement-book.ts'
import { startSync } from '../../mesh/sync.ts'
import type { BlobId, DeviceId } from '../../protocol/ids.ts'
import { parse } from '../../protocol/shape.ts'
import { PICTURE_BYTES, roomFactsOf } from '../../room/commons.ts'
import type { RoomStore } from '../../storage/room-store.ts'
import { sha256 } from '../../trust/derive.ts'
import { signerOf, type DeviceKeys } from '../../trust/keys.ts'
import { scanAgainBy } from '../../trust/admissions.ts'
import { verify } from '../../trust/statement.ts'
import { topicOf, type Topic } from '../../trust/topics.ts'
import type { Surroundings } from '../device.ts'
import { openHoldings } from '../holdings.ts'
import { entryPapers, type EntryPapers } from '../papers.ts'
import type { Ground } from './arrive.ts'
import { makeAsking, type AskRoom } from './asking.ts'
import { makePhoneCompany } from './company.ts'
import { makePhoneConsents, type PhoneConsents } from './consents.ts'
import { returningCredentials } from './credentials.ts'
import { keepHomes } from './homes.ts'
import { openOutbox, type Outbox } from './outbox.ts'

/** So long a phone that was opened is on its way in; after that it is away, and we say so. */
const COMING_MS = 6_000

/** Where this phone stands with its room. `over` means: what it held of the room is erased. */
export type Standing =
  | { at: 'coming' | 'live' | 'away' | 'offline' }
  | { at: 'left' | 'expired' | 'refused'; reason: string; over: true }

/** A phone in a room, without anything to look at. */
export type PhoneNode = {
  me: DeviceId
  role: 'visitor' | 'member'
  isAdmin(): boolean
  documents: Documents
  book: StatementBook
  presence: Presence
  company: ReturnType<typeof makePhoneCompany>
  /** As this room's screens have it. */
  roomNow(): number
  consents: PhoneConsents
  standing(): Standing
  /** The screen this phone is at. */
  homeScreen(): DeviceId | undefined
  papers(): EntryPapers
  /** How long a visitor who is out of reach may still come back without scanning. */
  minutesLeft(): number
  /** This visit is from before everybody was asked to scan again, and ends soon. */
  isAskedToScan(): boolean
  /** Name and place as last known. */
  facts(): { name: string; place: string } | undefined
  /** What this person is called here; empty where they have not said. */
  myName(): string
  /** Every screen this phone is at hears it, so that the name stays when one of them goes. */
  setName(name: string): Promise<Result<unknown>>
  onChange(listener: () => void): () => void
  call: AskRoom
  /** Notes on their way into the room. */
  outbox: Outbox
  /** Keeps bytes so that a screen can fetch them, and says their id. */
  offerBlob(bytes: Bytes): Promise<BlobId>
  blob(id: BlobId): Promise<Bytes | undefined>
  /** What else a phone does with its links: files. */
  under: {
    keys: DeviceKeys
    store: RoomStore
    bulk: Bulk
    home(): Link | undefined
    /** Each link to a screen, those that are there already first. */
    onLink(listener: (link: Link) => void): () => void
    /** Answers what screens call here, and serves what links ask for. */
    answer(handler: CallHandler): () => void
    serve(source: (link: Link, name: BlobId) => Source | undefined): () => void
  }
  /** The phone woke. */
  hurry(): void
  leave(): Promise<void>
  stop(): Promise<void>
}

export async function startPhone(deps: {
  around: Surroundings
  ground: Ground
  keys: DeviceKeys
  role: 'visitor' | 'member'
  papers: EntryPapers
  store: RoomStore
  /** Keeps papers that changed; on a full disk they last as long as the page. */
  keepPapers: (papers: EntryPapers) => Promise<unknown>
  /** Called once when the stay is over: erases the room from this phone. */
  erase: () => Promise<void>
}): Promise<PhoneNode> {
  const { around, ground, keys, store, role } = deps
  const { clock, random, box } = around
  const { neighbours, introductions, calls } = ground
  let papers = deps.papers
  const me = keys.device
  const room = papers.room
  const changes = makeListeners<void>()
  const offered = new Map<BlobId, Bytes>()
  let served: ((link: Link, name: BlobId) => Source | undefined) | undefined
  const keptName = await store.getValue('my-name')
  let myName = typeof keptName === 'string' ? keptName : papers.name
  let over: Extract<Standing, { over: true }> | undefined
  let caughtUp = false
  const startedAtMs = clock.now()
  let lastHome: DeviceId | undefined
  /** A phone that is opened where the room is out of reach has its time, too. */
  let aloneSinceMs: number | undefined = neighbours.links().length === 0 ? clock.now() : undefined

  const isAdminIn = (known: StatementBook) => known.roster()?.devices.get(me)?.admin ?? false
  const { book, documents } = await openHoldings({
    room,
    store,
    handed: papers.statements,
    names: (known) => (isAdminIn(known) ? ['commons', 'residents'] : ['commons']),
    writes: false,
  })
  const isAdmin = () => isAdminIn(book)
  const presence = makePresence({ me, screen: false, clock })
  const roomClock = makeRoomClock(clock)
  const sync = startSync({ documents, book, clock, roomClock })
  const company = makePhoneCompany(() => homes.home())
  const bulk = makeBulk({
    me,
    clock,
    random,
    serve(link, blob) {
      const bytes = link.peer.role === 'screen' ? offered.get(blob) : undefined
      return Promise.resolve(bytes ? sourceOf(bytes) : served?.(link, blob))
    },
  })
  const admitted = papers.admission && (await verify(papers.admission))
  const admittedAt = admitted?.ok ? admitted.value.body?.at : undefined
  const showRosterTo = new Set<DeviceId>()
  let topics = await topicsOf(papers)
  const homes = keepHomes({
    me,
    topics: () => topics,
    credentials: () =>
      returningCredentials({
        keys,
        random,
        room,
        book,
        showRosterTo,
        ...(papers.admission && { admission: papers.admission }),
      }),
    book,
    neighbours,
    introductions,
    box,
    clock,
    random,
  })
  const call = makeAsking({ calls, homes, clock, isOver: () => over !== undefined })
  const outbox = await openOutbox({
    store,
    clock,
    random,
    ask: call,
    hasHome: () => homes.home() !== undefined,
    onHome: homes.onChange,
  })
  sync.setHome((link) => homes.home() === link)
  sync.onCaughtUp(() => {
    if (caughtUp) return
    caughtUp = true
    changes.tell()
  })

  const stops = [
    neighbours.onLink(welcome),
    neighbours.onRefused(({ reason, proven, device }) => {
      if (reason === 'unknown-device' && device) showRosterTo.add(device)
      // Whoever stands in between can refuse us in a screen's name; only a screen that has proven itself ends a stay.
      // One that does not know our admission ends nothing: it has yet to hear of the screen that gave it.
      else if (!proven) return
      else if (reason === 'admission-ended') finish('expired', reason)
      else if (reason === 'shown-out' || reason === 'removed') finish('refused', reason)
    }),
    book.onChange(leaveRemovedScreens),
    homes.onChange(() => {
      lastHome = homes.home()?.peer.device ?? lastHome
      // The spare may just have become the home: it must push from now on.
      sync.beat()
      changes.tell()
    }),
    box.onState(() => changes.tell()),
    book.onChange(() => changes.tell()),
    outbox.onChange(() => changes.tell()),
    presence.onChange(() => changes.tell()),
    company.onChange(() => changes.tell()),
    documents.onUpdate(() => changes.tell()),
    documents.onEpoch(() => {
      changes.tell()
      void askTheWay()
    }),
    clock.every(5_000, expireAlone),
    clock.after(COMING_MS, () => changes.tell()),
  ]
  for (const link of neighbours.links()) welcome(link)

  return {
    me,
    role,
    isAdmin,
    documents,
    book,
    presence,
    company,
    roomNow: roomClock.now,
    consents: makePhoneConsents({ room, signer: signerOf(keys), book, roomClock, random, call }),
    standing,
    homeScreen: () => homes.home()?.peer.device ?? lastHome,
    papers: () => papers,
    minutesLeft: () => Math.max(0, Math.ceil(papers.awayMinutes - aloneMs() / 60_000)),
    isAskedToScan() {
      const roster = book.roster()
      if (!roster || admittedAt === undefined) return false
      return scanAgainBy(roster, book.all(), admittedAt, roomClock.now()) !== undefined
    },
    facts() {
      const facts = roomFactsOf(documents.get('commons'))
      return facts && { name: facts.name, place: facts.place }
    },
    myName: () => myName,
    async setName(name) {
      const answer = await call('set-name', { name })
      if (!answer.ok) return answer
      myName = name
      void store.setValue('my-name', name) // a full disk: the name then lasts as long as the page
      if (role === 'visitor')
        for (const link of neighbours.links()) if (link !== homes.home()) void calls.call(link, 'set-name', { name })
      return answer
    },
    onChange: (listener) => changes.add(listener),
    call,
    outbox,
    async offerBlob(bytes) {
      const id = toBase64url(await sha256(bytes)) as BlobId
      offered.set(id, bytes)
      return id
    },
    async blob(id) {
      const kept = offered.get(id) ?? (await store.getBlob(id))
      if (kept) return kept
      const link = homes.home()
      const bytes = link ? await bulk.fetch(link, id, PICTURE_BYTES) : 'stalled'
      if (typeof bytes === 'string') return undefined
      await store.putBlob(bytes)
      return bytes
    },
    under: {
      keys,
      store,
      bulk,
      home: homes.home,
      onLink(listener) {
        neighbours.links().forEach(listener)
        return neighbours.onLink(listener)
      },
      answer: ground.answer,
      serve(source) {
        served = source
        return () => (served = undefined)
      },
    },
    hurry() {
      // After sleep the clock has jumped: links that heard nothing meanwhile are dead, whatever they say.
      for (const link of neighbours.links()) if (clock.now() - link.heardAtMs() > DEAD_MS) link.close('silent')
      homes.hurry()
    },
    async leave() {
      await call('leave', {})
      finish('left', 'left')
    },
    stop,
  }

  function welcome(link: Link) {
    if (!neighbours.links().includes(link)) return
    calls.attach(link)
    introductions.attach(link)
    bulk.attach(link)
    presence.attach(link)
    company.attach(link)
    link.onClose((reason) => {
      const why = reason === 'bye' ? link.byeReason() : undefined
      if (why === 'shown-out' || why === 'removed') finish('refused', why)
      else if (why === 'expired' || why === 'admission-ended') finish('expired', 'admission-ended')
      else if (why === 'left') finish('left', 'left')
      if (neighbours.links().length === 0) aloneSinceMs = clock.now()
      changes.tell()
    })
    aloneSinceMs = undefined
    // A screen keeps a visitor's name in mind only: after its restart, or as our spare, it hears the name from us.
    void calls.call(link, 'enter', role === 'visitor' && myName ? { name: myName } : {}).then((answer) => {
      if (answer.ok) void takeTopic(answer.value)
      sync.attach(link)
      changes.tell()
    })
  }

  /** A removal opens an epoch and renews where the room is found: who is here hears of it now, not when it comes back. */
  async function askTheWay() {
    const home = homes.home()
    const answer = home && (await calls.call(home, 'enter', {}))
    if (answer?.ok) await takeTopic(answer.value)
  }

  /** The secret under which the room is found is renewed when somebody who knew it is removed. */
  async function takeTopic(answer: unknown) {
    const fresh = parse(entryPapers, answer)
    if (!fresh.ok || fresh.value.room !== room || fresh.value.topicSecret === papers.topicSecret) return
    papers = { ...papers, topicSecret: fresh.value.topicSecret, olderTopicSecret: papers.topicSecret }
    topics = await topicsOf(papers)
    await deps.keepPapers(papers)
  }

  function leaveRemovedScreens() {
    const devices = book.roster()?.devices
    for (const link of neighbours.links()) if (devices?.get(link.peer.device)?.role !== 'screen') link.close('stopped')
  }

  function standing(): Standing {
    if (over) return over
    if (homes.home()) return { at: caughtUp ? 'live' : 'coming' }
    if (!caughtUp && clock.now() - startedAtMs < COMING_MS) return { at: 'coming' }
    return { at: box.state() === 'here' ? 'away' : 'offline' }
  }

  /** Nobody tells a phone out of reach that its stay has run out; it forgets by itself. */
  function expireAlone() {
    if (role === 'visitor' && aloneMs() > papers.awayMinutes * 60_000) finish('expired', 'admission-ended')
    else if (aloneMs() > 0) changes.tell()
  }

  function aloneMs(): number {
    return aloneSinceMs === undefined ? 0 : clock.now() - aloneSinceMs
  }

  function finish(at: 'left' | 'expired' | 'refused', reason: string) {
    if (over) return
    over = { at, reason, over: true }
    changes.tell()
    // A member who left is still a member; what a visitor or a removed device held of the room goes.
    void stop().then(() => (role === 'visitor' || reason === 'removed' ? deps.erase() : undefined))
  }

  async function stop() {
    stops.splice(0).forEach((end) => end())
    outbox.stop()
    homes.stop()
    sync.stop()
    introductions.stop()
    neighbours.stop()
    documents.stop()
    await store.close()
  }
}

const topicsOf = ({ topicSecret, olderTopicSecret }: EntryPapers): Promise<Topic[]> =>
  Promise.all(
    [topicSecret, olderTopicSecret].flatMap((secret) => (secret ? [topicOf(fromBase64url(secret) as Bytes)] : [])),
  )
