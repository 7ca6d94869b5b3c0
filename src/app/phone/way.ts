import { fromBase64url, type Bytes } from '../../lib/bytes.ts'
import type { RoomId } from '../../protocol/ids.ts'
import { parse } from '../../protocol/shape.ts'
import { topicOf, type Topic } from '../../trust/topics.ts'
import { entryPapers, type EntryPapers } from '../papers.ts'

/** This phone's papers, and where by them it finds the room's screens: the present topic first, then the one before. */
export type Way = {
  papers(): EntryPapers
  topics(): readonly Topic[]
  /** What a screen answered to `enter`: the secret is renewed when somebody who knew it is removed. */
  take(answer: unknown): Promise<void>
}

export async function openWay(deps: {
  room: RoomId
  papers: EntryPapers
  keepPapers: (papers: EntryPapers) => Promise<unknown>
}): Promise<Way> {
  let papers = deps.papers
  let topics = await topicsOf(papers)
  return {
    papers: () => papers,
    topics: () => topics,
    async take(answer) {
      const fresh = parse(entryPapers, answer)
      if (!fresh.ok || fresh.value.room !== deps.room || fresh.value.topicSecret === papers.topicSecret) return
      papers = { ...papers, topicSecret: fresh.value.topicSecret, olderTopicSecret: papers.topicSecret }
      topics = await topicsOf(papers)
      await deps.keepPapers(papers)
    },
  }
}

const topicsOf = ({ topicSecret, olderTopicSecret }: EntryPapers): Promise<Topic[]> =>
  Promise.all(
    [topicSecret, olderTopicSecret].flatMap((secret) => (secret ? [topicOf(fromBase64url(secret) as Bytes)] : [])),
  )
