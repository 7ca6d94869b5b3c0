import type { Clock } from '../lib/clock.ts'
import { err, ok, type Result } from '../lib/result.ts'
import type { DeviceId } from '../protocol/ids.ts'
import type { Peer } from '../trust/judge.ts'
import type { Runner } from './runner.ts'
import type { Step, Stepped } from './service.ts'
import type { Pipe } from './stream.ts'

/** What came last can be pulled for so long after the end. */
const KEPT_MS = 15_000

/** Streams to the services of this device, each its caller's own. One that is lost with a restart is `service-gone`. */
export function makeStreams({ me, runner, clock }: { me: DeviceId; runner: Runner; clock: Clock }) {
  const pipes = new Map<string, Pipe>()
  return { step }

  async function step(who: Peer, one: Step): Promise<Result<Stepped>> {
    const key = `${who.device} ${one.id}`
    const pipe = pipes.get(key)
    switch (one.step) {
      case 'open':
        return pipe ? ok({ on: me }) : open(who, key, one)
      case 'cancel':
        runner.cancel(who.device, one.id)
        return ok(null)
      case 'pull':
        return pipe ? pipe.pull(one.n) : err('service-gone')
      case 'push': {
        const taken = await (pipe ? pipe.push(one.n, one.items, one.isLast) : err('service-gone'))
        return taken.ok ? ok({ taken: taken.value }) : taken
      }
    }
  }

  async function open(who: Peer, key: string, asked: Extract<Step, { step: 'open' }>): Promise<Result<Stepped>> {
    const done = runner.run(who, asked, (pipe) => pipes.set(key, pipe))
    // Whoever may not, or asks for what there is not, is told at once; else how it ends is said by the last pull.
    if (!pipes.has(key)) {
      const refused = await done
      return refused.ok ? err('service-failed') : refused
    }
    void done.then(() => clock.after(KEPT_MS, () => pipes.delete(key)))
    return ok({ on: me })
  }
}
