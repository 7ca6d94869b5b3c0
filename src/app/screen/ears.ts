import * as v from 'valibot'
import type { Clock } from '../../lib/clock.ts'
import type { Calls } from '../../mesh/calls.ts'
import type { Neighbours } from '../../mesh/neighbours.ts'
import { parse } from '../../protocol/shape.ts'
import type { DeviceId } from '../../protocol/ids.ts'
import { EAR_ANSWERS, MOST_AGO_MS, type EarAnswer, type EarClaim } from '../../services/ear-calls.ts'
import type { Span } from '../../speech/utterance.ts'

/** So long the screens that heard the same compare how loud it was. */
const COMPARED_MS = 100
/** Of one request two screens cut out what begins and ends as far apart as this, and a word travels meanwhile. */
const APART_MS = 250
/** Of a screen that does not tell when it was said: the same request understood within so long is the same utterance. */
const SAME_MS = 2_000

/** What was understood here, how loud it was, and when it was said by this device's clock. */
export type HeardHere = Pick<EarClaim, 'what' | 'db'> & { span: Span }

/** Several screens may hear one person: the one that heard it loudest answers, and "here" is where that hangs. */
export type Ears = {
  /** Whose it is to answer what was understood here: this screen's, or another's. */
  claim(heard: HeardHere): Promise<DeviceId>
  /** Which other screen has understood the same before. */
  claimedBefore(heard: HeardHere): DeviceId | undefined
  /** Another screen understood this. */
  asked(by: DeviceId, heard: EarClaim): EarAnswer
  /** How it is known whether this screen's microphone is open, or what it heard is still being made out. */
  listensBy(isListening: () => boolean): void
}

type Claim = Pick<EarClaim, 'what' | 'db'> & {
  span?: Span
  by: DeviceId
  atMs: number
  isAnswered?: boolean
  lostTo?: DeviceId
}

export function makeEars(deps: {
  me: DeviceId
  clock: Clock
  neighbours: Pick<Neighbours, 'links'>
  calls: () => Pick<Calls, 'call'>
}): Ears {
  const { me, clock } = deps
  let isListening = () => false
  /** This screen's own and the others'. By when it was said, not when it was understood: a slow screen may be seconds behind. */
  let claims: Claim[] = []

  return {
    async claim(heard) {
      const mine: Claim & HeardHere = { ...heard, by: me, atMs: clock.now() }
      const earlier = sameAs(mine).find(({ by }) => by !== me)
      // Who claimed it long enough ago has answered it.
      if (earlier && (mine.atMs - earlier.atMs >= COMPARED_MS || !isLouder(mine, earlier))) return earlier.by
      remember(mine)
      const compared = new Promise<void>((resolve) => clock.after(COMPARED_MS, resolve))
      const answers = await Promise.all(
        deps.neighbours
          .links()
          .filter(({ peer }) => peer.role === 'screen')
          .map(async (link) => {
            const answer = await deps.calls().call(link, 'ears.claim', toTell(mine), undefined, COMPARED_MS)
            const read = answer.ok ? parse(v.picklist(EAR_ANSWERS), answer.value) : undefined
            return { by: link.peer.device, is: read?.ok ? read.value : 'deaf' }
          }),
      )
      const winner = answers.find(({ is }) => is === 'mine')?.by
      if (winner !== undefined) {
        mine.lostTo = winner
        return winner
      }
      // Somebody whose ears are open may yet have heard it better.
      if (answers.some(({ is }) => is !== 'deaf')) await compared
      mine.isAnswered = true
      return mine.lostTo ?? me
    },
    asked(by, { what, db, fromAgoMs, toAgoMs }) {
      const atMs = clock.now()
      const isTold = fromAgoMs !== undefined && toAgoMs !== undefined
      const span = isTold && { fromMs: atMs - fromAgoMs, toMs: atMs - toAgoMs }
      const theirs: Claim = { what, db, by, atMs, ...(span && { span }) }
      const mine = sameAs(theirs).find((one) => one.by === me)
      if (mine && mine.lostTo === undefined) {
        if (mine.isAnswered || isLouder(mine, theirs)) return 'mine'
        mine.lostTo = by
        remember(theirs)
        return 'yours'
      }
      remember(theirs)
      return !mine && isListening() ? 'listening' : 'deaf'
    },
    claimedBefore: (heard) => sameAs({ ...heard, by: me, atMs: clock.now() }).find(({ by }) => by !== me)?.by,
    listensBy(listening) {
      isListening = listening
    },
  }

  function remember(claim: Claim) {
    claims = [...claims.filter(({ span, atMs }) => clock.now() - (span?.toMs ?? atMs) < MOST_AGO_MS), claim]
  }
  function sameAs(claim: Claim): Claim[] {
    return claims.filter((one) => isSameSound(one, claim))
  }
  /** Clocks differ from screen to screen, so it is told how long ago it was. */
  function toTell({ what, db, span, atMs }: Claim & HeardHere): EarClaim {
    const ago = (ms: number) => Math.min(MOST_AGO_MS, Math.max(0, Math.round(atMs - ms)))
    return { what, db, fromAgoMs: ago(span.fromMs), toAgoMs: ago(span.toMs) }
  }
}

/** The same request said at the same time; or whatever was made of a sound that begins and ends with the other: one of them misheard it. */
function isSameSound(a: Claim, b: Claim): boolean {
  if (!a.span || !b.span) return a.what === b.what && Math.abs(a.atMs - b.atMs) <= SAME_MS
  const [begins, ends] = [Math.abs(a.span.fromMs - b.span.fromMs), Math.abs(a.span.toMs - b.span.toMs)]
  if (begins < APART_MS && ends < APART_MS) return true
  return a.what === b.what && a.span.fromMs < b.span.toMs + APART_MS && b.span.fromMs < a.span.toMs + APART_MS
}

/** Equals are judged alike on both sides: by their names. */
const isLouder = (one: Claim, other: Claim) => (one.db === other.db ? one.by < other.by : one.db > other.db)
