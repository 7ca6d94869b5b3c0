import { toBase64url, type Bytes } from '../../lib/bytes.ts'
import { makeListeners } from '../../lib/listeners.ts'
import { makeBulk, sourceOf, type Source } from '../../mesh/bulk.ts'
import { DEAD_MS, type Link } from '../../mesh/link.ts'
import { makePresence } from '../../mesh/presence.ts'
import { makeRoomClock } from '../../mesh/room-clock.ts'
import type { StatementBook } from '../../mesh/statement-book.ts'
import { startSync } from '../../mesh/sync.ts'
import type { BlobId, DeviceId } from '../../protocol/ids.ts'
import { PICTURE_BYTES, roomFactsOf } from '../../room/commons.ts'
import type { RoomStore } from '../../storage/room-store.ts'
import { sha256 } from '../../trust/derive.ts'
import { signerOf, type DeviceKeys } from '../../trust/keys.ts'
import { scanAgainBy } from '../../trust/admissions.ts'
import { verify } from '../../trust/statement.ts'
import type { Surroundings } from '../device.ts'
import { openHoldings } from '../holdings.ts'
import type { EntryPapers } from '../papers.ts'
import type { Ground } from './arrive.ts'
import { makeAsking } from './asking.ts'
import { makePhoneCompany } from './company.ts'
import { makePhoneConsents } from './consents.ts'
import { returningCredentials } from './credentials.ts'
import { keepHomes } from './homes.ts'
import { openOutbox } from './outbox.ts'
import { makePhoneRights } from './rights.ts'
import type { PhoneNode, Standing } from './phone-node.ts'
import { openWay } from './way.ts'

/** So long a phone that was opened is on its way in; after that it is away, and we say so. */
const COMING_MS = 6_000

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
  const me = keys.device
  const room = deps.papers.room
  const changes = makeListeners<void>()
  const offered = new Map<BlobId, Bytes>()
  let served: ((link: Link, name: BlobId) => Source | undefined) | undefined
  const keptName = await store.getValue('my-name')
  let myName = typeof keptName === 'string' ? keptName : deps.papers.name
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
    handed: deps.papers.statements,
    names: (known) => (isAdminIn(known) ? ['commons', 'residents'] : ['commons']),
    writes: false,
  })
  const isAdmin = () => isAdminIn(book)
  const presence = makePresence({ me, screen: false, clock })
  /** What nearly every part stands on. */
  const base = { me, room, book, documents, store, clock, roomClock: makeRoomClock(clock), random }
  const { roomClock } = base
  const sync = startSync(base)
  const company = makePhoneCompany(() => homes.home())
  const rights = makePhoneRights(() => homes.home())
  const bulk = makeBulk({
    ...base,
    serve(link, blob) {
      const bytes = link.peer.role === 'screen' ? offered.get(blob) : undefined
      return Promise.resolve(bytes ? sourceOf(bytes) : served?.(link, blob))
    },
  })
  const way = await openWay({ room, papers: deps.papers, keepPapers: deps.keepPapers })
  const { admission, awayMinutes } = deps.papers
  const admitted = admission && (await verify(admission))
  const admittedAt = admitted?.ok ? admitted.value.body?.at : undefined
  const showRosterTo = new Set<DeviceId>()
  const homes = keepHomes({
    ...base,
    ...{ neighbours, introductions, box },
    topics: way.topics,
    credentials: () => returningCredentials({ ...base, keys, showRosterTo, ...(admission && { admission }) }),
  })
  const call = makeAsking({ calls, homes, clock, isOver: () => over !== undefined })
  const outbox = await openOutbox({
    ...base,
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
    rights.onChange(() => changes.tell()),
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
    ...{ me, role, isAdmin, documents, book, presence, company },
    granted: rights.granted,
    roomNow: roomClock.now,
    consents: makePhoneConsents({ ...base, signer: signerOf(keys), call }),
    standing,
    homeScreen: () => homes.home()?.peer.device ?? lastHome,
    papers: way.papers,
    minutesLeft: () => Math.max(0, Math.ceil(awayMinutes - aloneMs() / 60_000)),
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
      askAt: (link, name, args) => calls.call(link, name, args),
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
    rights.attach(link)
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
      if (answer.ok) void way.take(answer.value)
      sync.attach(link)
      changes.tell()
    })
  }

  /** A removal opens an epoch and renews where the room is found: who is here hears of it now, not when it comes back. */
  async function askTheWay() {
    const home = homes.home()
    const answer = home && (await calls.call(home, 'enter', {}))
    if (answer?.ok) await way.take(answer.value)
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
    if (role === 'visitor' && aloneMs() > awayMinutes * 60_000) finish('expired', 'admission-ended')
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
