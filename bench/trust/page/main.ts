import { hashPin } from '../../../src/trust/pin.ts'
import { handshakes } from './handshakes.ts'
import { revocation } from './revocation.ts'
import { roster } from './roster.ts'
import { sealing } from './sealing.ts'
import { spread, timed } from './timing.ts'

/** What the harness asks of a page, one thing a page. */
const bench = {
  handshakes,
  roster,
  revocation,
  sealing,
  /** One PIN tried: what it costs whoever waits at the wall, and whoever tries ten thousand on a stolen disk. */
  async pin(times: number) {
    const salt = crypto.getRandomValues(new Uint8Array(16))
    const all: number[] = []
    for (let n = 0; n < times; n++) all.push(await timed(() => hashPin('2580', salt)))
    return { tryMs: spread(all) }
  },
}
Object.assign(globalThis, { bench })
