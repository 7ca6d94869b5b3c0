import type { Clock } from '../lib/clock.ts'
import type { DeviceId } from '../protocol/ids.ts'
import type { Peer } from '../trust/judge.ts'

/** Above this no phone adds to a document: a thousand times what a room says in a year, and still opened in a second. */
export const DOCUMENT_BYTES = 8 << 20
/** What a document of a fellow screen may weigh, so that one that is broken, or hostile, does not fill the others. */
export const SCREEN_DOCUMENT_BYTES = 32 << 20

/** `most` at once, and one more every `everyMs`. */
type Bucket = { most: number; everyMs: number }
/** A person with quick thumbs never meets it, a program does within seconds. */
const CALLS: Bucket = { most: 200, everyMs: 200 }
/** What goes to and fro in a stream comes in small steps, and its ends hold each other up. */
const STEPS: Bucket = { most: 200, everyMs: 20 }
const PICTURES: Bucket = { most: 20, everyMs: 30_000 }
/**
 * Each of these costs more than a record: a template forgotten opens an epoch on every device, a recording is listed for
 * good. Nor is a receipt to be found by trying all of its eight digits.
 */
const WEIGHTY: Bucket = { most: 10, everyMs: 60_000 }
/** Each time a record is written that everybody gets: a page that opens and closes is none of the room's business. */
const OFFERS: Bucket = { most: 20, everyMs: 10_000 }
const WEIGHTY_CALLS = ['face.enrol', 'face.forget', 'record.start', 'minutes.take']
/** Devices that are kept in mind: whoever has been quiet for long has a full bucket anyway. */
const MOST_DEVICES = 1_000

/** How much one phone may ask of this screen; counted before anything is looked at. */
export type Quotas = {
  /** Why this call is one too many, in a word; undefined where it is not. */
  take(who: Peer, name: string): 'too-many' | 'too-many-pictures' | undefined
}

export function makeQuotas({ clock }: { clock: Clock }): Quotas {
  const calls = makeBuckets(CALLS, clock)
  const steps = makeBuckets(STEPS, clock)
  const pictures = makeBuckets(PICTURES, clock)
  const weighty = new Map(WEIGHTY_CALLS.map((name) => [name, makeBuckets(WEIGHTY, clock)]))
  weighty.set('service.offer', makeBuckets(OFFERS, clock))
  return {
    take({ device, role }, name) {
      // Who wants out is never held up; a screen hands on what many phones ask.
      if (name === 'leave' || role === 'screen') return undefined
      if (!(name === 'service.stream' ? steps : calls)(device)) return 'too-many'
      if (weighty.get(name)?.(device) === false) return 'too-many'
      return name === 'display.picture' && !pictures(device) ? 'too-many-pictures' : undefined
    },
  }
}

function makeBuckets({ most, everyMs }: Bucket, clock: Clock): (device: DeviceId) => boolean {
  const fullAtMs = new Map<DeviceId, number>()
  return (device) => {
    const now = clock.now()
    // A clock that was put back must not lock anybody out for longer than an empty bucket takes.
    const fullAt = Math.min(Math.max(fullAtMs.get(device) ?? now, now), now + most * everyMs)
    const isOver = fullAt - now > (most - 1) * everyMs
    fullAtMs.delete(device)
    fullAtMs.set(device, isOver ? fullAt : fullAt + everyMs)
    const oldest = fullAtMs.size > MOST_DEVICES ? fullAtMs.keys().next().value : undefined
    if (oldest !== undefined) fullAtMs.delete(oldest)
    return !isOver
  }
}
