import type { Bytes } from '../../lib/bytes.ts'
import type { Introductions, Topic } from '../../mesh/introductions.ts'
import { subTopic, topicOf } from '../../trust/topics.ts'

/** Codes, digits and invitations come and go, and with them the topics under which they lead here. */
type Source = { topics(): readonly Topic[]; onChange(listener: () => void): () => void }

/** Lets this screen be found: by the room's other devices, by visitors who return, and by whoever has a live code. */
export async function listenWhereFound(deps: {
  /** The room's secret of introductions, as bytes. */
  secret: Bytes
  introductions: Introductions
  sources: readonly Source[]
}): Promise<{ residents: Topic; stop(): void }> {
  const { secret, introductions, sources } = deps
  const [residents, visitors] = await Promise.all([
    subTopic(secret, 'residents').then(topicOf),
    subTopic(secret, 'visitors').then(topicOf),
  ])
  const listen = () => introductions.listen([residents, visitors, ...sources.flatMap((source) => source.topics())])
  listen()
  const stops = sources.map((source) => source.onChange(listen))
  return { residents, stop: () => stops.forEach((stop) => stop()) }
}
