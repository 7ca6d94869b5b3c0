import { assert } from '../../lib/assert.ts'
import { fromBase64url, toBase64url, type Bytes } from '../../lib/bytes.ts'
import type { Clock, Random } from '../../lib/clock.ts'
import { makeListeners } from '../../lib/listeners.ts'
import type { Documents } from '../../mesh/documents.ts'
import type { Topic } from '../../mesh/introductions.ts'
import type { Author } from '../../room/records.ts'
import { secretsOf, setSecrets } from '../../room/residents.ts'
import { subTopic, topicOf } from '../../trust/topics.ts'

/** Devices that were off when the secrets were renewed are found by the old ones for so long; then they are added anew. */
const RESIDENTS_RETURN_MS = 90 * 24 * 3_600_000
/** No visit lasts longer, so no visitor returns later. */
const VISITORS_RETURN_MS = 24 * 3_600_000
/** Of each kind. A box takes MAX_TOPICS from each of us; codes, digits and invitations need the rest. */
const MOST_OLDER = 6
/** Tokens outlive topics: the box may have been away through several removals. */
const MOST_KEPT = 8
const LOOK_MS = 60_000

/** The secrets by which this room's devices find each other, as they are now and as they were until lately. */
export type Secrets = {
  /** From which what is handed to who comes in is derived. */
  now(): Bytes
  /** Where the room's own devices meet: the present topic first. */
  residents(): readonly Topic[]
  topics(): readonly Topic[]
  onChange(listener: () => void): () => void
  /** A device that knew them was removed: from the new epoch on, which it never gets, there are others. */
  renew(): void
  stop(): void
}

export async function openSecrets(deps: {
  /** What this screen was handed when it was added: good until it holds the room's own record. */
  handed: Bytes
  documents: Documents
  author: Author
  clock: Clock
  random: Random
}): Promise<Secrets> {
  const { documents, random, author } = deps
  const changes = makeListeners<void>()
  const kept = () => secretsOf(documents.get('residents'))
  const present = () => kept()?.introductions ?? toBase64url(deps.handed)
  let topics: { residents: Topic[]; visitors: Topic[] } = { residents: [], visitors: [] }
  let derivedFrom = ''
  await derive()
  const look = () => void derive()
  const stops = [
    documents.onUpdate(({ doc }) => doc === 'residents' && look()),
    documents.onEpoch(look),
    deps.clock.every(LOOK_MS, look),
  ]
  return {
    now: () => bytesOf(present()),
    residents: () => topics.residents,
    topics: () => [...topics.residents, ...topics.visitors],
    onChange: changes.add,
    renew() {
      const secrets = kept()
      if (!secrets) return
      const { introductions, backupToken, backupTopic } = secrets
      const older = [{ introductions, backupToken, renewedMs: author.now() }, ...secrets.older].slice(0, MOST_KEPT)
      const fresh = { introductions: toBase64url(random(16)), backupToken: toBase64url(random(32)), backupTopic, older }
      setSecrets(documents.get('residents'), fresh, author)
    },
    stop: () => stops.forEach((stop) => stop()),
  }

  async function derive() {
    const older = (kept()?.older ?? []).slice(0, MOST_OLDER)
    const within = (ms: number) =>
      older.flatMap(({ introductions, renewedMs }) => (author.now() - renewedMs < ms ? [introductions] : []))
    const [residents, visitors] = [RESIDENTS_RETURN_MS, VISITORS_RETURN_MS].map((ms) => [present(), ...within(ms)]) as [
      string[],
      string[],
    ]
    const from = JSON.stringify([residents, visitors])
    if (from === derivedFrom) return
    derivedFrom = from
    const made = {
      residents: await Promise.all(residents.map((secret) => topicFor(secret, 'residents'))),
      visitors: await Promise.all(visitors.map((secret) => topicFor(secret, 'visitors'))),
    }
    // Somebody may have renewed them again meanwhile.
    if (from !== derivedFrom) return
    topics = made
    changes.tell()
  }
}

const topicFor = async (secret: string, label: 'residents' | 'visitors') =>
  topicOf(await subTopic(bytesOf(secret), label))

function bytesOf(secret: string): Bytes {
  const bytes = fromBase64url(secret)
  assert(bytes, 'the parser of the record let base64url through only')
  return bytes
}
