import type { DeviceId } from '../protocol/ids.ts'

/** Answers kept so that a call sent again is not done again: of each caller, so that none pushes out another's. */
const KEPT_ANSWERS = 100
const KEPT_CALLERS = 100

/** What was answered last, to those who called last. A call is done once under each key, however often it comes (M16). */
export type Answered<A> = { once(caller: DeviceId, key: string, answer: () => A): A }

export function makeAnswered<A>(): Answered<A> {
  const answered = new Map<DeviceId, Map<string, A>>()
  return {
    once(caller, key, answer) {
      // Keys belong to their caller: nobody learns another's answer by guessing its key.
      const mine = answered.get(caller) ?? new Map<string, A>()
      answered.delete(caller)
      answered.set(caller, mine)
      dropOldest(answered, KEPT_CALLERS)
      const known = mine.get(key)
      if (known !== undefined) return known
      const fresh = answer()
      mine.set(key, fresh)
      dropOldest(mine, KEPT_ANSWERS)
      return fresh
    },
  }
}

/** A map remembers the order in which it was filled. */
function dropOldest<K>(map: Map<K, unknown>, most: number) {
  const oldest = map.size > most ? map.keys().next() : undefined
  if (oldest && !oldest.done) map.delete(oldest.value)
}
