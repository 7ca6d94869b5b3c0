import type { Clock } from '../lib/clock.ts'
import type { DocName } from '../protocol/link.ts'

/** Who has been asked and does not answer is not waited for any longer: 5 MB over poor Wi-Fi take a while. */
const PATIENCE_MS = 30_000

/**
 * One question a document at a time (M9): who comes in to ten screens takes the document from one of them, and then from
 * each other one only what those before it lacked, instead of the whole document ten times.
 */
export function makeAsking<L>({ clock, send }: { clock: Clock; send: (link: L, doc: DocName) => void }) {
  const asked = new Map<DocName, { link: L; stopTimer: () => void }>()
  const waiting = new Map<DocName, Set<L>>()
  return {
    ask(link: L, doc: DocName): void {
      const open = asked.get(doc)
      if (!open) return begin(link, doc)
      if (open.link === link) return
      waiting.set(doc, (waiting.get(doc) ?? new Set()).add(link))
    },
    answered: settle,
    /** It is gone, or holds another epoch: no answer of it is waited for. */
    forget(link: L): void {
      for (const links of waiting.values()) links.delete(link)
      for (const doc of [...asked.keys()]) settle(link, doc)
    },
    /** All documents have changed: what was asked means nothing any more. */
    forgetAll(): void {
      for (const { stopTimer } of asked.values()) stopTimer()
      asked.clear()
      waiting.clear()
    },
  }

  function begin(link: L, doc: DocName) {
    asked.set(doc, { link, stopTimer: clock.after(PATIENCE_MS, () => settle(link, doc)) })
    send(link, doc)
  }

  function settle(link: L, doc: DocName) {
    const open = asked.get(doc)
    if (open?.link !== link) return
    open.stopTimer()
    asked.delete(doc)
    const [next] = waiting.get(doc) ?? []
    if (next === undefined) return
    waiting.get(doc)?.delete(next)
    begin(next, doc)
  }
}
