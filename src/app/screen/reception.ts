import { toBase64url, type Bytes } from '../../lib/bytes.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { CallHandler } from '../../mesh/calls.ts'
import type { Link } from '../../mesh/link.ts'
import type { Presence } from '../../mesh/presence.ts'
import type { RoomClock } from '../../mesh/room-clock.ts'
import type { StatementBook } from '../../mesh/statement-book.ts'
import type { DeviceId, RoomId } from '../../protocol/ids.ts'
import { parse } from '../../protocol/shape.ts'
import { signedStatement } from '../../protocol/statement.ts'
import { devicesOf, nameDevice, roomFactsOf } from '../../room/commons.ts'
import { durationsOf } from '../../room/residents.ts'
import type { CallContext } from '../../services/call.ts'
import { answerCall } from '../../services/room-calls.ts'
import type { Peer } from '../../trust/judge.ts'
import type { Signer } from '../../trust/keys.ts'
import { looksTheSame } from '../../trust/names.ts'
import { isRosterKind } from '../../trust/roster.ts'
import { sign } from '../../trust/statement.ts'
import { subTopic } from '../../trust/topics.ts'
import type { EntryPapers, PairingPapers } from '../papers.ts'
import type { Pairing } from './pairing.ts'
import type { Visitors } from './visitors.ts'

/** Who calls this screen, and what it answers: papers for who comes in, the room's calls for who is in. */
export function makeReception(deps: {
  room: RoomId
  signer: Signer
  book: StatementBook
  roomClock: RoomClock
  /** The room's secret of introductions, as bytes. */
  secret: () => Bytes
  pairing: () => Pairing
  visitors: () => Visitors
  presence: () => Presence
  context: CallContext
}) {
  const { room, book, context } = deps
  const commons = () => context.docs.commons
  return { handle, pair, setName, nameMyself, isMembersName }

  async function handle(...[who, name, args, link]: Parameters<CallHandler>): Promise<Result<unknown>> {
    if (who.role === 'newcomer') return answerNewcomer(name, args, link)
    if (name === 'enter') return enter(link, args)
    return answerCall(context, who, name, args)
  }

  function answerNewcomer(name: string, args: unknown, link: Link): Promise<Result<unknown>> {
    if (name === 'pair.match') return deps.pairing().newcomerMatches(link, nameIn(args))
    if (name !== 'pair.hello') return Promise.resolve(err('not-admitted'))
    deps.pairing().named(link, nameIn(args))
    const mine = devicesOf(commons()).get(deps.signer.device)?.name
    return Promise.resolve(ok({ name: [roomFactsOf(commons())?.name, mine].filter(Boolean).join(', ') }))
  }

  async function enter(link: Link, args: unknown): Promise<Result<EntryPapers>> {
    const isVisitor = link.peer.role === 'visitor'
    const admission = await deps.visitors().admit(link)
    if (isVisitor && !admission) return err('not-admitted')
    if (isVisitor) await takeUp(link.peer, args)
    deps.presence().greet(link)
    return ok({
      room,
      statements: rosterAndEpochs(),
      topicSecret: toBase64url(await subTopic(deps.secret(), isVisitor ? 'visitors' : 'residents')),
      ...(admission && { admission: admission.signed }),
      name: context.nameOf(link.peer.device),
      awayMinutes: durationsOf(context.docs.residents).visitorAwayMinutes,
    })
  }

  /** What a visitor who was here before is called (screens keep that in mind only), and the stay that this one goes on from. */
  async function takeUp(visitor: Peer, args: unknown): Promise<void> {
    const name = nameIn(args).trim()
    if (name) await setName(visitor, name)
    const shown = parse(signedStatement, (args as { before?: unknown } | null)?.before)
    if (!shown.ok) return
    // Nobody but the phone it was given to and the screens has ever seen an admission: who shows it may end it.
    const stay = book.all().find(({ signed }) => signed.text === shown.value.text)?.body
    if (stay?.kind === 'admit' && stay.device !== visitor.device) await deps.visitors().end(stay.device, 'left')
  }

  function rosterAndEpochs() {
    return book
      .all()
      .flatMap(({ body, signed }) => (body && (isRosterKind(body) || body.kind === 'epoch') ? [signed] : []))
  }

  /** Writes a newcomer into the roster, and hands it what it needs to come back under its own key. */
  async function pair(link: Link, kind: 'screen' | 'member', mayAdmin: boolean, name: string): Promise<PairingPapers> {
    const { device, seal } = link.peer
    const by = deps.signer.device
    const admin = kind === 'screen' || mayAdmin
    const said = { room, by, at: deps.roomClock.now(), heads: book.roster()?.heads ?? [] }
    book.add([await sign(deps.signer, { kind: 'add', ...said, device, seal, role: kind, admin })])
    nameDevice(commons(), device, { name: kind === 'screen' ? freeName(name) : name, kind }, context.author)
    const facts = roomFactsOf(commons())
    return {
      room,
      role: kind,
      statements: rosterAndEpochs(),
      topicSecret: toBase64url(await subTopic(deps.secret(), 'residents')),
      roomName: facts?.name ?? '',
      place: facts?.place ?? '',
      ...(kind === 'screen' && { introductions: toBase64url(deps.secret()) }),
    }
  }

  function nameMyself(name: string) {
    const me = deps.signer.device
    if (!devicesOf(commons()).has(me))
      nameDevice(commons(), me, { name: freeName(name), kind: 'screen' }, context.author)
  }

  /** Screens of one room are told apart by their names: Wall, Wall 2, … */
  function freeName(name: string): string {
    const taken = new Set([...devicesOf(commons()).values()].map((device) => device.name))
    let free = name
    for (let n = 2; taken.has(free); n++) free = `${name} ${n}`
    return free
  }

  /** Whether a name could be taken for that of a member, other than the one who asks. */
  function isMembersName(name: string, asking?: DeviceId): boolean {
    return [...devicesOf(commons())].some(
      ([device, facts]) => device !== asking && facts.kind === 'member' && looksTheSame(facts.name, name),
    )
  }

  /** A name a visitor chose may not be a known person's. */
  function setName(who: Peer, name: string): Promise<string | undefined> {
    if (isMembersName(name, who.device)) return Promise.resolve('name-taken')
    if (who.role === 'visitor') deps.visitors().setName(who.device, name)
    else nameDevice(commons(), who.device, { name, kind: 'member' }, context.author)
    deps.visitors().refresh()
    return Promise.resolve(undefined)
  }
}

function nameIn(args: unknown): string {
  const name = (args as { name?: unknown } | null)?.name
  return typeof name === 'string' ? name.slice(0, 60) : ''
}
