import type { Bytes } from '../../lib/bytes.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { TakenMinutes } from '../../services/recording-desk.ts'
import { readPieces, type MinutesFile } from '../../trust/minutes-file.ts'
import type { PhoneNode } from './phone-node.ts'

/** One part weighs 3 MB; more than that is none of ours. */
const MOST_PART_BYTES = 20 << 20

/** While it is put together at the end, pieces give way to the part that holds them. */
const TRIES = 3

/** Fetches minutes from the room as they are, sealed. The room logs it. `minutes-incomplete`: a screen has still to bring a part. */
export async function takeMinutes(
  node: Pick<PhoneNode, 'call' | 'under'>,
  id: string,
  to: 'opened' | 'exported',
): Promise<Result<MinutesFile>> {
  for (let tried = 1; ; tried++) {
    const answer = await node.call('minutes.take', { id, to })
    if (!answer.ok) return answer
    const taken = answer.value as TakenMinutes
    const parts = await fetchParts(node, taken)
    if (!parts && tried < TRIES) continue
    if (!parts) return err('minutes-incomplete')
    const read = parts.map(readPieces)
    return ok({
      head: { id, fromMs: taken.fromMs, periods: taken.periods },
      pieces: read.flatMap(({ pieces }) => pieces),
      isCut: read.some(({ isCut }) => isCut),
    })
  }
}

async function fetchParts({ under }: Pick<PhoneNode, 'under'>, { blobs }: TakenMinutes): Promise<Bytes[] | undefined> {
  const parts: Bytes[] = []
  for (const { blob } of blobs) {
    const link = under.home()
    const part = link ? await under.bulk.fetch(link, blob, MOST_PART_BYTES) : 'stalled'
    if (typeof part === 'string') return undefined
    parts.push(part)
  }
  return parts
}
