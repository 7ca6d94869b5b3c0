import * as v from 'valibot'
import type { Clock } from '../../lib/clock.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { Calls } from '../../mesh/calls.ts'
import type { Link } from '../../mesh/link.ts'
import type { Neighbours } from '../../mesh/neighbours.ts'
import type { StatementBook } from '../../mesh/statement-book.ts'
import { counter, parse } from '../../protocol/shape.ts'
import type { DeviceId } from '../../protocol/ids.ts'
import { fileById } from '../../room/files.ts'
import { roomFactsOf, show } from '../../room/commons.ts'
import { announce, offersOf } from '../../room/offers.ts'
import type { Lent } from '../../room/page-offers.ts'
import { refusedTo, type CallContext } from '../../services/call.ts'
import { choose, type Standing } from '../../services/choose.ts'
import { makeRunner, MOST_WITHIN_MS } from '../../services/runner.ts'
import type { Asked, Service, ServiceDesk, Step } from '../../services/service.ts'
import { makeStreams } from '../../services/streams.ts'
import type { Peer } from '../../trust/judge.ts'
import type { ScreenFiles } from './files.ts'
import { decodePicture } from '../../platform/picture.ts'
import { sensesOf } from '../../room/senses.ts'
import { makeIdentifying } from './identifying.ts'
import type { Seeing } from './seeing.ts'
import type { PageServices } from './page-services.ts'
import type { ScreenSounds } from './sounds.ts'
import type { Visitors } from './visitors.ts'
import type { DrawFile } from './drawn-file.ts'
import type { TurnPage } from './turn-page.ts'

/** Once a screen is up: what it does is announced when it has heard what the others hold. */
const ANNOUNCE_MS = 1_000
/** On the way to the device that does it, beside the time that it has for that. */
const ON_THE_WAY_MS = 500
const handedBack = v.object({ value: v.unknown(), load: counter })

/** What this screen does for whoever asks, and whom it hands what to that others do better. */
export type ScreenServices = ServiceDesk & { stop(): void }

export function startServices(deps: {
  me: DeviceId
  services: readonly Service[]
  context: CallContext
  clock: Clock
  book: StatementBook
  neighbours: Neighbours
  calls: () => Calls
  visitors: () => Visitors
  files: Pick<ScreenFiles, 'put'>
  sounds: ScreenSounds
  seeing: Pick<Seeing, 'eye' | 'faces' | 'sight'>
  drawFile: DrawFile
  turnPage: TurnPage
  pages: PageServices
}): ScreenServices {
  const { me, context, clock, neighbours, pages } = deps
  const commons = () => context.docs.commons
  const runner = makeRunner({
    services: deps.services,
    clock,
    refused: (who, ask) => refusedTo(context, who, ask),
    host: {
      me,
      get docs() {
        return context.docs
      },
      author: context.author,
      isFull: context.isFull,
      nameOf: context.nameOf,
      files: deps.files,
      sounds: deps.sounds,
      look() {
        const { eye } = deps.seeing
        if (!eye) return undefined
        const state = eye.state()
        return { eye: state, faces: state === 'watching' ? (eye.latest()?.sights.length ?? 0) : 0 }
      },
      identify: makeIdentifying({
        faces: deps.seeing.faces,
        senses: () => sensesOf(commons()),
        worker: deps.seeing.sight?.worker,
        thresholds: deps.seeing.sight?.thresholds,
        decode: decodePicture,
      }),
      onLook: (listener) => deps.seeing.eye?.onChange(listener) ?? (() => {}),
      turnPage: deps.turnPage,
      async showFile(id, target, by) {
        const file = fileById(commons(), id)
        if (!file) return 'file-gone'
        const drawn = await deps.drawFile(id)
        if (!drawn.ok) return drawn.error
        const picture = { kind: 'picture' as const, ...drawn.value, name: file.name.slice(0, 120), ...by }
        show(commons(), target, picture, context.author)
        return undefined
      },
    },
  })
  const streams = makeStreams({ me, runner, clock })
  /** What other screens said of themselves with their last answer. */
  const known = new Map<DeviceId, Pick<Standing, 'load' | 'latencyMs'>>()
  const handedOn = new Map<string, { by: DeviceId; link: Link }>()
  const place = () => roomFactsOf(commons())?.place ?? ''
  const say = () => announce(commons(), me, { place: place(), offers: runner.offers() }, context.author)
  const stopSaying = clock.after(ANNOUNCE_MS, say)

  return {
    async call(who, asked) {
      const lent = pages.find(asked)
      if (lent) return byPage(who, asked, lent)
      const chosen = chosenFor(asked)
      if (!chosen.ok) return chosen
      const link = chosen.value === me ? undefined : neighbours.linkTo(chosen.value)
      return link ? handOn(link, who, { ...asked, on: chosen.value }) : runner.run(who, asked)
    },
    async stream(who, on, step) {
      const chosen = step.step === 'open' ? chosenFor({ kind: step.kind, on }) : ok(on ?? me)
      if (!chosen.ok) return chosen
      if (chosen.value === me) return streams.step(who, step)
      const link = neighbours.linkTo(chosen.value)
      return link ? stepOn(link, who, step) : err('service-gone')
    },
    async streamHanded(by, step) {
      const who = peerOf(by)
      return who ? streams.step(who, step) : err('not-admitted')
    },
    async handed(by, asked) {
      const who = peerOf(by)
      if (!who) return err('not-admitted')
      // What is asked of a page that is open on a device linked to us names that device.
      const lent = asked.on === me ? undefined : pages.find(asked)
      const done = await (lent ? pages.run(who, asked, lent) : runner.run(who, asked))
      return done.ok ? ok({ value: done.value, load: runner.load() }) : done
    },
    cancel(by, id) {
      runner.cancel(by, id)
      pages.cancel(by, id)
      const on = handedOn.get(id)
      if (on?.by === by) void deps.calls().call(on.link, 'service.cancel', { id, by }) // its own answer says what came of it
    },
    offer: pages.offer,
    stop: stopSaying,
  }

  /** By this screen where the member's device is linked to it, else by that device's home. */
  function byPage(who: Peer, asked: Asked, lent: Lent): Promise<Result<unknown>> {
    const link = neighbours.linkTo(lent.device) ? undefined : neighbours.linkTo(lent.home)
    return link ? handOn(link, who, { ...asked, on: lent.device }) : pages.run(who, asked, lent)
  }

  function chosenFor({ kind, on }: Pick<Asked, 'kind' | 'on'>): Result<DeviceId> {
    const chosen = choose(offersOf(commons()), { kind, on, place: place() }, standingOf)
    if (chosen !== 'no-service' && chosen !== 'service-away') return ok(chosen)
    // What was just started here has not been announced yet.
    return (on ?? me) === me && runner.has(kind) ? ok(me) : err(chosen)
  }

  /** Whether it was done is not known where no answer comes; asked the same again, it is answered alike. */
  async function stepOn(link: Link, who: Peer, step: Step): Promise<Result<unknown>> {
    const answer = await deps.calls().call(link, 'service.stream-on', { ...step, by: who.device })
    return answer.ok ? answer : err(REASONS.get(answer.error) ?? answer.error)
  }

  function standingOf(device: DeviceId): Standing {
    if (device === me) return { isNear: true, load: runner.load(), latencyMs: 0 }
    const told = known.get(device) ?? { load: 0, latencyMs: 0 }
    const underWay = [...handedOn.values()].filter(({ link }) => link.peer.device === device).length
    return { isNear: neighbours.linkTo(device) !== undefined, ...told, load: told.load + underWay }
  }

  async function handOn(link: Link, who: Peer, asked: Asked): Promise<Result<unknown>> {
    const { id, kind, args, withinMs } = asked
    const startedMs = clock.now()
    const body = { id, kind, args, on: asked.on, by: who.device, ...(withinMs && { withinMs }) }
    const mostMs = (withinMs ?? MOST_WITHIN_MS) + ON_THE_WAY_MS
    handedOn.set(id, { by: who.device, link })
    const answer = await deps.calls().call(link, 'service.run', body, undefined, mostMs)
    handedOn.delete(id)
    if (!answer.ok) return err(REASONS.get(answer.error) ?? answer.error)
    const read = parse(handedBack, answer.value)
    if (!read.ok) return err('service-failed')
    const { value, load } = read.value
    known.set(link.peer.device, { load, latencyMs: clock.now() - startedMs })
    return ok(value)
  }

  /** Who asked at another screen, by what we know of them ourselves: no screen lends anybody a role. */
  function peerOf(device: DeviceId): Peer | undefined {
    const resident = deps.book.roster()?.devices.get(device)
    if (resident) return { device, seal: resident.seal, role: resident.role, admin: resident.admin }
    const admission = deps.visitors().admissionOf(device)
    return admission && { device, seal: '', role: 'visitor', admin: false, admission: admission.id }
  }
}

/** What a broken way means to whoever asked. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['link-closed', 'service-gone'],
  ['timeout', 'service-late'],
])
