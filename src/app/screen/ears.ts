import * as v from 'valibot'
import type { Clock } from '../../lib/clock.ts'
import type { Calls } from '../../mesh/calls.ts'
import type { Neighbours } from '../../mesh/neighbours.ts'
import { parse } from '../../protocol/shape.ts'
import type { DeviceId } from '../../protocol/ids.ts'
import { EAR_ANSWERS, type EarAnswer, type EarClaim } from '../../services/ear-calls.ts'

/** So long the screens that heard the same compare how loud it was. */
const COMPARED_MS = 100
/** The same request within so long is the same utterance. */
const SAME_MS = 2_000

/** Several screens may hear one person: the one that heard it loudest answers, and "here" is where that hangs. */
export type Ears = {
  /** Whose it is to answer what was understood here: this screen's, or another's. */
  claim(heard: EarClaim): Promise<DeviceId>
  /** Another screen understood this. */
  asked(by: DeviceId, heard: EarClaim): EarAnswer
  /** How it is known whether this screen's microphone is open, or what it heard is still being made out. */
  listensBy(isListening: () => boolean): void
}

type Claim = EarClaim & { atMs: number; state: 'compared' | 'answered'; lostTo?: DeviceId }

export function makeEars(deps: {
  me: DeviceId
  clock: Clock
  neighbours: Pick<Neighbours, 'links'>
  calls: () => Pick<Calls, 'call'>
}): Ears {
  const { me, clock } = deps
  let isListening = () => false
  let claim: Claim | undefined

  return {
    async claim(heard) {
      const mine: Claim = { ...heard, atMs: clock.now(), state: 'compared' }
      claim = mine
      const compared = new Promise<void>((resolve) => clock.after(COMPARED_MS, resolve))
      const answers = await Promise.all(
        deps.neighbours
          .links()
          .filter(({ peer }) => peer.role === 'screen')
          .map(async (link) => {
            const answer = await deps.calls().call(link, 'ears.claim', heard, undefined, COMPARED_MS)
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
      mine.state = 'answered'
      return mine.lostTo ?? me
    },
    asked(by, { what, db }) {
      if (!claim || claim.what !== what || clock.now() - claim.atMs > SAME_MS)
        return isListening() ? 'listening' : 'deaf'
      if (claim.lostTo !== undefined) return 'deaf'
      if (claim.state === 'answered' || isLouder(claim, db, by)) return 'mine'
      claim.lostTo = by
      return 'yours'
    },
    listensBy(listening) {
      isListening = listening
    },
  }

  /** Equals are judged alike on both sides: by their names. */
  function isLouder(mine: Claim, db: number, by: DeviceId) {
    return mine.db === db ? me < by : mine.db > db
  }
}
