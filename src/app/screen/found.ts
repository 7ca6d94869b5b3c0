import type { Introductions, Topic } from '../../mesh/introductions.ts'

/** The room's secrets, codes, digits and invitations come and go, and with them the topics under which they lead here. */
type Source = { topics(): readonly Topic[]; onChange(listener: () => void): () => void }

/**
 * Lets this screen be found: by the room's other devices, by visitors who return, and by whoever has a live code. Returns
 * its stop.
 */
export function listenWhereFound(introductions: Introductions, sources: readonly Source[]): () => void {
  const listen = () => introductions.listen(sources.flatMap((source) => source.topics()))
  listen()
  const stops = sources.map((source) => source.onChange(listen))
  return () => stops.forEach((stop) => stop())
}
