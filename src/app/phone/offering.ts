import * as v from 'valibot'
import { toBase64url } from '../../lib/bytes.ts'
import type { Clock, Random } from '../../lib/clock.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { CallHandler } from '../../mesh/calls.ts'
import type { DeviceId } from '../../protocol/ids.ts'
import {
  isFew,
  parseDoorSaid,
  type DoorSaid,
  type LentOffer,
  type PageOffer,
  type TabSaid,
} from '../../protocol/page-offers.ts'
import { parse, parseJson } from '../../protocol/shape.ts'
import { isKindTaken, lentBy } from '../../room/page-offers.ts'
import { readArgs } from '../../services/page-args.ts'
import { pageDeed, pageUndo } from '../../services/page-calls.ts'
import { authorize } from '../../trust/authorize.ts'
import type { OfferChannel } from '../../platform/offer-channel.ts'
import type { PhoneNode } from './phone-node.ts'

/** What was refused is asked again after a while: an admin may have opened the room to pages meanwhile. */
const LOOK_MS = 5_000
/** No sooner than a home lets a member offer once more (`services/quotas.ts`): else it would soon be refused as too often. */
const AGAIN_MS = 10_000
const BEGIN_MS = 1_000
const SETTLED_MS = 300
const MOST_AT_ONCE = 8
const KEPT_ANSWERS = 200

type Pending = { door: string; by: DeviceId; id: string; settle: (answer: Result<unknown>) => void }
type Wanted = { door: string; offer: LentOffer }
type Door = { origin: string; offers: readonly PageOffer[]; told: string }

/** A member's tab offers the room what pages of other origins can do, as long as their offer windows are open. Returns its stop. */
export function startOffering(deps: {
  node: Pick<PhoneNode, 'me' | 'documents' | 'call' | 'facts' | 'homeScreen' | 'onChange'> & {
    under: Pick<PhoneNode['under'], 'answer'>
  }
  channel: OfferChannel
  clock: Clock
  random: Random
}): () => void {
  const { node, channel, clock } = deps
  const tab = toBase64url(deps.random(16))
  const doors = new Map<string, Door>()
  /** By a name that says nothing of who called. */
  const pending = new Map<string, Pending>()
  /** By caller and call. */
  const answered = new Map<string, Promise<Result<unknown>>>()
  const commons = () => node.documents.get('commons')
  const say = (said: TabSaid) => channel.say(said)
  /** A device that was just paired learns the room's name a moment later; and rooms are renamed. */
  let toldRoom = ''
  let isAsking = false
  let hasBegun = false
  let refused: { what: string; reason: string; atMs: number } | undefined
  const stops = [
    channel.hold(tab),
    channel.onSaid(hear),
    node.under.answer(
      'service.do',
      byScreen((args) => deed(args)),
    ),
    node.under.answer('service.undo', byScreen(undo)),
    node.onChange(look),
    clock.every(LOOK_MS, look),
    // Windows that were open before a reload have said by then what they offer.
    clock.after(BEGIN_MS, () => {
      hasBegun = true
      look()
    }),
  ]
  here()
  return () => stops.forEach((stop) => stop())

  function here() {
    toldRoom = node.facts()?.name ?? ''
    say({ say: 'here', tab, room: toldRoom })
  }

  function hear(data: unknown) {
    const heard = parseDoorSaid(data)
    if (!heard.ok) return
    if (heard.value.say === 'look') here()
    else if (heard.value.say === 'offer') take(heard.value)
    else answer(heard.value)
  }

  function take({ door, origin, offers }: Extract<DoorSaid, { say: 'offer' }>) {
    if (!doors.has(door)) void channel.gone(door).then(() => close(door))
    doors.set(door, { origin, offers, told: '' })
    refused = undefined
    look()
  }

  function close(door: string) {
    doors.delete(door)
    for (const one of [...pending.values()]) if (one.door === door) one.settle(err('service-gone'))
    look()
  }

  /** Brings what the room says of this device to what its windows offer, and tells them how that stands. */
  function look() {
    if ((node.facts()?.name ?? '') !== toldRoom) here()
    const { wanted, leftOut } = allWanted()
    const said = lentBy(commons(), node.me)
    const what = JSON.stringify(wanted.map(({ offer }) => offer))
    const isSaid = said ? JSON.stringify(said.offers) === what && said.home === node.homeScreen() : wanted.length === 0
    if (isSaid) refused = undefined
    const isTooSoon = refused && refused.what === what && clock.now() - refused.atMs < AGAIN_MS
    if (!isSaid && hasBegun && !isAsking && !isTooSoon)
      void ask(
        wanted.map(({ offer }) => offer),
        what,
      )
    if (isSaid || refused?.what === what) tell(leftOut)
  }

  async function ask(offers: readonly LentOffer[], what: string) {
    isAsking = true
    const answer = await (offers.length > 0
      ? node.call('service.offer', { offers })
      : node.call('service.withdraw', {}))
    isAsking = false
    refused = answer.ok ? undefined : { what, reason: answer.error, atMs: clock.now() }
    // What was done is in the document a moment later, if it is not there already.
    if (answer.ok) clock.after(SETTLED_MS, look)
    else look()
  }

  /** What the room is offered, and why the rest is not: by window, each kind's reason. */
  function allWanted() {
    const wanted: Wanted[] = []
    const leftOut = new Map<string, Map<string, string>>()
    for (const [door, { origin, offers }] of doors) {
      const why = new Map<string, string>()
      leftOut.set(door, why)
      for (const offer of offers) {
        const next = { door, offer: { ...offer, origin } }
        const reason = notWanted(next, wanted)
        if (reason === undefined) wanted.push(next)
        else why.set(offer.kind, reason)
      }
    }
    return { wanted, leftOut }
  }

  /** Of two of one kind the first has it: callers name a device and a kind. What is too much takes nothing else along. */
  function notWanted({ offer }: Wanted, wanted: readonly Wanted[]): string | undefined {
    if (isKindTaken(commons(), offer.kind)) return 'kind-taken'
    if (wanted.some((one) => one.offer.kind === offer.kind)) return 'kind-twice'
    return isFew([...wanted.map((one) => one.offer), offer]) ? undefined : 'offers-full'
  }

  function tell(leftOut: ReadonlyMap<string, ReadonlyMap<string, string>>) {
    for (const [door, known] of doors) {
      const not = known.offers.flatMap(({ kind }) => {
        const reason = leftOut.get(door)?.get(kind) ?? refused?.reason
        return reason === undefined ? [] : [{ kind, reason }]
      })
      const told = JSON.stringify(not)
      if (known.told !== told) say({ say: 'stands', door, refused: not })
      known.told = told
    }
  }

  /** Nobody but a screen calls here. */
  function byScreen(run: (args: unknown) => Promise<Result<unknown>>): CallHandler {
    return (who, _name, args) => {
      const allowed = authorize(who, 'service.hand-on', { visitorsMay: { addNotes: false, show: false, files: false } })
      return allowed === 'allowed' ? run(args) : Promise.resolve(err(allowed))
    }
  }

  function deed(input: unknown): Promise<Result<unknown>> {
    const read = parse(pageDeed, input)
    if (!read.ok) return Promise.resolve(err('malformed'))
    // Through another screen it may be asked again: the page does it once.
    const key = `${read.value.by} ${read.value.id}`
    const answer = answered.get(key) ?? run(read.value)
    answered.set(key, answer)
    const oldest = answered.size > KEPT_ANSWERS ? answered.keys().next().value : undefined
    if (oldest !== undefined) answered.delete(oldest)
    return answer
  }

  async function run({ id, by, kind, args, withinMs }: v.InferOutput<typeof pageDeed>): Promise<Result<unknown>> {
    const found = allWanted().wanted.find(({ offer }) => offer.kind === kind)
    if (!found) return err('no-service')
    const fitting = readArgs(found.offer.fields, args)
    if (!fitting.ok) return fitting
    if (pending.size >= MOST_AT_ONCE) return err('service-busy')
    const call = toBase64url(deps.random(16))
    return new Promise((resolve) => {
      const settle = (answer: Result<unknown>) => {
        if (!pending.delete(call)) return
        stopTimer()
        resolve(answer)
      }
      const stopTimer = clock.after(withinMs, () => end(call, 'service-late'))
      pending.set(call, { door: found.door, by, id, settle })
      say({ say: 'call', door: found.door, call, kind, args: { ...fitting.value } })
    })
  }

  async function undo(input: unknown): Promise<Result<unknown>> {
    const read = parse(pageUndo, input)
    if (!read.ok) return err('malformed')
    const { by, id } = read.value
    for (const [call, one] of [...pending]) if (one.by === by && one.id === id) end(call, 'cancelled')
    return ok(null)
  }

  function end(call: string, reason: string) {
    const one = pending.get(call)
    if (one) say({ say: 'cancel', door: one.door, call })
    one?.settle(err(reason))
  }

  function answer({ door, call, json }: Extract<DoorSaid, { say: 'answer' }>) {
    const one = pending.get(call)
    if (one?.door !== door) return
    const value = json === undefined ? err('nothing') : parseJson(v.unknown(), json)
    one.settle(value.ok ? value : err('service-failed'))
  }
}
